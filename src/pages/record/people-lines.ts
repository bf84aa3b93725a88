/** People out of pasted lines: 张三, 1、张 三, 李四 13812345678 女, 王五，法律明白人. */
import { personRoles } from '#kinds/codes-people.ts';

export interface PersonLine {
  readonly name: string;
  readonly phone: string;
  /** male, female, or '' when the line does not say. */
  readonly sex: string;
}

const SEXES: { readonly [word: string]: string } = { 男: 'male', 女: 'female' };
const ROLES: ReadonlySet<string> = new Set(personRoles.codes.map(({ zh }) => zh));
const MAX_NAME = 60;
/** That of the list which the line was copied from: 1、张三, (2) 李四, 03 王五. */
const NUMBER = /^\s*[(（]?\d{1,4}(?:\s*[.．、)），,:：]\s*|\s+)/;

const isPhone = (part: string): boolean => /^1\d{10}$/.test(part);
/** What stands behind a name in a roster, and is none itself. */
const isDetail = (part: string): boolean => isPhone(part) || part in SEXES || ROLES.has(part);

export function peopleIn(text: string): PersonLine[] {
  return text
    .split(/[\n\r]+/)
    .flatMap(entriesIn)
    .map(personIn)
    .filter(({ name }) => name !== '');
}

/** One line names one person with details, or several people. */
function entriesIn(line: string): string[] {
  const entries: string[] = [];
  for (const part of line.replace(NUMBER, '').split(/[、，,；;]+/)) {
    const last = entries.length - 1;
    if (last >= 0 && isDetail(part.trim())) entries[last] += ` ${part}`;
    else entries.push(part);
  }
  return entries;
}

function personIn(entry: string): PersonLine {
  const parts = entry.trim().split(/[\s\u3000]+/);
  const phone = parts.find(isPhone) ?? '';
  const sexWord = parts.slice(1).find((part) => part in SEXES);
  const names = parts.filter((part, at) => part !== phone && (at === 0 || !isDetail(part)));
  // Forms set names of two characters apart: 张 伟.
  const apart = names.length > 1 && names.every((part) => Array.from(part).length === 1);
  const name = apart ? names.join('') : (names[0] ?? '');
  return { name: name.slice(0, MAX_NAME), phone, sex: sexWord === undefined ? '' : (SEXES[sexWord] ?? '') };
}
