import { useEffect, useMemo, useRef, useState } from 'react';
import type { OpenDesk } from '#files/sheet-port.ts';
import type { Preview } from '#files/sheet-desk.ts';
import { contextKinds, contextOfRows, knownUnits } from '#core/sheets/context-of-rows.ts';
import { keyOf, unitOfTable, type KnownUnit, type Taught } from '#core/sheets/context.ts';
import { signatureOf, type Mapping } from '#core/sheets/targets.ts';
import { sheetFaultText } from '#core/sheets.ts';
import { person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import { useWholeRecordsOf } from '#store/record-hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { tellStored } from '#store/bulk.ts';
import { noteImport, type ImportNote } from '#store/sheet-import.ts';
import { clockOffset, todayOf } from '#store/store.ts';
import { useOpenSheetDesk } from '#pages/sheet-desk.ts';
import { askToPersist } from '#pages/shell/persist.ts';
import { tryWrite } from '#pages/shell/try-write.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { chosenAtFirst, takenSheets, withSheet, type ChosenSheet } from './choices.ts';

export type ImportState =
  | { readonly at: 'idle' }
  | { readonly at: 'busy'; readonly what: string; readonly open?: true; readonly done?: number; readonly of?: number }
  | { readonly at: 'refused'; readonly text: string }
  | { readonly at: 'chosen' }
  | { readonly at: 'checked'; readonly preview: Preview }
  | {
      readonly at: 'stored';
      readonly note: ImportNote;
      readonly preview: Preview;
      /** Whether it can be taken back as one action. */
      readonly isNoted: boolean;
    };

export interface WholeFile {
  /** Whose rows are that name no village; '' leaves them out. */
  readonly unit: string;
  readonly year: number | null;
}

const MAPPINGS = 'mappings';
const KEPT_MAPPINGS = 60;
type Mappings = { readonly [signature: string]: Mapping };
/** By kind: what words of its tables were said to mean. */
const TAUGHT = 'taughtWords';
type TaughtByKind = { readonly [kind: string]: Taught };

const BROKEN = '没有读完这个文件：手机内存可能不够。请关掉别的应用再试，或换一台设备。台账没有变化。';

/** From a chosen file to stored records, one step at a time; nothing is stored before the last one. */
export function useImport(kind: Kind, kinds: readonly string[]) {
  const store = useStore();
  const { mayWrite } = useRights();
  const { units } = usePlace();
  const openDesk = useOpenSheetDesk();
  const { rows, ready } = useWholeRecordsOf(kinds);
  const remembered = useLocal<Mappings>(MAPPINGS);
  const taughtBefore = useLocal<TaughtByKind>(TAUGHT);
  const [state, setState] = useState<ImportState>({ at: 'idle' });
  const [sheets, setSheets] = useState<readonly ChosenSheet[]>([]);
  const [whole, setWhole] = useState<WholeFile>({ unit: '', year: null });
  const [name, setName] = useState('');
  const [taughtNow, setTaughtNow] = useState<Taught>({});
  const taught = useMemo(() => joined(taughtBefore?.[kind.name] ?? {}, taughtNow), [taughtBefore, kind, taughtNow]);
  const known = useMemo(
    () => knownUnits(rows.get('unit') ?? [], (unit) => mayWrite(kind, unit)),
    [rows, mayWrite, kind],
  );
  // A device of one village keeps no other one's records.
  const own = units.length === 1 ? (units[0]?.id ?? null) : null;
  const chosenUnit = whole.unit === '' ? own : whole.unit;
  const file = name.replace(/\.[^.]*$/, '');
  const desk = useRef<OpenDesk | null>(null);
  useEffect(() => () => desk.current?.close(), []);

  const steps = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      reportError(error);
      setState({ at: 'refused', text: BROKEN });
    }
  };
  const choose = (picked: File) =>
    steps(async () => {
      desk.current?.close();
      desk.current = null;
      setName(picked.name);
      setState({ at: 'busy', what: `正在读“${picked.name}”` });
      const { desk: opened, opened: result } = await openDesk(picked);
      desk.current = opened;
      if (!result.ok) {
        setState({ at: 'refused', text: sheetFaultText(result.fault) });
        return;
      }
      const proposals = await opened.propose(kind.name, remembered ?? {}, picked.name.replace(/\.[^.]*$/, ''));
      setSheets(chosenAtFirst(proposals));
      // Sheets of several years keep their own each.
      const [year = null, ...others] = new Set(proposals.flatMap((sheet) => sheet.year ?? []));
      setWhole({ unit: '', year: others.length > 0 ? null : year });
      setState({ at: 'chosen' });
    });
  const check = (words: Taught, chosen = sheets) =>
    steps(async () => {
      if (desk.current === null) return;
      setState({ at: 'busy', what: '正在逐行核对', open: true });
      const context = contextOfRows(
        kind,
        new Map([...rows].filter(([each]) => contextKinds.includes(each))),
        { unit: chosenUnit, year: whole.year, today: todayOf(store), file, taught: words },
        (unit) => mayWrite(kind, unit),
      );
      const existing = await keysOf(kind, rows.get(kind.name) ?? []);
      const preview = await desk.current.read(kind.name, takenSheets(chosen), { ...context, existing });
      setState({ at: 'checked', preview });
    });
  const take = (preview: Preview) =>
    steps(async () => {
      const open = desk.current;
      if (open === null) return;
      setState({ at: 'busy', what: '正在准备' });
      const { db, identity, ports } = store;
      const target = {
        database: db.name,
        kind: kind.name,
        identity,
        builtAt: ports.builtAt,
        countedBy: ports.countedBy,
        offset: clockOffset(db),
      };
      const onProgress = (done: number, of: number) => setState({ at: 'busy', what: '正在存', done, of });
      const stored = await tryWrite(() => storedBy(open, target, onProgress));
      if (!stored.ok) {
        setState({ at: 'refused', text: failureTexts[stored.failure] });
        return;
      }
      void askToPersist();
      tellStored(store, kind.name);
      if (preview.enlisted > 0) tellStored(store, person.name);
      const { action, changes } = stored.value;
      const note: ImportNote = {
        action,
        kind: kind.name,
        ...(preview.enlisted > 0 ? { with: [person.name] } : {}),
        records: preview.records,
        at: ports.now(),
        file: name,
        changes,
      };
      // The rows are in by now, whatever becomes of what is remembered about them.
      const noted = await tryWrite(async () => {
        await noteImport(store, note);
        await setLocal(store, MAPPINGS, withMappings(remembered ?? {}, kind, sheets));
        await setLocal(store, TAUGHT, { ...taughtBefore, [kind.name]: taught });
        return { ok: true, value: null };
      });
      setState({ at: 'stored', note, preview, isNoted: noted.ok });
    });
  const whose = ({ proposal }: ChosenSheet, unit: string | null) =>
    unitOfTable(proposal.name, proposal.outline?.title ?? '', { units: known, unit, file });
  return {
    state,
    ready,
    sheets,
    whole,
    name,
    taught,
    /** To whom the rows of a sheet go that name nobody. */
    unitOf: (sheet: ChosenSheet) => whose(sheet, chosenUnit),
    /** Whether the table or the file's name says so, whatever was chosen. */
    saysUnit: (sheet: ChosenSheet) => whose(sheet, own) !== null,
    choose: (picked: File) => void choose(picked),
    setSheet: (at: number, sheet: ChosenSheet) => {
      setSheets(withSheet(sheets, at, sheet));
      setState({ at: 'chosen' });
    },
    /** What the last look asked about a sheet is answered in it: the file is looked at again. */
    answer: (at: number, sheet: ChosenSheet) => {
      const next = withSheet(sheets, at, sheet);
      setSheets(next);
      void check(taught, next);
    },
    setWhole: (next: WholeFile) => {
      setWhole(next);
      setState({ at: 'chosen' });
    },
    /** Whom a place may name: the villages, or those on the rosters. */
    namesFor: (path: string) => namesFor(kind, path, known, rows),
    check: () => void check(taught),
    /** Says what words of the table mean, and looks again. */
    teach: (path: string, words: string, meaning: string) => {
      const next = joined(taughtNow, { [path]: { [words]: meaning } });
      setTaughtNow(next);
      void check(joined(taught, next));
    },
    take: (preview: Preview) => void take(preview),
  };
}

