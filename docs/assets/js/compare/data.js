// Projects by slug, from the few files they lie in (macros/compare/data.py).
import { siteUrl } from "../base.js";

const files = new Map();

function fetched(number) {
  if (!files.has(number)) {
    const asked = fetch(siteUrl(`/assets/compare/${number}.json`)).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    files.set(number, asked.catch((error) => (files.delete(number), Promise.reject(error))));
  }
  return files.get(number);
}

/** The number of the file that a slug stands in, of `count`; as `shard` in macros/compare/data.py. */
export function shardOf(slug, count) {
  let number = 0;
  for (const sign of slug) number = (Math.imul(number, 31) + sign.codePointAt(0)) >>> 0;
  return number % count;
}

/** What is known of each slug: slug as asked for → record with its present `slug`. Those that are not there are left out. */
export async function records(slugs, count) {
  const found = await Promise.all(slugs.map((slug) => one(slug, count)));
  return new Map(slugs.map((slug, i) => [slug, found[i]]).filter(([, record]) => record));
}

async function one(slug, count) {
  const file = await fetched(shardOf(slug, count));
  const record = Object.hasOwn(file, slug) ? file[slug] : null;
  if (typeof record === "string") return record === slug ? null : one(record, count);
  return record && { ...record, slug };
}

/** The address of a project's page, whole: for what leaves the site. */
export const pageOf = (slug) => new URL(siteUrl(`/prosjekter/${slug}/`), location.href).href;
