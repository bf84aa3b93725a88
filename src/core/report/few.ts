/**
 * Numbers of cases that the public does not read (SPEC R7; domain.md §6.6): one or two of any sort, by which somebody could be
 * recognised, and with them as many others as it takes that no sum or rate gives the small ones back.
 */

/** Cells of so few cases could be recognised. */
const SMALL = 2;
export const isSmall = (count: number): boolean => count > 0 && count <= SMALL;

/** Numbers that add up to another one, by name; what they leave over has no name and is nowhere printed. */
interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** Shares that give a number back to whoever knows the other one. */
interface Share {
  readonly name: string;
  readonly of: readonly string[];
}

export interface CaseNumbers {
  /** Numbers of cases, whether they are part of a sum or not. */
  readonly names: readonly string[];
  readonly sums: readonly Sum[];
  readonly shares: readonly Share[];
}

/** The names that stay hidden. `count`: how many cases each name counts; 0 for one that is not known. */
export function fewIn({ names, sums, shares }: CaseNumbers, count: (name: string) => number): ReadonlySet<string> {
  const hidden = new Set(names.filter((name) => isSmall(count(name))));
  // Hiding a whole may ask for more in the sum that it is a part of.
  for (let before = -1; before < hidden.size;) {
    before = hidden.size;
    for (const sum of sums) hideWith(sum, count, hidden);
  }
  for (const { name, of } of shares) if (of.some((each) => hidden.has(each))) hidden.add(name);
  return hidden;
}

/** So many, of so many cases together, cannot be told apart: one alone could be subtracted, and of 2 in two lines each is 1. */
export const isSafe = (counts: readonly number[]): boolean =>
  counts.length > 1 && counts.reduce((sum, each) => sum + each, 0) > Math.max(SMALL, counts.length);

function hideWith({ whole, parts }: Sum, count: (name: string) => number, hidden: Set<string>): void {
  const there = parts.filter((part) => count(part) > 0).sort((a, b) => count(a) - count(b));
  const rest = count(whole) - there.reduce((sum, part) => sum + count(part), 0);
  const closed = there.filter((part) => hidden.has(part)).map(count);
  const unsaid = rest > 0 ? [rest] : [];
  if (hidden.has(whole)) {
    // All parts together would say it.
    const [smallest] = there;
    if (closed.length + unsaid.length === 0 && smallest !== undefined) hidden.add(smallest);
    return;
  }
  if (closed.length === 0 && !isSmall(rest)) return;
  const open = there.filter((part) => !hidden.has(part));
  for (const next of open) {
    if (isSafe([...closed, ...unsaid])) return;
    hidden.add(next);
    closed.push(count(next));
  }
  if (!isSafe([...closed, ...unsaid])) hidden.add(whole);
}
