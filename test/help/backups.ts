/** Makers of backups for tests: devices with real keys, chains with real hashes. */
import { toBase64 } from '#core/base64.ts';
import { backupOf, backupText, type Backup, type BackupBlob } from '#core/backup.ts';
import { sha256Hex } from '#core/canonical.ts';
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { sentenceOf } from '#core/finding.ts';
import { deviceOfKey, headText, type KnownDevice, type SignedHead } from '#core/heads.ts';
import { stampText } from '#core/stamp.ts';
import { readBackup } from '#files/backup-read.ts';

export const TOWNSHIP = '01900000-0000-7000-8000-00000000aaaa';
export const VILLAGE = '01900000-0000-7000-8000-00000000bbbb';
/** 2026-03-01 08:00 in China. */
const WRITTEN = Date.UTC(2026, 2, 1);

export interface Phone {
  readonly known: KnownDevice;
  readonly sign: (head: Omit<SignedHead, 'signature'>) => Promise<SignedHead>;
  /** Where its chain in each scope ends. */
  readonly ends: Map<string, ChainEnd>;
  ms: number;
}

export async function aPhone(name: string): Promise<Phone> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  return {
    known: { id: deviceOfKey(publicKey) ?? '', publicKey, name },
    sign: async (head) => {
      const signature = await crypto.subtle.sign(how, pair.privateKey, new Uint8Array(headText(head)));
      return { ...head, signature: toBase64(new Uint8Array(signature)) };
    },
    ends: new Map(),
    ms: WRITTEN,
  };
}

let salts = 0;
const salt = (): string => (salts += 1).toString(16).padStart(32, '0');

export const anOp = (more: Partial<Op> = {}): Op => ({
  record: '01900000-0000-7000-8000-000000000001',
  kind: 'mediationCase',
  field: 'status',
  value: 'accepted',
  replaces: [],
  ...more,
});
/** An op on a sensitive field. */
export const aSaltedOp = (more: Partial<Op> = {}): Op => anOp({ field: 'facts', value: '争水', salt: salt(), ...more });

/** The next change of a phone's chain. */
export function writes(
  phone: Phone,
  scope: string,
  ops: readonly Op[],
  action = `action-${phone.ms}`,
): IdentifiedChange {
  const device = phone.known.id;
  const by = {
    device,
    action,
    actor: 'member',
    nextStamp: () => stampText({ ms: (phone.ms += 1000), counter: 0 }, device),
  };
  const [change, second] = changesOf(ops, scope, by, phone.ends.get(scope) ?? CHAIN_START);
  if (change === undefined || second !== undefined) throw new Error('Expected one change');
  phone.ends.set(scope, { n: change.n, id: change.id });
  return change;
}

/** What a phone signs when it exports. */
const headsBy = (phone: Phone): Promise<SignedHead[]> =>
  Promise.all([...phone.ends].map(([scope, { n, id }]) => phone.sign({ device: phone.known.id, scope, n, id })));

export function aBlob(text: string): BackupBlob {
  const bytes = new TextEncoder().encode(text);
  return { id: sha256Hex(bytes), type: 'image/jpeg', bytes: bytes.buffer, thumbnail: bytes.slice(0, 2).buffer };
}

export const aUnit = (record: string, unitKind: string, name: string): Op[] => [
  anOp({ record, kind: 'unit', field: 'unitKind', value: unitKind }),
  anOp({ record, kind: 'unit', field: 'name', value: name }),
];

/** Makes a backup of what one phone wrote. */
export async function backupBy(
  phone: Phone,
  changes: readonly IdentifiedChange[],
  more: Partial<Backup> = {},
): Promise<Backup> {
  return backupOf({
    createdAt: new Date(phone.ms).toISOString(),
    devices: [phone.known],
    heads: await headsBy(phone),
    changes,
    verdicts: [],
    blobs: [],
    ...more,
  });
}

/** A village on its own: units, two cases with sensitive text, three changes of one of them, a photo. */
export async function aVillageBackup(name = '红米手机'): Promise<Backup> {
  const phone = await aPhone(name);
  const cases = `${VILLAGE}/cases`;
  const second = '01900000-0000-7000-8000-000000000002';
  const photo = aBlob('a photo');
  const units = writes(phone, `${TOWNSHIP}/shared`, [
    ...aUnit(TOWNSHIP, 'township', '双泉乡'),
    ...aUnit(VILLAGE, 'village', '城墙村'),
  ]);
  const first = writes(phone, cases, [anOp(), aSaltedOp(), anOp({ field: 'photos.p1', value: { blob: photo.id } })]);
  const other = writes(phone, cases, [anOp({ record: second }), aSaltedOp({ record: second, value: '争地' })]);
  const edited = writes(phone, cases, [anOp({ value: 'inMediation', replaces: [first.id] })]);
  const settled = writes(phone, cases, [anOp({ value: 'settled', replaces: [edited.id] })]);
  return backupBy(phone, [units, first, other, edited, settled], { blobs: [photo] });
}

/** A backup's file as JSON that a test may spoil. */
// eslint-disable-next-line typescript/no-explicit-any
export type Spoilt = any;
export const jsonOf = (backup: Backup): Spoilt => JSON.parse(backupText(backup));

/** The first sentence with which a file is refused. */
export async function refusalOf(file: unknown, passphrase?: string): Promise<string> {
  const text = typeof file === 'string' || file instanceof Uint8Array ? file : JSON.stringify(file);
  const reading = await readBackup(text, passphrase === undefined ? {} : { passphrase });
  return reading.state === 'refused' ? sentenceOf(reading.findings[0]) : reading.state;
}

/** Reads a file that must be sound. */
export async function readSound(file: Uint8Array | string, passphrase?: string): Promise<Backup> {
  const reading = await readBackup(file, passphrase === undefined ? {} : { passphrase });
  if (reading.state !== 'read') throw new Error(await refusalOf(file, passphrase));
  return reading.backup;
}
