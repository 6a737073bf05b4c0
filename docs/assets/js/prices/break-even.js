// For which numbers of patients the model pays: the same as macros/prices/arithmetic/break_even.py.
// Between two steps of the posts the gain is linear with at most one bend, so ends and one search settle each stretch.
import { postsFor } from "./sides.js";

export const LIMIT = 100_000;
const TOLERANCE = -1e-9;

/** 1 … LIMIT cut wherever one more post is needed: [[first, last], …]. */
export function stretches(posts) {
  const starts = new Set([1]);
  for (const post of posts) {
    for (let first = 1; first <= LIMIT; starts.add(first)) first = lastWithSamePosts(post, first) + 1;
  }
  const cuts = [...starts].filter((start) => start <= LIMIT).sort((a, b) => a - b);
  return cuts.map((start, i) => [start, (cuts[i + 1] ?? LIMIT + 1) - 1]);
}

function lastWithSamePosts(post, first) {
  const posts = postsFor(post, first);
  const level = Math.ceil(first / post.patients_per_post / post.post_step - 1e-9);
  let last = Math.max(first, Math.floor((level + 1e-9) * post.patients_per_post * post.post_step));
  // The product may be a rounding error away from where postsFor() itself changes; postsFor() decides.
  while (last > first && postsFor(post, last) !== posts) last -= 1;
  while (last < LIMIT && postsFor(post, last + 1) === posts) last += 1;
  return last;
}

/** The intervals where gain(patients, posts) is not negative. A piece is [first, last, what its posts cost];
 *  bend(first, last, posts) tells where in it the gain bends. */
export function find(pieces, gain, bend) {
  const paying = [];
  for (const [first, last, posts] of pieces) {
    const at = bend(first, last, posts);
    const cut = at !== null && first <= at && at < last ? Math.floor(at) : null;
    const ends = cut === null ? [[first, last]] : [[first, cut], [cut + 1, last]];
    for (const [from, to] of ends) {
      const found = linear(from, to, (patients) => gain(patients, posts) >= TOLERANCE);
      const previous = paying.at(-1);
      if (found && previous && previous[1] + 1 === found[0]) previous[1] = found[1];
      else if (found) paying.push(found);
    }
  }
  return { intervals: paying };
}

/** Where a straight line from first to last is not negative. */
function linear(first, last, pays) {
  const [atFirst, atLast] = [pays(first), pays(last)];
  if (atFirst && atLast) return [first, last];
  if (!atFirst && !atLast) return null;
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (pays(middle) === atFirst) low = middle;
    else high = middle;
  }
  return atFirst ? [first, low] : [high, last];
}

/** The number of patients from which the model pays for good, or null. */
export function breakEven({ intervals }) {
  const last = intervals.at(-1);
  return last && last[1] === LIMIT ? last[0] : null;
}