function namesFor(
  kind: Kind,
  path: string,
  units: readonly KnownUnit[],
  rows: ReadonlyMap<string, readonly SlimRow[]>,
): readonly string[] {
  if (path === '@names') return namesOf(rows.get(person.name) ?? []);
  if (path === '@unit') return units.flatMap(({ names: [name] }) => name ?? []);
  const field = kind.fields[path];
  if (field === undefined || !('to' in field)) return [];
  return namesOf(rows.get(field.to) ?? []);
}

function namesOf(rows: readonly SlimRow[]): readonly string[] {
  const names = rows.flatMap(({ values: { name } }) => (typeof name === 'string' ? [name] : []));
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'zh-CN'));
}

const joined = (before: Taught, more: Taught): Taught =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(more)])].map((path) => [
      path,
      { ...before[path], ...more[path] },
    ]),
  );

async function storedBy(desk: OpenDesk, ...args: Parameters<OpenDesk['store']>) {
  const stored = await desk.store(...args);
  return stored.ok ? { ok: true as const, value: stored } : stored;
}

const failureTexts = {
  full: '手机空间不够，一条也没有导入。请清出一些空间再试。',
  closed: '手机中断了存储，一条也没有导入。请重新打开再试。',
  other: '出了意外，一条也没有导入。请再试一次。',
};

const STROKE = 300;

/** Keys of what is there already, in strokes: the list may be long. */
async function keysOf(kind: Kind, rows: readonly SlimRow[]): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let at = 0; at < rows.length; at += STROKE) {
    for (const { unit, values } of rows.slice(at, at + STROKE)) keys.add(keyOf(kind.name, unit, values));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return keys;
}

function withMappings(before: Mappings, kind: Kind, sheets: readonly ChosenSheet[]): Mappings {
  const used = sheets.flatMap(({ taken, proposal, mapping }): [string, Mapping][] =>
    taken && proposal.outline !== null ? [[signatureOf(kind.name, proposal.outline.headings), mapping]] : [],
  );
  const others = Object.entries(before).filter(([signature]) => !used.some(([own]) => own === signature));
  return Object.fromEntries([...used, ...others].slice(0, KEPT_MAPPINGS));
}
