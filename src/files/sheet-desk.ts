/** One spreadsheet file from bytes to changes, step by step. It runs in a worker, and on the page where the kernel starts none. */
import type { ChainEnd, IdentifiedChange } from '#core/change.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { uuid7, type RandomBytes } from '#core/ids.ts';
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

/** What importing would bring, small enough to show. */
export interface Preview {
  readonly rows: number;
  readonly records: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly sums: number;
  readonly merged: number;
  /** The first ones; `problemCount` says how many there are. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
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
  ) => Promise<readonly SheetProposal[]>;
  readonly read: (kind: string, choices: readonly SheetChoice[], context: ImportContext) => Promise<Preview>;
  /** Units to which the read records belong. */
  readonly units: () => Promise<readonly string[]>;
  readonly seal: (ground: Ground) => Promise<readonly IdentifiedChange[]>;
  /** The rows of the records that the last `seal` made; records that were there before are not among them. */
  readonly rows: () => Promise<readonly Row[]>;
}

/** Keeps the tables and what was read from them between the steps. */
export function createSheetDesk(randomBytes: RandomBytes): SheetDesk {
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
    propose: async (kind, remembered) =>
      proposeSheets(kindOf(kind), sheets, (signature) => remembered[signature] ?? null),
    read: async (kind, choices, context) => {
      const read = readSheets(kindOf(kind), sheets, choices, context, newId);
      reading = { kind, read };
      return previewOf(read);
    },
    units: async () => [...new Set((reading?.read.candidates ?? []).map(({ unit }) => unit))],
    seal: async ({ device, actor, action, township, stamp, now, ends }) => {
      if (reading === null) return [];
      let last = stamp;
      const nextText = () => {
        last = nextStamp(last, now);
        return stampText(last, device);
      };
      sealed = changesOfCandidates(kindOf(reading.kind), reading.read.candidates, {
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

const previewOf = ({ candidates, problems, rows, sums, merged }: FileReading): Preview => ({
  rows,
  records: candidates.length,
  refused: refusedRows(problems),
  duplicates: problems.filter(({ weight }) => weight === 'duplicate').length,
  sums,
  merged,
  problems: problems.slice(0, SHOWN_PROBLEMS),
  problemCount: problems.length,
  samples: candidates.slice(0, SHOWN_SAMPLES).map(({ unit, values }) => ({ unit, values })),
});
