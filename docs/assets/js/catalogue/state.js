// The catalogue's state and its address: ?region=helse-vest&region=helse-nord&fase=konsept&q=rus&sort=timer&timer-fra=50
export const SORTS = ["relevans", "tittel", "nyeste", "timer", "fase"];
export const ROWS = "rader";
const ALL = "-alle";
const YES = "ja";
const MAX_TEXT = 200;
const MAX_HOURS = 10000;

/** `chosen`: facet → values; `all`: the facets where a project must have all of them; `unsure`: whether one that does not say is left in. */
export function emptyState() {
  return { chosen: new Map(), all: new Set(), unsure: false, q: "", sort: "", from: null, to: null, view: "" };
}

/** Reads an address. `known`: facet → Set of values. What is not known is left out, the rest applied. */
export function fromAddress(search, known) {
  const state = emptyState();
  for (const [name, value] of new URLSearchParams(search.slice(0, 20000))) {
    const facet = name.endsWith(ALL) ? name.slice(0, -ALL.length) : "";
    if (name === "q") state.q = value.replace(/[\u0000-\u001f]/g, " ").slice(0, MAX_TEXT);
    else if (name === "sort" && SORTS.includes(value)) state.sort = value;
    else if (name === "timer-fra") state.from = hours(value);
    else if (name === "timer-til") state.to = hours(value);
    else if (name === "visning" && value === ROWS) state.view = ROWS;
    else if (name === "ukjent" && value === YES) state.unsure = true;
    else if (known.has(facet) && value === YES) state.all.add(facet);
    else if (known.get(name)?.has(value)) {
      if (!state.chosen.has(name)) state.chosen.set(name, new Set());
      state.chosen.get(name).add(value);
    }
  }
  return state;
}

/** The address of a state, facets in the order of the form: the same state always has the same address. */
export function toAddress(state, known) {
  const query = new URLSearchParams();
  for (const [facet, values] of known) {
    for (const value of values) if (state.chosen.get(facet)?.has(value)) query.append(facet, value);
    if (state.all.has(facet) && state.chosen.get(facet)?.size > 1) query.set(facet + ALL, YES);
  }
  if (state.from !== null) query.set("timer-fra", state.from);
  if (state.to !== null) query.set("timer-til", state.to);
  if (state.unsure && isNarrow(state)) query.set("ukjent", YES);
  if (state.q.trim()) query.set("q", state.q);
  if (state.sort) query.set("sort", state.sort);
  if (state.view) query.set("visning", state.view);
  const text = query.toString();
  return text ? "?" + text : "";
}

export function hours(text) {
  if (!/^\d{1,5}$/.test(text.trim())) return null;
  return Math.min(Number(text), MAX_HOURS);
}

/** Whether anything but words limits the list: what a project may not say anything of. */
export function isNarrow(state) {
  return state.chosen.size > 0 || state.from !== null || state.to !== null;
}

export function isEmpty(state) {
  return !isNarrow(state) && !state.q.trim();
}
