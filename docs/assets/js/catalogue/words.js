// What the page says as things change: the site's own labels, filled in.
const words = JSON.parse(document.getElementById("im-words").textContent);

export const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
export const amount = (n) => say(n === 1 ? "count.one" : "count.other", { count: n.toLocaleString("nb-NO") });
