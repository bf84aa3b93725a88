/** One row while it is being read: its cells by place, the values found so far, and what was wrong with it. */
import type { Field, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Cell } from '#core/sheets.ts';
import { columnName } from '#core/sheets.ts';
import type { ImportContext, KnownPerson, Taught } from './context.ts';
import type { DataRow } from './outline.ts';
import { isListOfNames, targetsOf, type Mapping, type Target } from './targets.ts';
import { inWan } from './written-numbers.ts';
import { readCell, subtypeOf, unknownWords, withOwnCodes } from './values.ts';

/** What is said of a row. `refused`: it was left out; else only the cell was, or it was read with a remark. */
export interface RowProblem {
  readonly sheet: string;
  readonly row: number;
  /** C列“身份证号”; '' where it is the row as a whole. */
  readonly column: string;
  readonly reason: string;
  readonly weight: 'refused' | 'leftOut' | 'remark' | 'duplicate';
  /** Words that no list knows, and where they were to go: somebody may say what they mean. */
  readonly unknown?: { readonly path: string; readonly words: readonly string[] };
}

/** One value for a whole sheet, by path, as a person would type it. */
export interface Fixed {
  readonly [path: string]: string;
}

export interface SheetReadingPlan {
  readonly kind: Kind;
  readonly sheet: string;
  readonly headings: readonly string[];
  /** 万元 of 单位：万元 above the table: holds for columns whose heading names no unit of its own. */
  readonly units?: string;
  readonly mapping: Mapping;
  readonly fixed: Fixed;
  readonly context: ImportContext;
  readonly newId: () => string;
  /** Somebody has signed on the sheet: who has not was not there. */
  readonly isSigned: boolean;
  readonly enlist: RowReader['enlist'];
}

export interface RowReader {
  readonly kind: Kind;
  readonly context: ImportContext;
  readonly isSigned: boolean;
  /** The sheet has a row for each who came, and nothing of other trainings. */
  readonly isList: boolean;
  readonly unit: string;
  readonly values: Values;
  readonly problems: readonly RowProblem[];
  readonly newId: () => string;
  readonly set: (field: string, value: Value) => void;
  readonly drop: (field: string) => void;
  /** What stands in the column that goes to a place, as one line; '' where there is none. */
  readonly words: (path: string) => string;
  readonly fixed: (path: string) => string | undefined;
  /** Reads a place by its own field; null where nothing or nothing readable stands, the latter noted. */
  readonly read: (path: string) => Value | null;
  readonly readAs: (path: string, field: Field) => Value | null;
  readonly wrong: (path: string, reason: string, weight?: RowProblem['weight'], unknown?: readonly string[]) => void;
  /** What was said of a place is why the row is left out; false where nothing was said. */
  readonly refuse: (path: string) => boolean;
  readonly note: (path: string, reason: string) => void;
  readonly isGiven: (path: string) => boolean;
  /** Somebody new for the roster of a unit, with a role; the same one for the same name there. */
  readonly enlist: (name: string, unit: string, role: string) => Pick<KnownPerson, 'id' | 'name'>;
}

const NUMERIC = new Set(['count', 'amount', 'decimal']);

