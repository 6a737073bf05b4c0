// Addresses from the root of the site, which may lie below a path of its host: the page says which (macros/html/page/base_path.py).
const base = () => globalThis.document?.documentElement.dataset.base ?? "/";

/** The address to ask for or lead to, of one from the root of the site («/prosjekter/»). */
export const siteUrl = (address) => base() + address.slice(1);
