// The reader's own list. It is kept in this browser alone, and only after the reader has asked for it.
const KEY = "im-liste";
const SLUG = /^[a-z0-9-]{1,80}$/;
export const LONGEST = 100; // projects; an address with more would be cut by some programs

/** Slugs without doubles, as many as a list may have; what cannot be one is left out. */
export const tidy = (slugs) => [...new Set(slugs)].filter((slug) => typeof slug === "string" && SLUG.test(slug)).slice(0, LONGEST);

/** The slugs that are kept; none when nothing is, or the browser refuses to tell. */
export function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? tidy(list) : [];
  } catch {
    return [];
  }
}

/** Keeps these besides those that are kept. False when the browser refuses. */
export const keep = (slugs) => replace([...kept(), ...slugs]);

/** Keeps these and no others; of an empty list nothing is kept. False when the browser refuses. */
export function replace(slugs) {
  try {
    if (slugs.length) localStorage.setItem(KEY, JSON.stringify(tidy(slugs)));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
