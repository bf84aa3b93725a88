/** Who is meant by a list of names that somebody pastes: a 微信接龙, a column of a table, names in a row. */
import { namesIn, plainName } from './sheets/people.ts';

interface Called {
  readonly id: string;
  readonly label: string;
}

export interface NamedPeople {
  /** Ids, in the order of the list. */
  readonly found: readonly string[];
  /** On no roster. */
  readonly unknown: readonly string[];
  /** Borne by several people: only a person can tell who came. */
  readonly several: readonly string[];
}

/** A numbered line of a 接龙: what follows the name (a village, a phone) is no name. */
const NUMBERED = /^\s*[（(]?\d{1,3}[)）.．、:：\s]\s*(.+)$/;

/** The names of a pasted text. Of numbered lines only those count: title and remarks stand above them. */
export function namesPasted(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const numbered = lines.flatMap((line) => {
    const said = NUMBERED.exec(line)?.[1];
    return said === undefined ? [] : [said];
  });
  if (numbered.length < 2 && !text.includes('接龙')) return namesIn(text);
  const isRow = numbered.some((line) => /\d{1,3}[.、]/.test(line));
  return [...new Set(numbered.flatMap((line) => (isRow ? namesIn(line) : namesIn(line).slice(0, 1))))];
}

/** 岩口村李军, 李军-岩口村: what in a nickname may be the name; itself first. */
function partsOf(name: string): readonly string[] {
  const plain = plainName(name);
  const behindPlace = /^.{1,8}?(?:村|社区|[组乡镇局所站办])(.{2,4})$/u.exec(plain)?.[1];
  return [plain, ...plain.split(/[-—_+]/), ...(behindPlace === undefined ? [] : [behindPlace])];
}

function meant(name: string, ...lists: readonly (readonly Called[])[]): readonly Called[] {
  for (const part of partsOf(name)) {
    for (const list of lists) {
      const same = list.filter(({ label }) => plainName(label) === part);
      if (same.length > 0) return same;
    }
  }
  return [];
}

/** `roster` comes first: a namesake elsewhere is not meant when somebody of that name is on it. */
export function matchNames(text: string, roster: readonly Called[], others: readonly Called[]): NamedPeople {
  const [found, unknown, several] = [new Set<string>(), new Array<string>(), new Array<string>()];
  for (const name of namesPasted(text)) {
    const same = meant(name, roster, others);
    const [first] = same;
    if (first === undefined) unknown.push(name);
    else if (same.length > 1) several.push(name);
    else found.add(first.id);
  }
  return { found: [...found], unknown, several };
}
