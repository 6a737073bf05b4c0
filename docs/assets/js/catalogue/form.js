// The filters: boxes by facet, what they say now, and how many cards each of them would give.
import { say } from "./words.js";
import { hours, isNarrow } from "./state.js";

export const shownSort = ({ sort, q }) => sort || (q.trim() ? "relevans" : "tittel");
export const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

export class Form {
  /** `sort` is the field for the order, which stands beside the list. */
  constructor(form, sort) {
    Object.assign(this, { form, sort });
    this.panel = form.querySelector("#im-panel");
    this.further = form.querySelector("#im-further");
    this.text = form.querySelector("#im-q");
    this.unsure = form.querySelector("#im-sure");
    this.groups = [...form.querySelectorAll(".im-group")];
    this.boxes = [...form.querySelectorAll('.im-group input[type="checkbox"]')];
    this.facets = new Map();
    for (const group of this.groups) {
      const mine = this.boxes.filter((box) => box.name === group.dataset.facet);
      this.facets.set(group.dataset.facet, new Map(mine.map((box, i) => [box.value, Number(group.dataset.first) + i])));
    }
    this.known = new Map([...this.facets].map(([name, values]) => [name, new Set(values.keys())]));
    this.unsaid = new Set(this.groups.filter((group) => "unsaid" in group.dataset).map((group) => group.dataset.facet));
    this.boxOf = new Map(this.boxes.map((box) => [box.name + "=" + box.value, box]));
    this.groupOf = new Map(this.groups.map((group) => [group.dataset.facet, group]));
    for (const field of form.querySelectorAll(".im-within")) field.addEventListener("input", () => this.#narrow(field));
    for (const button of form.querySelectorAll("[data-rare]")) button.addEventListener("click", () => this.#unfold(button));
  }

  label(facet, value) {
    return labelOf(this.boxOf.get(facet + "=" + value));
  }

  facetName(facet) {
    return this.groupOf.get(facet).querySelector("summary").firstChild.textContent.trim();
  }

  hoursField(name) {
    return this.form.elements[name];
  }

  /** What the form says now; what stands in other places is as in `state`. */
  read(state) {
    const next = { ...state, chosen: new Map() };
    for (const box of this.boxes) {
      if (!box.checked) continue;
      if (!next.chosen.has(box.name)) next.chosen.set(box.name, new Set());
      next.chosen.get(box.name).add(box.value);
    }
    next.q = this.text.value;
    next.from = hours(this.hoursField("timer-fra")?.value ?? "");
    next.to = hours(this.hoursField("timer-til")?.value ?? "");
    next.unsure = this.unsure.querySelector("input").checked && isNarrow(next);
    // Unless the reader has chosen an order, words bring relevance and no words the title.
    const untouched = this.sort.value === shownSort(state);
    next.sort = untouched ? state.sort : this.sort.value;
    if (next.sort === shownSort({ ...next, sort: "" }) || next.sort === "relevans") next.sort = "";
    return next;
  }

  /** Puts the state into the form, without touching what has focus. */
  write(state, typing) {
    for (const box of this.boxes) {
      box.checked = state.chosen.get(box.name)?.has(box.value) ?? false;
      const row = box.parentElement;
      if ("idle" in row.dataset) row.hidden = !box.checked;
      if (row.classList.contains("im-rare")) row.classList.toggle("im-rare--chosen", box.checked);
    }
    const focused = document.activeElement === this.text;
    if (this.text.value !== state.q && (!focused || !typing)) this.text.value = state.q;
    if (this.hoursField("timer-fra")) {
      this.hoursField("timer-fra").value = state.from ?? "";
      this.hoursField("timer-til").value = state.to ?? "";
    }
    this.sort.value = shownSort(state);
    this.unsure.hidden = !isNarrow(state);
    this.unsure.querySelector("input").checked = state.unsure;
    let further = 0;
    for (const group of this.groups) {
      const n = state.chosen.get(group.dataset.facet)?.size ?? 0;
      if ("idle" in group.dataset) group.hidden = n === 0;
      if (group.parentElement === this.further) further += n;
      group.querySelector(".im-group__chosen").textContent = n ? say("chosen", { count: n }) : "";
      this.#mode(group, state, n);
    }
    if (this.further) this.further.querySelector(".im-group__chosen").textContent = further ? say("chosen", { count: further }) : "";
  }

  /** Unfolds what holds a choice: an address that somebody shared may have chosen what lies folded away. */
  showChosen(state) {
    for (const facet of state.chosen.keys()) {
      const group = this.groupOf.get(facet);
      group.open = true;
      if (group.parentElement === this.further) this.further.open = true;
    }
  }

  /** Writes the numbers beside the boxes: those in sight at once, the others (a promise) when the answer is painted. */
  count(counts, current) {
    const folded = this.boxes.filter((box) => !this.#write(box, counts, true));
    if (!folded.length) return null;
    return painted().then(() => current() && folded.forEach((box) => this.#write(box, counts, false)));
  }

  #write(box, counts, inSight) {
    const group = this.groupOf.get(box.name);
    const open = this.panel.open && group.open && (group.parentElement !== this.further || this.further.open);
    if (inSight && !open) return false;
    const n = counts.get(box.name).get(box.value);
    const shown = `(${n})`;
    const place = box.nextElementSibling.lastElementChild;
    if (place.textContent !== shown) {
      place.textContent = shown;
      box.parentElement.classList.toggle("im-none", n === 0);
    }
    return true;
  }

  /** Whether several choices mean one of them or all of them: said where they are made, and changed there. */
  #mode(group, state, n) {
    let line = group.querySelector(".im-mode");
    const facet = group.dataset.facet, all = state.all.has(facet);
    if (n < 2 || !("several" in group.dataset || all)) return line?.remove();
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "im-mode" });
      line.append(document.createElement("span"), " ", Object.assign(document.createElement("button"), { type: "button", className: "im-textbutton" }));
      line.lastChild.dataset.mode = facet;
      group.querySelector("fieldset").append(line);
    }
    const many = n === 2 ? "two" : "many";
    line.firstChild.textContent = say(all ? `mode.${many}` : "mode.any");
    line.lastChild.textContent = say(all ? "mode.ask.any" : `mode.ask.${many}`);
  }

  /** Shows the values of a long group whose words contain what is typed. */
  #narrow(field) {
    const wanted = field.value.trim().toLocaleLowerCase("nb");
    field.parentElement.classList.add("im-unfolded");
    for (const label of field.parentElement.querySelectorAll("label")) {
      const box = label.querySelector('input[type="checkbox"]');
      if (!box) continue;
      const idle = "idle" in label.dataset && !box.checked && wanted === "";
      label.hidden = idle || (wanted !== "" && !label.textContent.toLocaleLowerCase("nb").includes(wanted));
    }
    field.parentElement.querySelector("[data-rare]")?.remove();
  }

  #unfold(button) {
    const group = button.parentElement;
    group.classList.add("im-unfolded");
    const first = group.querySelector(".im-rare input");
    button.remove();
    first?.focus();
  }
}

export const labelOf = (box) => box.nextElementSibling.firstChild.textContent.trim();
