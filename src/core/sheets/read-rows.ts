/** From the rows of a table to records that could be saved, and what is wrong with the rest. Pure; stores nothing. */
import type { Context, Field, Value, Values } from '#kinds/field.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Sheet } from '#core/sheets.ts';
import { problemsOf } from '#core/validate.ts';
import { joinAttendance, readAttendance, readRoles } from './attendance.ts';
import { readCase } from './cases.ts';
import {
  findPerson,
  findCommittee,
  findUnit,
  findVillages,
  keyOf,
  unitOfTable,
  type ImportContext,
} from './context.ts';
import { deduced, topicOf } from './deduce.ts';
import { dataRowsOf, textAt, type DataRow, type Outline } from './outline.ts';
import { namesIn, plainName, unspacedName } from './people.ts';
import {
  asTaught,
  createRowReader,
  type Fixed,
  type RowProblem,
  type RowReader,
  type SheetReadingPlan,
} from './row-reader.ts';
import { staysOpen, targetsOf } from './targets.ts';
import { dayInTitle, trainingInTitle, trainingTypeIn, unitsInTitle } from './title-words.ts';
import { findWords, ownCodeOf } from './values.ts';

/** A record that a table gives. `record`: one that is there already, to which only `values` are added. */
export interface Candidate {
  readonly sheet: string;
  readonly row: number;
  readonly kind: string;
  readonly unit: string;
  readonly record: string | null;
  /** The id that a new record gets, where others of the file name it already. */
  readonly id?: string;
  readonly values: Values;
}

export interface TableReading {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly RowProblem[];
  /** Rows that held something. */
  readonly rows: number;
  readonly sums: number;
  readonly merged: number;
  /** Of the rows those that the spreadsheet programme does not show; they are read all the same. */
  readonly hidden: number;
}

interface ReadOptions {
  readonly kind: Kind;
  readonly sheet: Sheet;
  readonly outline: Outline;
  readonly fixed: Fixed;
  readonly context: ImportContext;
  readonly newId: () => string;
  /** Keys of what came before in the same file, with where; grows. */
  readonly seen: Map<string, Seen>;
  readonly enlist: RowReader['enlist'];
}

/** What was read already under a key. */
interface Seen {
  readonly sheet: string;
  readonly row: number;
  readonly values: { [field: string]: Value };
  /** Roles that the person had before. */
  readonly held: readonly string[];
}

export function readTable({ kind, sheet, outline, fixed, context, newId, seen, enlist }: ReadOptions): TableReading {
  const { rows, sums, merged } = dataRowsOf(sheet, outline);
  const signed = outline.mapping.indexOf('@signed');
  const isSigned = signed >= 0 && rows.some(({ cells }) => (cells[signed]?.text ?? '').trim() !== '');
  const plan: SheetReadingPlan = {
    kind,
    sheet: sheet.name,
    headings: outline.headings,
    units: unitsInTitle(outline.title),
    mapping: outline.mapping,
    fixed,
    context,
    newId,
    isSigned,
    enlist,
  };
  const candidates: Candidate[] = [];
  const problems: RowProblem[] = signed >= 0 && !isSigned ? [unsigned(plan, outline)] : [];
  const whose = unitsOfSheet(sheet, outline, context);
  const taught = context.taught?.['@unit'] ?? {};
  let [read, hidden] = [0, 0];
  for (const row of rows) {
    if (isBlank(row, plan) || whose.takesHeading(row, outline)) continue;
    read += 1;
    if (row.hidden === true) hidden += 1;
    const { unit, villages } = whose.of(asTaught(textAt(row, outline.mapping.indexOf('@unit')), taught));
    const reader = createRowReader(plan, row, unit ?? '');
    if (villages.length > 0) aboutVillages(reader, villages);
    const candidate = readRow(reader, plan, outline.title, row.number);
    problems.push(...reader.problems);
    if (candidate === null) continue;
    const twin = placeAmong(candidate, seen, context, outline.mapping.includes('@names'));
    if (twin === null) candidates.push(candidate);
    else if (twin !== '') problems.push(aboutRow(candidate, twin, 'duplicate'));
  }
  return {
    candidates,
    problems: [...problems, ...leftOpen(plan, candidates, outline)],
    rows: read,
    sums,
    merged,
    hidden,
  };
}

/** Signatures are on the paper, not in the file. */
const unsigned = ({ sheet }: SheetReadingPlan, { headingRow }: Outline): RowProblem => ({
  sheet,
  row: headingRow,
  column: '',
  reason: '签名一栏都空着，名单上的人都记为到会；没来的请改好表格，或导入后在培训里改',
  weight: 'remark',
});