export function createRowReader(plan: SheetReadingPlan, row: DataRow, unit: string): RowReader {
  const { kind, headings, mapping, fixed, context, newId, isSigned, enlist } = plan;
  const values: { [field: string]: Value } = {};
  const problems: RowProblem[] = [];
  const columns = columnsOf(mapping);
  const columnOf = (path: string): number => columns.get(path) ?? -1;
  const cellAt = (path: string): Cell | undefined => {
    const column = columnOf(path);
    const cell = column < 0 ? undefined : row.cells[column];
    const taught = context.taught?.[path];
    return cell === undefined || taught === undefined ? cell : { ...cell, text: asTaught(cell.text, taught) };
  };
  const placeOf = (path: string): string => placeWords(columnOf(path), headings, row.before);
  const say = (path: string, reason: string, weight: RowProblem['weight'], words: readonly string[] = []): void => {
    const unknown = words.length === 0 ? {} : { unknown: { path, words } };
    problems.push({ sheet: plan.sheet, row: row.number, column: placeOf(path), reason, weight, ...unknown });
  };
  const readAs = (path: string, field: Field): Value | null => {
    const column = columnOf(path);
    // A number merged over several rows is one number: it is counted with the first of them.
    if (row.lent.has(column) && NUMERIC.has(field.type)) return null;
    const cell = cellAt(path);
    const heading = headings[column] ?? '';
    const measure = field.type === 'amount' ? '元' : field.type === 'count' ? field.unit : '';
    const isWan = inWan(plan.units ?? '', measure) && !heading.includes(measure);
    const read = readCell(field, cell, { year: context.year, heading: isWan ? `${heading}万${measure}` : heading });
    if (read.state === 'wrong') say(path, read.reason, 'leftOut', unknownWords(field, cell?.text ?? ''));
    if (read.state !== 'read') return null;
    // A list that may be added to takes any word; by those that a record must have figures are counted.
    const value = withOwnCodes(field, read.value, context.codes ?? []);
    const isKnown = (words: string) => withOwnCodes(field, words, context.codes ?? []) !== words;
    const unknown = field.required === true ? unknownWords(field, cell?.text ?? '') : [];
    const own = unknown.filter((words) => !isKnown(words));
    if (own.length > 0 && subtypeOf(own[0] ?? '') === undefined)
      say(path, `“${own.join('、').slice(0, 40)}”不在${field.label}的选项里，照原样记`, 'remark', own);
    if (read.note !== undefined) say(path, read.note, 'remark');
    return value;
  };
  return {
    kind,
    context,
    isSigned,
    isList: isListOfNames(mapping),
    unit,
    values,
    problems,
    newId,
    set: (field, value) => {
      values[field] = value;
    },
    drop: (field) => {
      delete values[field];
    },
    words: (path) => {
      const cell = cellAt(path);
      return cell === undefined || cell.kind === 'formula' || cell.kind === 'error' ? '' : cell.text.trim();
    },
    fixed: (path) => fixed[path],
    read: (path) => {
      // Most of the places that a kind has are in no table.
      const field = columns.has(path) ? (targetByPath(kind, path)?.field ?? null) : null;
      return field === null ? null : readAs(path, field);
    },
    readAs,
    wrong: (path, reason, weight = 'leftOut', unknown = []) => say(path, reason, weight, unknown),
    refuse: (path) => {
      const column = placeOf(path);
      const at = problems.findIndex((each) => each.column === column && each.weight === 'leftOut');
      const said = problems[at];
      if (said !== undefined) problems[at] = { ...said, weight: 'refused' };
      return said !== undefined;
    },
    note: (path, reason) => say(path, reason, 'remark'),
    isGiven: (path) => cellAt(path) !== undefined,
    enlist,
  };
}

/** The words, or each of several, in the way that was said. */
export function asTaught(text: string, taught: Taught[string]): string {
  const known = (words: string): string | undefined =>
    Object.prototype.hasOwnProperty.call(taught, words) ? taught[words] : undefined;
  return (
    known(text.trim()) ??
    text
      .split(/([、，,；;\n/+\s]+)/)
      .map((part) => known(part) ?? part)
      .join('')
  );
}

/** C列“身份证号” */
const placeWords = (column: number, headings: readonly string[], before: number): string =>
  column < 0 ? '' : `${columnName(column + before)}列“${headings[column] ?? ''}”`;

const columnIndexes = new WeakMap<Mapping, ReadonlyMap<string, number>>();
/** The column that goes to a place. */
function columnsOf(mapping: Mapping): ReadonlyMap<string, number> {
  const known = columnIndexes.get(mapping);
  if (known !== undefined) return known;
  // Each place is given once; of more the first counts.
  const index = new Map(mapping.map((path, column): [string, number] => [path, column]).reverse());
  columnIndexes.set(mapping, index);
  return index;
}

const indexes = new WeakMap<Kind, ReadonlyMap<string, Target>>();
function targetByPath(kind: Kind, path: string): Target | undefined {
  const index = indexes.get(kind) ?? new Map(targetsOf(kind).map((target) => [target.path, target]));
  indexes.set(kind, index);
  return index.get(path);
}
