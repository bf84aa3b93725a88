/** Masking of personal data in lists (domain.md §6.4). Counts in code points, so that 𠮷 and emoji are never cut in two. */

const STAR = '*';
export const HIDDEN = '•••';

/** 张*, 王*明, 欧**明: two characters keep the first, longer names the first and last. */
export function maskName(name: string): string {
  const points = Array.from(name.trim());
  if (points.length === 0) return '';
  const [first = ''] = points;
  if (points.length === 1) return STAR;
  if (points.length === 2) return first + STAR;
  return first + STAR.repeat(points.length - 2) + (points[points.length - 1] ?? '');
}

/** 138****5678; of any other number only the last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  return digits.length < 5 ? '****' : `****${digits.slice(-2)}`;
}

/** 500242********1234: the middle eight are the birth date. Papers of another kind are hidden but for two characters. */
export function maskId(idNumber: string): string {
  if (/^\d{17}[\dXx]$/.test(idNumber)) return `${idNumber.slice(0, 6)}********${idNumber.slice(14)}`;
  const points = Array.from(idNumber);
  return points.length < 6 ? STAR.repeat(points.length) : STAR.repeat(points.length - 2) + points.slice(-2).join('');
}

/** An address down to village and 组; without either nothing of it is shown. */
export function maskAddress(address: string): string {
  const kept = /^.*?(?:村|社区|居委会)(?:[^，,。;；]{0,8}?组)?/u.exec(address)?.[0];
  if (kept === undefined) return HIDDEN;
  return kept.length === address.length ? kept : `${kept}${HIDDEN}`;
}

/** Puts a stand-in for each name wherever it stands in a text. Longest names first: 田大山 is not left as 田大某 by a party called 田大. */
export function replacing(stands: ReadonlyMap<string, string>): (words: string) => string {
  const names = [...stands.keys()].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  return (words) => {
    let masked = words;
    for (const name of names) masked = masked.split(name).join(stands.get(name) ?? '');
    return masked;
  };
}