const WORDS: { readonly [kind: string]: string } = { training: '场', venue: '处' };
const MEANS: { readonly [kind: string]: string } = { venue: '空着的照建成的算，还在建的请补上“在建”' };

/** Said once: where no row has a source, ten thousand remarks would hide the others. */
function leftOpen(
  { kind, sheet, mapping }: SheetReadingPlan,
  candidates: readonly Candidate[],
  { headingRow }: Outline,
): RowProblem[] {
  return Object.keys(kind.fields).flatMap((path): RowProblem[] => {
    const open = staysOpen(kind, path) ? candidates.filter(({ values }) => values[path] === undefined).length : 0;
    if (open === 0) return [];
    const label = kind.fields[path]?.label ?? '';
    const rows = `${open} ${WORDS[kind.name] ?? '件'}`;
    const why =
      mapping.includes(path) || open < candidates.length ? `有 ${rows}没有写${label}，` : `表里没有${label}，${rows}都`;
    const means = MEANS[kind.name] ?? '统计表里不算作哪一种';
    const reason = `${why}先空着，${means}；可以在应用里导入时统一选，或导入后补`;
    return [{ sheet, row: headingRow, column: '', reason, weight: 'remark' }];
  });
}

const aboutRow = ({ sheet, row }: Pick<Candidate, 'sheet' | 'row'>, reason: string, weight: RowProblem['weight']) => ({
  sheet,
  row,
  column: '',
  reason,
  weight,
});

/** Numbered but otherwise empty lines are no rows. */
function isBlank({ cells }: DataRow, { mapping }: SheetReadingPlan): boolean {
  return mapping.every((path, column) => path === '' || path === '@unit' || cells[column] === undefined);
}

/** Who keeps a row's record, and which villages it is about where it names several. */
interface Whose {
  readonly unit: string | null;
  readonly villages: readonly string[];
}

/** Whose rows these are: by a column, by a heading line of a village, by the names of sheet and file or the title, or as chosen. */
function unitsOfSheet(sheet: Sheet, { title }: Outline, context: ImportContext) {
  const { units } = context;
  let current = unitOfTable(sheet.name, title, context);
  const known = new Map<string, Whose>();
  const whoseIn = (words: string): Whose => {
    const villages = findVillages(words, units);
    // What concerns several villages is the township's.
    const several = units.find(({ whole }) => whole)?.id ?? villages[0];
    return { unit: (villages.length > 0 ? several : findUnit(words, units)) ?? null, villages };
  };
  return {
    of: (words: string): Whose => {
      if (words === '') return { unit: current, villages: [] };
      const whose = known.get(words) ?? whoseIn(words);
      known.set(words, whose);
      return whose;
    },
    /** A line with nothing but a village's name in it: what follows is that village's. */
    takesHeading: (row: DataRow, outline: Pick<Outline, 'headings'>): boolean => {
      let only = '';
      for (const column of outline.headings.keys()) {
        const text = textAt(row, column);
        if (text !== '' && only !== '') return false;
        if (text !== '') only = text;
      }
      const found = only === '' ? undefined : findUnit(only, units);
      if (found !== undefined) current = found;
      return found !== undefined;
    },
  };
}

/** An event covers them; a case is kept by one committee, and the table does not say which. */
function aboutVillages(row: RowReader, villages: readonly string[]): void {
  if (row.kind.name === 'publicityEvent') row.set('villages', villages);
  if (row.kind.name === 'mediationCase') row.note('@unit', '写了几个村，记在乡镇；归某个村的，请只写那个村');
}

function readRow(row: RowReader, plan: SheetReadingPlan, title: string, number: number): Candidate | null {
  const { kind } = plan;
  if (row.unit === '') {
    row.wrong(
      '@unit',
      row.isGiven('@unit') ? '这里没有这个村或单位，请核对名称' : '看不出是哪个村的，请选择村或补上这一列',
      'refused',
      row.isGiven('@unit') ? [row.words('@unit')] : [],
    );
    return null;
  }
  for (const { path, field } of targetsOf(kind)) {
    if (field === null || path.startsWith('@') || isOwn(kind, path)) continue;
    const value = field.type === 'link' || field.type === 'links' ? readLink(row, path, field) : row.read(path);
    const isName = kind.name === 'person' && path === 'name' && typeof value === 'string';
    if (value !== null) row.set(path, isName ? unspacedName(value) : value);
  }
  if (lacksName(row)) {
    row.wrong('@names', '这一行没有姓名', 'refused');
    return null;
  }
  if (kind.name === 'mediationCase') readCase(row);
  if (kind.name === 'training') readAttendance(row);
  if (kind.name === 'person') readRoles(row);
  fillIn(row, kind, title);
  if (!isSound(row, kind)) return null;
  return {
    sheet: plan.sheet,
    row: number,
    kind: kind.name,
    unit: row.unit,
    record: null,
    values: row.values,
  };
}

