// What `innomed check` says of a value, beside its field while it is written. The rules are the model's and the words those of
// macros/words/problems: both come with the configuration (macros/authoring/form/value_rules.py).

const digits = (text) => text.replace(/\D/g, "");
const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const check = (weights, number) => (11 - (weights.reduce((sum, weight, i) => sum + weight * number[i], 0) % 11)) % 11;

function isDate(day, month, year) {
  const real = [0, 40, 65, 80].map((shift) => month - shift).find((m) => m >= 1 && m <= 12);
  if (day > 40) day -= 40;
  return Boolean(real) && day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][real - 1] && !(real === 2 && day === 29 && year % 4);
}

/** As `is_personal_number` in macros/text/personal_numbers.py. */
export function isPersonalNumber(number) {
  if (!/^\d{11}$/.test(number) || !isDate(+number.slice(0, 2), +number.slice(2, 4), +number.slice(4, 6))) return false;
  return check(FIRST, number) === +number[9] && check(SECOND, number) === +number[10];
}

const isDay = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
};

/** `told(field, text)` gives what is wrong, `{code, text, stops}` each: what stops the proposal first. */
export function teller(given, today = new Date().toISOString().slice(0, 10)) {
  const { messages, numbers, phones, mail } = given;
  const every = (source) => new RegExp(source, "giu");
  const compiled = {
    parts: numbers.parts.map(every), spaced: every(numbers.spaced), account: new RegExp(`^(?:${numbers.account})$`, "u"), money: new RegExp(numbers.money, "iu"),
    named: phones.named.map(every), plain: every(phones.plain), before: new RegExp(phones.before, "iu"), after: new RegExp(`^(?:${phones.after})`, "iu"),
    address: every(mail.address), roles: new RegExp(mail.roles, "iu"), checked: new RegExp(mail.checked, "iu"),
  };

  /** The words of a code with its facts, as `problem` in macros/words/problems does it. */
  function said(code, facts) {
    const { message, hint = "", severity } = messages[code];
    const filled = (text) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
    const known = (text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => ![undefined, null, ""].includes(facts[name]));
    const advice = hint.split("||").map((all) => all.split("|").filter(known).map((one) => filled(one.trim())).filter(Boolean).join(" ")).find(Boolean);
    return { code, text: [filled(message), advice].filter(Boolean).join(" "), stops: severity !== "warning" };
  }

  function* ofValue(rules, field, text) {
    const facts = { field, value: text.length > 80 ? `${text.slice(0, 79)}…` : text };
    if (rules.good === undefined) return;
    if (new RegExp(rules.good).test(text)) {
      const number = Number(text);
      if ((rules.min != null && number < rules.min) || (rules.max != null && number > rules.max)) yield said("FM026", { ...facts, range: rules.range });
      if (rules.calendar && !isDay(`${text}-01-01`.slice(0, 10))) yield said("FM221", { ...facts, write: rules.calendar });
      return;
    }
    const slip = (rules.slips ?? []).find((s) => new RegExp(s.pattern, "i").test(text));
    const unknown = given.not_known.includes(text.toLowerCase());
    if (unknown) yield said(rules.unknown ? "FM210" : "FM211", { ...facts, write: given.unknown });
    else if (slip) yield said(slip.code, { ...facts, range: "", write: slip.write === undefined ? "" : text.replace(new RegExp(slip.from ?? slip.pattern, slip.from && !slip.from.includes("^") ? "g" : ""), slip.write) });
    else yield said(rules.code, { ...facts, range: "", write: rules.write ?? "" });
  }

  function* personalNumbers(text) {
    const judged = function* (pattern, row) {
      for (const match of text.matchAll(pattern)) {
        const number = row(match);
        const account = compiled.account.test(match[0]) || compiled.money.test(text.slice(Math.max(0, match.index - 40), match.index));
        if (isPersonalNumber(number) && !account && !numbers.allowed.includes(number)) yield number;
      }
    };
    for (const pattern of compiled.parts) yield* judged(pattern, ([, day, month, year, three, two]) => day.padStart(2, "0") + month.padStart(2, "0") + year.slice(-2) + three + two);
    yield* judged(compiled.spaced, ([row]) => digits(row));
  }

  function* phoneNumbers(text) {
    for (const pattern of compiled.named) for (const match of text.matchAll(pattern)) yield digits(match[match.length - 1]);
    for (const match of text.matchAll(compiled.plain)) {
      const number = digits(match[2]);
      const near = [text.slice(Math.max(0, match.index - 12), match.index), text.slice(match.index + match[0].length, match.index + match[0].length + 12)];
      const amount = compiled.before.test(near[0]) || compiled.after.test(near[1]) || number.endsWith("000");
      if (!"018".includes(number[0]) && (match[1] || !amount)) yield number;
    }
  }

  function* personal(text) {
    for (const number of personalNumbers(text)) yield said("PV001", { value: number.slice(0, 2) + "•".repeat(9) });
    for (const number of phoneNumbers(text)) if (!phones.roles.includes(number)) yield said("PV003", { value: `${number.slice(0, 2)} •• •• ••` });
    for (const [address] of text.matchAll(compiled.address)) {
      const [name, host] = address.split("@");
      if (host && !compiled.roles.test(address) && !compiled.checked.test(address)) yield said("PV004", { value: `${name.slice(0, 2)}•••@${host}` });
    }
  }

  return function told(field, value) {
    const text = String(value ?? "").trim();
    const { label, check: rules = {} } = field;
    if (!text) return [];
    const found = [...personal(text)];
    const certain = found.some((one) => one.code === "PV001"); // then no message repeats the value
    if (!certain) found.push(...ofValue(rules, label, text));
    if (rules.happened && /^[0-9-]+$/.test(text) && text > today.slice(0, text.length)) found.push(said("KX101", { field: label, value: text }));
    if (text.length > given.longest && field.widget !== "markdown") found.push(said("FM042", { field: label, length: text.length, limit: given.longest }));
    else if (rules.limit && text.length > rules.limit) found.push(said("FM039", { field: label, length: text.length, limit: rules.limit }));
    const once = found.filter((one, i) => found.findIndex((other) => other.text === one.text) === i);
    return once.sort((a, b) => b.stops - a.stops);
  };
}

/** The widgets with a text of their own, so that they tell. What stops is Decap's error; the rest is advice under the field. */
export function withTelling(CMS, React, told) {
  for (const name of ["string", "text", "markdown", "datetime"]) {
    const { control: Plain, preview, schema } = CMS.getWidget(name);
    const tell = (props) => told({ label: props.field.get("label"), widget: name, check: props.field.get("check")?.toJS() }, props.value);
    class Telling extends Plain {
      isValid = () => {
        const stops = tell(this.props).find((one) => one.stops);
        return stops ? { error: { type: "CUSTOM", message: stops.text } } : true;
      };
      render() {
        const advice = tell(this.props).filter((one) => !one.stops);
        const shown = React.h("div", { className: "im-told", role: "status" }, advice.map((one) => React.h("p", { key: one.text }, one.text)));
        // Decap itself looks only at fields with a pattern when they are left; a field that is empty yet is not missed then.
        return React.h("div", { onBlur: () => this.props.value && this.props.validate() }, super.render(), shown);
      }
    }
    CMS.registerWidget(name, Telling, preview, schema);
  }
}
