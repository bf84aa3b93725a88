/** `import --xlsx FILE --kind KIND …`: a spreadsheet ledger into a backup (contract.md). The core reads; here is only where from and where to. */
import { randomBytes as nodeRandom, randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { backupOf, mergeBackups, type Backup } from '#core/backup.ts';
import { placesOf } from '#core/backup-preview.ts';
import { CHAIN_START, changesOf } from '#core/change.ts';
import { UNNAMED_TOWNSHIP, villageCommittee } from '#core/committee-name.ts';
import { dayOfMs } from '#core/day.ts';
import { uuid7 } from '#core/ids.ts';
import { opsOfRecord } from '#core/new-ops.ts';
import { sheetFaultText, type Sheet } from '#core/sheets.ts';
import {
  changesOfCandidates,
  problemText,
  proposeSheets,
  readSheets,
  refusedRows,
  type FileReading,
  type SheetProposal,
} from '#core/sheets/import.ts';
import { AS_GUESTS, UNLISTED } from '#core/sheets/attendance.ts';
import { contextOfRows } from '#core/sheets/context-of-rows.ts';
import { importableKinds, isPassedOver } from '#core/sheets/names.ts';
import type { Outline } from '#core/sheets/outline.ts';
import { plainHeading } from '#core/sheets/targets.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { kindOf } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { backupIn, bytesOf, passphraseIn, writeBackup } from './files.ts';
import { failed, isFailed, misused, print, type Failed, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';
import { townshipIn, villagesIn } from './import-villages.ts';

const usage: Usage = {
  line: 'import --xlsx FILE --kind KIND [--into BACKUP.json] [--village NAME] [--year Y] --out BACKUP.json [--passphrase-file F]',
  options: {
    xlsx: 'text',
    kind: 'text',
    into: 'text',
    village: 'text',
    year: 'text',
    out: 'text',
    'passphrase-file': 'text',
  },
  required: ['xlsx', 'kind', 'out'],
  files: { min: 0, max: 0 },
};

/** Ids sort in the order in which they are given: items of a list are shown by theirs. */
function createPorts() {
  let last = 0;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(nodeRandom(length));
  const newId = (): string => uuid7((last = Math.max(Date.now(), last + 1)), randomBytes);
  return { newId, randomBytes };
}
const ports = createPorts();

async function run({ texts }: Given): Promise<Outcome> {
  const [file, name, out] = [texts['xlsx'] as string, texts['kind'] as string, texts['out'] as string];
  if (!importableKinds.includes(name)) return misused(`“${name}”不能从表格导入；可用：${importableKinds.join('、')}`);
  const year = texts['year'];
  if (year !== undefined && !/^(19|20)\d\d$/.test(year)) return misused(`--year“${year}”不是年份，请写成 2024 的样子`);
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const kind = kindOf(name);
  const sheets = sheetsIn(file);
  if (isFailed(sheets)) return sheets;
  const proposals = proposeSheets(kind, sheets, () => null, basename(file, extname(file)));
  notesOn(proposals).forEach(print);
  const chosen = proposals.flatMap(({ name: sheet, hidden, ofOther, outline, fixed }) =>
    // Nobody is there to be asked; the guests are named below.
    hidden || ofOther || outline === null ? [] : [{ sheet, outline, fixed: { [UNLISTED]: AS_GUESTS, ...fixed } }],
  );
  if (chosen.length === 0)
    return failed(file, `没有认出“${kind.title}”的表头；请核对 --kind，或在应用里导入并逐列指定`);
  const ground = await groundOf(texts, passphrase, { sheets, proposals, name: basename(file, extname(file)) });
  if (isFailed(ground)) return ground;
  const context = contextOfRows(kind, listedByKind(rowsByKind(ground.backup)), {
    unit: ground.unit,
    year: year === undefined ? null : Number(year),
    file: basename(file, extname(file)),
    today: dayOfMs(Date.now()),
  });
  const reading = readSheets(kind, sheets, chosen, context, ports.newId);
  reading.problems.map(problemText).forEach(print);
  const written = await writeBackup(out, withRecords(ground, reading), passphrase);
  if (written !== null) return written;
  print(`${out}：${summaryOf(kind, reading)}`);
  const refused = refusedRows(reading.problems);
  return refused === 0
    ? null
    : failed(file, `有 ${refused} 行没有导入，在哪里、为什么见上；改好表格再导入一次，已导入的不会重复`);
}

/** Reads a spreadsheet ledger into a backup; rows that cannot be read are named and the good ones written all the same. */
export const importSheet: Command = { usage, run };

function sheetsIn(file: string): readonly Sheet[] | Failed {
  const bytes = bytesOf(file);
  if (isFailed(bytes)) return bytes;
  const reading = readSheetFile(bytes);
  return reading.state === 'read' ? reading.sheets : failed(file, sheetFaultText(reading.fault));
}

function notesOn(proposals: readonly SheetProposal[]): string[] {
  return proposals.flatMap(({ name, hidden, rows, outline, formulas }) => {
    if (hidden) return [`工作表“${name}”是隐藏的，没有读；要读请先取消隐藏`];
    if (rows > 0 && outline === null) return [`工作表“${name}”没有认出表头，没有读`];
    const unread = outline === null ? [] : unreadColumns(outline);
    return [
      ...(unread.length > 0 ? [`工作表“${name}”这几列没有去处，没有读：${unread.join('、')}`] : []),
      ...(formulas > 0
        ? [`工作表“${name}”有 ${formulas} 个单元格是公式而没有结果；请用表格软件打开、保存后再导入`]
        : []),
    ];
  });
}

/** Headings whose column goes nowhere although it says something. */
const unreadColumns = ({ headings, mapping }: Outline): string[] =>
  headings.filter((heading, column) => mapping[column] === '' && !isPassedOver(plainHeading(heading)));

const summaryOf = (kind: Kind, { candidates, rows, sums, hidden }: FileReading): string =>
  `读了 ${rows} 行，导入${kind.title} ${candidates.length} 条${sums > 0 ? `，合计行 ${sums} 行没有算` : ''}${hidden > 0 ? `，隐藏或筛选掉的 ${hidden} 行也读了` : ''}`;

/** The backup that records are added to, and the writer who adds them. */
interface Ground {
  readonly backup: Backup;
  readonly township: string;
  readonly actor: string;
  /** Whose rows are that name nobody. */
  readonly unit: string | null;
}

async function groundOf(
  texts: Given['texts'],
  passphrase: string | undefined,
  file: { sheets: readonly Sheet[]; proposals: readonly SheetProposal[]; name: string },
): Promise<Ground | Failed> {
  const { into, village } = texts;
  if (into === undefined) {
    const names = village === undefined ? villagesIn(file.sheets, file.proposals) : [village];
    return freshGround(
      names.length === 0 ? ['本村'] : names,
      townshipIn(file.proposals, file.name) ?? UNNAMED_TOWNSHIP,
    );
  }
  const backup = await backupIn(into, passphrase);
  if (isFailed(backup)) return backup;
  const places = placesOf(backup);
  if (places === null) return failed(into, '备份里没有单位，不知道记录归谁；请换一份备份');
  const units = (listedByKind(rowsByKind(backup)).get('unit') ?? []).map(({ id, values }) => ({
    id,
    name: nameIn(values),
  }));
  const own = village === undefined ? null : units.find(({ name }) => name === village);
  if (own === undefined)
    return failed(into, `备份里没有“${village ?? ''}”；有：${units.map(({ name }) => name).join('、')}`);
  const members = listedByKind(rowsByKind(backup)).get('member') ?? [];
  return {
    backup,
    township: places.township,
    actor: members[0]?.id ?? ports.newId(),
    unit: own?.id ?? (places.units.length === 1 ? (places.units[0] ?? null) : null),
  };
}

const nameIn = ({ name }: Values): string => (typeof name === 'string' ? name : '');

/** A township of its own with the villages that the table is about, as 单机使用 makes it (SPEC D8). */
function freshGround(names: readonly string[], ofTownship: string): Ground {
  const [township, actor] = [ports.newId(), ports.newId()];
  const villages = names.map((name) => ({ name, id: ports.newId() }));
  const first = villages[0] as { id: string };
  const shared = [
    { id: township, kind: 'unit', values: { unitKind: 'township', name: ofTownship } },
    ...villages.map(({ id, name }) => ({ id, kind: 'unit', values: { unitKind: 'village', name } })),
    ...villages.map(({ id, name }) => ({
      id: ports.newId(),
      kind: 'committee',
      values: { name: villageCommittee(name, ofTownship), committeeKind: 'village', unit: id },
    })),
  ];
  const member = {
    name: '表格导入',
    unit: first.id,
    role: villages.length > 1 ? 'office' : 'mediator',
    caseDuty: true,
  };
  const { by, device } = writer(actor);
  const op = (record: (typeof shared)[number]) => opsOfRecord(record, ports.randomBytes);
  const changes = [
    ...changesOf(shared.flatMap(op), `${township}/shared`, by, CHAIN_START),
    ...changesOf(
      opsOfRecord({ id: actor, kind: 'member', values: member }, ports.randomBytes),
      `${township}/office`,
      by,
      CHAIN_START,
    ),
  ];
  const backup = backupOf({
    createdAt: new Date().toISOString(),
    devices: [device],
    heads: [],
    changes,
    verdicts: [],
    blobs: [],
  });
  return { backup, township, actor, unit: villages.length === 1 ? first.id : null };
}

/** Each run writes under an id of its own, which has no key and signs nothing. */
function writer(actor: string) {
  const id = Buffer.from(nodeRandom(16)).toString('hex');
  let last: Stamp = { ms: 0, counter: 0 };
  const nextText = () => {
    last = nextStamp(last, Date.now());
    return stampText(last, id);
  };
  return {
    by: { device: id, actor, action: randomUUID(), nextStamp: nextText },
    device: { id, publicKey: null, name: '表格导入' },
  };
}

function withRecords({ backup, township, actor }: Ground, { candidates }: FileReading): Backup {
  const { by, device } = writer(actor);
  const changes = changesOfCandidates(candidates, { township, by, endOf: () => CHAIN_START, ...ports });
  const createdAt = new Date().toISOString();
  return mergeBackups([
    backup,
    backupOf({ createdAt, devices: [device], heads: [], changes, verdicts: [], blobs: [] }),
  ]);
}