/** On a list of who came a row without a name is nobody, and no training of its own. */
const lacksName = (row: RowReader): boolean => row.kind.name === 'training' && row.isList && row.words('@names') === '';

/** Places that a reader of their own fills. */
const isOwn = (kind: Kind, path: string): boolean =>
  (kind.name === 'mediationCase' && path === 'status') || (kind.name === 'person' && path === 'roles');

function readLink(row: RowReader, path: string, field: Field): Value | null {
  if (field.type !== 'link' && field.type !== 'links') return null;
  const { persons, committees, venues, units } = row.context;
  const words = row.words(path);
  if (words === '') return null;
  const names = field.to === 'person' || field.type === 'links' ? namesIn(words) : [words];
  const found: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const id =
      field.to === 'person'
        ? findPerson(name, row.unit, persons)?.id
        : field.to === 'unit'
          ? findUnit(name, units)
          : field.to === 'venue'
            ? venues.find((each) => plainName(each.name) === plainName(name))?.id
            : findCommittee(name, committees);
    if (id === undefined) missing.push(name);
    else found.push(id);
  }
  if (missing.length > 0)
    row.wrong(
      path,
      `没有找到“${missing.join('、').slice(0, 40)}”，这一项没有填；先导入名册就能对上`,
      'leftOut',
      missing,
    );
  if (found.length === 0) return null;
  return field.type === 'links' ? [...new Set(found)] : (found[0] ?? null);
}

/** What the table leaves open: chosen for the whole sheet, said by the title, or what a new record begins with. Never a day. */
function fillIn(row: RowReader, kind: Kind, title: string): void {
  const { context, unit } = row;
  const above = kind.name === 'training' && row.words('@names') !== '' ? trainingInTitle(title) : {};
  const committee = context.committees.find((each) => each.unit === unit)?.id ?? null;
  const start: Context = { today: null, unit, me: null, committee };
  for (const id of Object.keys(kind.fields)) {
    const field = kind.fields[id];
    if (field === undefined || row.values[id] !== undefined) continue;
    const heading = above[id];
    if (heading !== undefined && !row.isGiven(id)) {
      row.set(id, heading);
      continue;
    }
    const fixed = row.fixed(id);
    if (fixed !== undefined && 'list' in field) {
      const { list, type } = field;
      const codes = fixed.split('、').flatMap((words) => findWords(words, list) ?? []);
      if (codes.length > 0) row.set(id, type === 'codes' ? codes : (codes[0] as string));
      continue;
    }
    // A ledger of cases has a day for each.
    if (id === kind.date && field.type === 'day' && kind.name !== 'mediationCase' && !row.isGiven(id)) {
      const day = dayInTitle(title, context.year);
      if (day !== null) row.set(id, day);
      continue;
    }
    if (kind.name === 'training' && id === 'type' && !row.isGiven(id)) {
      const type = trainingTypeIn(typeof row.values['title'] === 'string' ? row.values['title'] : '');
      if (type !== null) row.set(id, type);
      continue;
    }
    if (field.type === 'codes' && !row.isGiven(id)) {
      const codes = deduced(kind.name, id, field.list, row.values, title);
      if (codes.length > 0) row.set(id, codes);
      else if (id === 'themes') themeByTitle(row, field);
      continue;
    }
    const isOpen = field.type === 'day' || row.isGiven(id) || staysOpen(kind, id);
    const initial = isOpen ? null : (field.initially?.(start) ?? null);
    if (initial !== null) row.set(id, initial);
  }
}

/** 禁毒宣传 without a column of themes: its own words are the theme, and whoever keeps the ledger is asked for a better one. */
function themeByTitle(row: RowReader, field: Field): void {
  const { title } = row.values;
  const words = typeof title === 'string' ? topicOf(title) : '';
  if (words === '' || !('list' in field)) return;
  const taught: unknown = row.context.taught?.['themes']?.[words];
  // 'constructor' is a word as well.
  const meaning = typeof taught === 'string' ? taught : words;
  const theme = ownCodeOf(findWords(meaning, field.list) ?? meaning, field.list, row.context.codes ?? []);
  if (theme === words) row.wrong('themes', `没有${field.label}一列，按活动名称记“${words}”`, 'remark', [words]);
  row.set('themes', [theme]);
}

