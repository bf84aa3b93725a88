/** People out of pasted lines: 张三, 张 三, 李四 13812345678 女. */

export interface PersonLine {
  readonly name: string;
  readonly phone: string;
  /** male, female, or '' when the line does not say. */
  readonly sex: string;
}

const SEXES: { readonly [word: string]: string } = { 男: 'male', 女: 'female' };
const MAX_NAME = 60;

export function peopleIn(text: string): PersonLine[] {
  return text
    .split(/[\n\r]+/)
    .flatMap((line) => (/[、，,；;]/.test(line) ? line.split(/[、，,；;]+/) : [line]))
    .map(personIn)
    .filter(({ name }) => name !== '');
}

function personIn(line: string): PersonLine {
  // A number in front is that of the list it was copied from.
  const parts = line
    .replace(/^\s*\d{1,4}\s*[.．、)）]?\s+/, '')
    .trim()
    .split(/[\s\u3000]+/);
  const phone = parts.find((part) => /^1\d{10}$/.test(part)) ?? '';
  const sexWord = parts.length > 1 ? parts.slice(1).find((part) => part in SEXES) : undefined;
  const names = parts.filter((part) => part !== phone && part !== sexWord);
  // Forms set names of two characters apart: 张 伟.
  const apart = names.length > 1 && names.every((part) => Array.from(part).length === 1);
  const name = apart ? names.join('') : (names[0] ?? '');
  return { name: name.slice(0, MAX_NAME), phone, sex: sexWord === undefined ? '' : (SEXES[sexWord] ?? '') };
}
