/** A whole file: what its sheets seem to hold, and the records they give. The command and the app go the same way. */
import { kindOf } from '#kinds/index.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Kind } from '#kinds/kind.ts';
import { changesOf, type Authorship, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import type { RandomBytes } from '#core/ids.ts';
import { opsOfRecord } from '#core/new-ops.ts';
import type { Sheet } from '#core/sheets.ts';
import type { ImportContext } from './context.ts';
import { importableKinds } from './names.ts';
import { dataRowsOf, outlineOf, type Outline } from './outline.ts';
import { plainName } from './people.ts';
import { readTable, type Candidate } from './read-rows.ts';
import type { Fixed, RowProblem } from './row-reader.ts';
import { yearInWords } from './title-words.ts';
import { listOfPlace, signatureOf, staysOpen, targetsOf, type Mapping } from './targets.ts';

/** What a sheet seems to be, before anybody has looked at it. */
export interface SheetProposal {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold anything, headings included. */
  readonly rows: number;
  readonly formulas: number;
  readonly outline: Outline | null;
  readonly fixed: Fixed;
  /** Places that need a value for every row and have no column. */
  readonly open: readonly string[];
  readonly year: number | null;
  /** A kind whose headings fit this sheet clearly better. */
  readonly likely: string | null;
  /** It is called like another ledger, as in the blank entry template: left out unless somebody says otherwise. */
  readonly ofOther: boolean;
}

/** Proposals for every sheet; `remembered` gives the mapping that was last used under the same headings. */
export function proposeSheets(
  kind: Kind,
  sheets: readonly Sheet[],
  remembered: (signature: string) => Mapping | null,
  file = '',
): readonly SheetProposal[] {
  return sheets.map((sheet) => {
    const found = outlineOf(kind, sheet);
    const known = found === null ? null : remembered(signatureOf(kind.name, found.headings));
    const outline = found !== null && known?.length === found.headings.length ? { ...found, mapping: known } : found;
    const words = `${outline?.title ?? ''} ${sheet.name} ${file}`;
    return {
      name: sheet.name,
      hidden: sheet.hidden,
      rows: sheet.rows.length,
      formulas: formulasIn(sheet, outline),
      outline,
      fixed: assumed(kind, outline?.mapping ?? [], words),
      open: outline === null ? [] : openPlaces(kind, outline.mapping),
      year: yearInWords(outline?.title ?? '', sheet.name, file),
      likely: likelyKind(kind, sheet, found),
      ofOther: importableKinds.some((other) => other !== kind.name && kindOf(other).title === sheet.name.trim()),
    };
  });
}

/** Cells of rows to be read that hold a formula and no result; those of a sum are not missed. */
function formulasIn(sheet: Sheet, outline: Outline | null): number {
  const count = (rows: Sheet['rows']) =>
    rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell?.kind === 'formula').length, 0);
  const all = count(sheet.rows);
  return all === 0 || outline === null ? all : count(dataRowsOf(sheet, outline).rows);
}

/** So much better must another ledger's headings fit: 日期, 类型 and 村 are anybody's. */
const CLEARLY = 3;

function likelyKind(kind: Kind, sheet: Sheet, outline: Outline | null): string | null {
  let [best, score] = [null as string | null, (outline?.score ?? 0) + CLEARLY - 1];
  for (const name of importableKinds) {
    const other = name === kind.name ? null : outlineOf(kindOf(name), sheet);
    if (other !== null && other.score > score) [best, score] = [name, other.score];
  }
  return best;
}

/** Code fields that have to be filled, or stay open otherwise, and have no column: one choice for the whole sheet fills them. */
export function openPlaces(kind: Kind, mapping: Mapping): string[] {
  return targetsOf(kind).flatMap(({ path, field }) => {
    if (field === null || mapping.includes(path)) return [];
    if (staysOpen(kind, path)) return [path];
    const isChoice = field.type === 'code' || field.type === 'codes' || path === 'roles';
    return isChoice && field.required === true && field.initially === undefined ? [path] : [];
  });
}

/**
 * What title and sheet name say for every row: on a 法律明白人花名册 everybody is one, whatever else a column says. A ledger of cases
 * without results holds accepted ones.
 */
