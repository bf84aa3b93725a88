/** One spreadsheet file from bytes to changes, step by step. It runs in a worker, and on the page where the kernel starts none. */
import type { ChainEnd, IdentifiedChange } from '#core/change.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { pooled, uuid7, type RandomBytes } from '#core/ids.ts';
import type { Sheet, SheetFault } from '#core/sheets.ts';
import type { ImportContext } from '#core/sheets/context.ts';
import {
  changesOfCandidates,
  proposeSheets,
  readSheets,
  refusedRows,
  type FileReading,
  type SheetChoice,
  type SheetProposal,
} from '#core/sheets/import.ts';
import type { RowProblem } from '#core/sheets/row-reader.ts';
import type { Mapping } from '#core/sheets/targets.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { kindOf } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';
import { MAX_SHEET_BYTES } from '#core/sheets.ts';
import { readSheetFile } from './sheet-file.ts';

type Opened = { readonly ok: true } | { readonly ok: false; readonly fault: SheetFault };

/** One thing that is wrong with several rows in the same column. */
interface SameProblem extends Pick<RowProblem, 'sheet' | 'column' | 'reason' | 'weight'> {
  readonly rows: readonly number[];
}

interface Unknown {
  readonly path: string;
  readonly words: string;
  readonly rows: number;
}

/** What importing would bring, small enough to show. */
export interface Preview {
  readonly rows: number;
  readonly records: number;
  /** People who come onto a roster because they stand on a list of attendance. */
  readonly enlisted: number;
  /** Names of such a list of whom nobody has said yet what they are, by sheet. */
  readonly unlisted: readonly { readonly sheet: string; readonly names: number }[];
  readonly refused: number;
  readonly duplicates: number;
  readonly sums: number;
  readonly merged: number;
  /** Rows read that the spreadsheet programme does not show. */
  readonly hidden: number;
  /** The first ones; `problemCount` says how many there are. */
  readonly problems: readonly SameProblem[];
  readonly problemCount: number;
  /** Words that no list knows, in how many rows, and where they were to go. */
  readonly unknown: readonly Unknown[];
  /** The first few records as they would be. */
  readonly samples: readonly { readonly unit: string; readonly values: Values }[];
}

/** Who writes, and where each of the writer's chains ends (SPEC C2, C10). */
interface Ground {
  readonly device: string;
  readonly actor: string;
  readonly action: string;
  readonly township: string;
  readonly stamp: Stamp;
  readonly now: number;
  readonly ends: { readonly [scope: string]: ChainEnd };
}

const SHOWN_PROBLEMS = 500;
const SHOWN_SAMPLES = 5;
const START: ChainEnd = { n: 0, id: '' };

export interface SheetDesk {
  readonly open: (file: Blob) => Promise<Opened>;
  readonly propose: (
    kind: string,
    remembered: { readonly [signature: string]: Mapping },
    file: string,
  ) => Promise<readonly SheetProposal[]>;
  readonly read: (kind: string, choices: readonly SheetChoice[], context: ImportContext) => Promise<Preview>;
  /** Units to which the read records belong. */
  readonly units: () => Promise<readonly string[]>;
  readonly seal: (ground: Ground) => Promise<readonly IdentifiedChange[]>;
  /** The rows of the records that the last `seal` made; records that were there before are not among them. */
  readonly rows: () => Promise<readonly Row[]>;
}