/** Leaves out what breaks a rule and is not needed; false, with the reason said, where the row cannot be a record. */
function isSound(row: RowReader, kind: Kind): boolean {
  for (let tries = 0; tries < 8; tries++) {
    const problems = problemsOf(kind, row.values, { today: row.context.today }).filter(
      ({ field }) => !staysOpen(kind, field) || row.values[field] !== undefined,
    );
    if (problems.length === 0) return true;
    const refusing = problems.filter(({ field }) => kind.fields[fieldOf(field)]?.required === true);
    if (refusing.length > 0) {
      for (const { field, message } of refusing) {
        // An unreadable cell has been complained of already: that is what stands in the way.
        if (row.isGiven(fieldOf(field)) && row.refuse(fieldOf(field))) continue;
        row.wrong(fieldOf(field), reasonOf(row, fieldOf(field), message), 'refused');
      }
      return false;
    }
    const dropped = problems.filter(({ field }) => row.values[fieldOf(field)] !== undefined);
    for (const { field, message } of dropped) {
      row.wrong(fieldOf(field), message);
      row.drop(fieldOf(field));
    }
    if (dropped.length > 0) continue;
    // What is missing stands in no column of its own.
    for (const { field, message } of problems) row.wrong(fieldOf(field), message, 'refused');
    return false;
  }
  return false;
}

const reasonOf = (row: RowReader, field: string, message: string): string => {
  const label = row.kind.fields[field]?.label ?? '';
  return row.values[field] === undefined ? `没有${label}` : message;
};

const fieldOf = (path: string): string => path.split('.')[0] ?? path;

/**
 * Null: it is new. '': it went into another candidate. Else why it is left out. A person who is on a roster already, here or
 * further up, gets the roles that are new.
 */
function placeAmong(
  candidate: Candidate,
  seen: Map<string, Seen>,
  context: ImportContext,
  byNames: boolean,
): string | null {
  const { kind, unit, values, sheet, row } = candidate;
  const key = keyOf(kind, unit, values);
  const twin = seen.get(key);
  if (twin !== undefined) {
    if (kind === 'training' && byNames && twin.sheet === sheet) {
      joinAttendance(twin.values, values);
      return '';
    }
    if (kind === 'person' && addRoles(twin, values)) return '';
    return `与${twin.sheet === sheet ? '' : `工作表“${twin.sheet}”`}第${twin.row}行重复，没有再导入`;
  }
  seen.set(key, { sheet, row, values: values as { [field: string]: Value }, held: [] });
  if (kind === 'person') {
    const reason = joinKnownPerson(candidate, context);
    const held = context.persons.find(({ id }) => id === candidate.record)?.roles ?? [];
    seen.set(key, { sheet, row, values: candidate.values as { [field: string]: Value }, held });
    return reason;
  }
  return context.existing.has(key) ? '台账里已有同样的记录，没有再导入' : null;
}

const rolesIn = (value: Value | undefined): string[] =>
  itemEntries(value).flatMap(([, { role }]) => (typeof role === 'string' ? [role] : []));

/** Adds roles that the first one lacks; whether there were any. */
function addRoles({ values: into, held: before }: Seen, more: Values): boolean {
  const held = new Set([...before, ...rolesIn(into['roles'])]);
  const fresh = itemEntries(more['roles']).filter(([, { role }]) => typeof role === 'string' && !held.has(role));
  if (fresh.length === 0) return false;
  into['roles'] = Object.fromEntries([...itemEntries(into['roles']), ...fresh]);
  return true;
}

function joinKnownPerson(candidate: Candidate, { persons }: ImportContext): string | null {
  const { values, unit } = candidate;
  const name = typeof values['name'] === 'string' ? plainName(values['name']) : '';
  const known = persons.filter((person) => person.unit === unit && plainName(person.name) === name);
  const [person] = known;
  if (person === undefined) return null;
  const fresh = itemEntries(values['roles']).filter(
    ([, { role }]) => typeof role === 'string' && !person.roles.includes(role),
  );
  if (known.length > 1) return '名册里有同名的几个人，分不清是谁，没有导入';
  if (fresh.length === 0) return '名册里已有这个人，没有再导入；确是另一个人的，请在人员里单独添加';
  const own = candidate as { record: string | null; values: Values };
  own.record = person.id;
  own.values = { roles: Object.fromEntries(fresh) };
  return null;
}