function assumed(kind: Kind, mapping: Mapping, words: string): Fixed {
  const fixed: { [path: string]: string } = {};
  const open = openPlaces(kind, mapping);
  for (const path of kind.name === 'person' ? ['roles'] : open) {
    const list = listOfPlace(kind, path);
    if (list === null) continue;
    const said = list.codes.filter(({ zh, aliases = [] }) =>
      [zh, ...aliases].some((name) => name.length >= 3 && words.includes(name)),
    );
    const all = said.map(({ zh }) => zh);
    if (kind.fields[path]?.type === 'codes' && all.length > 0) fixed[path] = all.join('、');
    // A list of several kinds of people says in a column who is what.
    else if (all.length === 1 || (all.length > 1 && open.includes(path))) fixed[path] = all[0] ?? '';
    else if (path === 'status') fixed[path] = '受理';
  }
  return fixed;
}

/** What a person decided about a sheet. */
export interface SheetChoice {
  readonly sheet: string;
  readonly outline: Outline;
  readonly fixed: Fixed;
}

export interface FileReading {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly RowProblem[];
  readonly rows: number;
  readonly sums: number;
  readonly merged: number;
  readonly hidden: number;
}

/** Reads the chosen sheets. Nothing is stored; the same input gives the same records but for their ids. */
export function readSheets(
  kind: Kind,
  sheets: readonly Sheet[],
  choices: readonly SheetChoice[],
  context: ImportContext,
  newId: () => string,
): FileReading {
  const seen: Parameters<typeof readTable>[0]['seen'] = new Map();
  const roster = createRoster(newId);
  const readings = choices.flatMap(({ sheet: name, outline, fixed }) => {
    const sheet = sheets.find((each) => each.name === name);
    if (sheet === undefined) return [];
    const year = context.year ?? yearInWords(outline.title, name, context.file ?? '');
    return [
      readTable({ kind, sheet, outline, fixed, context: { ...context, year }, newId, seen, enlist: roster.enlist }),
    ];
  });
  const sum = (pick: (reading: (typeof readings)[number]) => number) =>
    readings.reduce((total, each) => total + pick(each), 0);
  const candidates = readings.flatMap((each) => each.candidates);
  return {
    candidates: [...roster.metBy(candidates), ...candidates],
    problems: readings.flatMap(({ problems }) => problems),
    rows: sum(({ rows }) => rows),
    sums: sum(({ sums }) => sums),
    merged: sum(({ merged }) => merged),
    hidden: sum(({ hidden }) => hidden),
  };
}

/** Whom lists of attendance bring onto rosters, each once for a file. */
function createRoster(newId: () => string) {
  const people = new Map<string, Candidate & { readonly id: string }>();
  return {
    enlist: (name: string, unit: string, role: string) => {
      const key = `${unit} ${plainName(name)}`;
      const values = { name, roles: { [newId()]: { role } } };
      const person = people.get(key) ?? { sheet: '', row: 0, kind: 'person', unit, record: null, id: newId(), values };
      people.set(key, person);
      return { id: person.id, name };
    },
    /** Of a row that stayed out nobody comes in. */
    metBy: (candidates: readonly Candidate[]): Candidate[] => {
      const met = new Set(candidates.flatMap(({ values }) => itemEntries(values['attendance']).map(([id]) => id)));
      return [...people.values()].filter(({ id }) => met.has(id));
    },
  };
}

/** Rows of which nothing came in although something was meant to. */
export function refusedRows(problems: readonly RowProblem[]): number {
  return new Set(problems.filter(({ weight }) => weight === 'refused').map(({ sheet, row }) => `${row} ${sheet}`)).size;
}

/** 工作表“台账”第5行C列“身份证号”：… */
export function problemText({ sheet, row, column, reason }: RowProblem): string {
  return `工作表“${sheet}”第${row}行${column}：${reason}`;
}

export interface Sealing {
  readonly township: string;
  readonly by: Authorship;
  /** Where the chain of a scope ends. */
  readonly endOf: (scope: string) => ChainEnd;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
}

/** Candidates as changes of one action, scope by scope (SPEC S2, C1). */
export function changesOfCandidates(
  candidates: readonly Candidate[],
  { township, by, endOf, newId, randomBytes }: Sealing,
): IdentifiedChange[] {
  const byScope = new Map<string, Op[]>();
  for (const { kind, unit, record, id = record ?? newId(), values } of candidates) {
    const { scope: part } = kindOf(kind);
    const home = part === 'shared' || part === 'office' ? township : unit;
    const scope = `${home}/${part}`;
    const ops = byScope.get(scope) ?? [];
    byScope.set(scope, ops);
    ops.push(...opsOfRecord({ id, kind, values }, randomBytes));
  }
  const scopes = [...byScope.keys()].sort();
  return scopes.flatMap((scope) => changesOf(byScope.get(scope) ?? [], scope, by, endOf(scope)));
}