/** Keeps the tables and what was read from them between the steps. */
export function createSheetDesk(source: RandomBytes): SheetDesk {
  const randomBytes = pooled(source);
  let sheets: readonly Sheet[] = [];
  let reading: { kind: string; read: FileReading } | null = null;
  let sealed: readonly IdentifiedChange[] = [];
  let lastId = 0;
  const newId = (): string => uuid7((lastId = Math.max(Date.now(), lastId + 1)), randomBytes);
  return {
    open: async (file) => {
      [sheets, reading] = [[], null];
      // Before any of it is read: a file of gigabytes would take the memory first.
      if (file.size >= MAX_SHEET_BYTES) return { ok: false, fault: 'tooLarge' };
      const result = readSheetFile(new Uint8Array(await file.arrayBuffer()));
      if (result.state === 'refused') return { ok: false, fault: result.fault };
      sheets = result.sheets;
      return sheets.every(({ rows }) => rows.length === 0) ? { ok: false, fault: 'empty' } : { ok: true };
    },
    propose: async (kind, remembered, file) =>
      proposeSheets(kindOf(kind), sheets, (signature) => remembered[signature] ?? null, file),
    read: async (kind, choices, context) => {
      const read = readSheets(kindOf(kind), sheets, choices, context, newId);
      reading = { kind, read };
      return previewOf(kind, read);
    },
    units: async () => [...new Set((reading?.read.candidates ?? []).map(({ unit }) => unit))],
    seal: async ({ device, actor, action, township, stamp, now, ends }) => {
      if (reading === null) return [];
      let last = stamp;
      const nextText = () => {
        last = nextStamp(last, now);
        return stampText(last, device);
      };
      sealed = changesOfCandidates(reading.read.candidates, {
        township,
        by: { device, actor, action, nextStamp: nextText },
        endOf: (scope) => ends[scope] ?? START,
        newId,
        randomBytes,
      });
      return sealed;
    },
    rows: async () => {
      const known = new Set((reading?.read.candidates ?? []).map(({ record }) => record));
      return [...opsByRecord(opsOf(sealed))].flatMap(([record, ops]) => {
        const row = known.has(record) ? null : foldRecord(ops);
        return row === null ? [] : [row];
      });
    },
  };
}

function previewOf(kind: string, { candidates: all, problems, rows, sums, merged, hidden }: FileReading): Preview {
  const candidates = all.filter((each) => each.kind === kind);
  const same = sameProblems(problems);
  return {
    rows,
    records: candidates.length,
    enlisted: all.length - candidates.length,
    unlisted: unlistedIn(problems),
    refused: refusedRows(problems),
    duplicates: problems.filter(({ weight }) => weight === 'duplicate').length,
    sums,
    merged,
    hidden,
    problems: same.slice(0, SHOWN_PROBLEMS),
    problemCount: same.length,
    unknown: unknownIn(problems),
    samples: candidates.slice(0, SHOWN_SAMPLES).map(({ unit, values }) => ({ unit, values })),
  };
}

/** A name that is on no roster stands in every row: it is said once. */
function sameProblems(problems: readonly RowProblem[]): readonly SameProblem[] {
  const byWords = new Map<string, SameProblem & { readonly rows: number[] }>();
  for (const { sheet, row, column, reason, weight } of problems) {
    const key = JSON.stringify([sheet, column, reason, weight]);
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, { sheet, column, reason, weight, rows: [row] });
    else if (known.rows[known.rows.length - 1] !== row) known.rows.push(row);
  }
  return [...byWords.values()];
}

function unlistedIn(problems: readonly RowProblem[]): Preview['unlisted'] {
  const bySheet = new Map<string, Set<string>>();
  for (const { sheet, unknown } of problems) {
    if (unknown?.path !== '@names') continue;
    bySheet.set(sheet, new Set([...(bySheet.get(sheet) ?? []), ...unknown.words]));
  }
  return [...bySheet].map(([sheet, names]) => ({ sheet, names: names.size }));
}

function unknownIn(problems: readonly RowProblem[]): readonly Unknown[] {
  const byWords = new Map<string, Unknown>();
  for (const { unknown } of problems) {
    for (const words of unknown?.words ?? []) {
      const path = unknown?.path ?? '';
      const key = `${path} ${words}`;
      byWords.set(key, { path, words, rows: (byWords.get(key)?.rows ?? 0) + 1 });
    }
  }
  return [...byWords.values()].slice(0, SHOWN_PROBLEMS);
}
