/** From JSON to a backup's sections (SPEC B1): only shapes, nothing is computed yet. */
import type { Change } from './change.ts';
import { BACKUP_FORMAT, BACKUP_VERSION, type Backup, type VectorTip } from './backup.ts';
import { finding, MAX_FINDINGS, quoted, type Finding } from './finding.ts';
import { deviceOfKey, type KnownDevice, type SignedHead } from './heads.ts';
import type { Verdict } from './verdict.ts';
import {
  bareChange,
  changeFault,
  isHash,
  isObj,
  isPosition,
  jsonFault,
  nameFault,
  scopeFault,
  type Fault,
  type Obj,
} from './wire.ts';

/** A photo as the file carries it. */
export interface RawBlob {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly thumbnail?: string;
}

/** A backup's sections, each entry of the shape that it should have. */
export interface Sections {
  readonly createdAt: string;
  readonly units: Backup['units'];
  readonly devices: readonly KnownDevice[];
  readonly heads: readonly SignedHead[];
  readonly changes: readonly Change[];
  readonly verdicts: readonly Verdict[];
  readonly vector: readonly VectorTip[];
  readonly blobs: readonly RawBlob[];
}

const TIME = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;
const shape = (at: string): Fault => ({ reason: 'shape', at });
const textFault = (json: unknown, at: string, max: number): Fault | null =>
  typeof json === 'string' && json.length <= max ? null : shape(at);

const unitFault = (unit: Obj): Fault | null => nameFault(unit['id'], 'id') ?? textFault(unit['name'], 'name', 1000);

export function deviceFault(device: Obj): Fault | null {
  const { id, publicKey, proof } = device;
  const fault =
    nameFault(id, 'id') ??
    textFault(device['name'], 'name', 1000) ??
    (proof === undefined || isHash(proof) ? null : shape('proof'));
  if (fault !== null || publicKey === null) return fault;
  // A key that belongs to another device would let it sign for this one (SPEC C12).
  return typeof publicKey === 'string' && deviceOfKey(publicKey) === id ? null : shape('publicKey');
}

const tipFault = (tip: Obj): Fault | null =>
  nameFault(tip['device'], 'device') ??
  scopeFault(tip['scope'], 'scope') ??
  (isPosition(tip['n']) ? null : shape('n')) ??
  (isHash(tip['id']) ? null : shape('id'));

export const headFault = (head: Obj): Fault | null => tipFault(head) ?? textFault(head['signature'], 'signature', 1000);

const endFault = (tip: Obj): Fault | null =>
  tipFault(tip) ?? (tip['from'] === undefined || isPosition(tip['from']) ? null : shape('from'));

const states: readonly unknown[] = ['quarantined', 'review', 'accepted'];
const verdictFault = (verdict: Obj): Fault | null =>
  (isHash(verdict['change']) ? null : shape('change')) ??
  (states.includes(verdict['state']) ? null : shape('state')) ??
  textFault(verdict['reason'], 'reason', 10_000);

const blobFault = (blob: Obj): Fault | null =>
  (isHash(blob['id']) ? null : shape('id')) ??
  textFault(blob['type'], 'type', 200) ??
  (typeof blob['data'] === 'string' ? null : shape('data')) ??
  (blob['thumbnail'] === undefined || typeof blob['thumbnail'] === 'string' ? null : shape('thumbnail'));

const sectionFaults = new Map<string, readonly [name: string, fault: (entry: Obj) => Fault | null]>([
  ['units', ['单位', unitFault]],
  ['devices', ['设备', deviceFault]],
  ['heads', ['签名', headFault]],
  ['changes', ['记录', changeFault]],
  ['verdicts', ['审核结果', verdictFault]],
  ['vector', ['末尾清单', endFault]],
  ['blobs', ['照片', blobFault]],
]);

const whereOf = (place: string, at: string): string => (at === '' ? place : `${place}的${quoted(at)}`);
const findingOf = (place: string, { reason, at }: Fault): Finding => finding(reason, whereOf(place, at));

function sectionFindings(
  section: string,
  entries: unknown,
  name: string,
  faultOf: (entry: Obj) => Fault | null,
): Finding[] {
  if (!Array.isArray(entries)) return [finding('shape', `文件的${quoted(section)}`)];
  const findings: Finding[] = [];
  for (let i = 0; i < entries.length && findings.length < MAX_FINDINGS; i++) {
    const entry: unknown = entries[i];
    const fault = isObj(entry) ? ((section === 'changes' ? null : jsonFault(entry)) ?? faultOf(entry)) : shape('');
    if (fault !== null) findings.push(findingOf(`第 ${i + 1} 个${name}`, fault));
  }
  return findings;
}

/** Which file it is: another programme's and a newer version's are not read any further. */
export function formatFinding(json: unknown, format: string): Finding | null {
  if (!isObj(json) || json['format'] !== format) return finding('otherFile');
  const { version } = json;
  if (!isPosition(version)) return finding('shape', `文件的${quoted('version')}`);
  return version > BACKUP_VERSION ? finding('newerVersion') : null;
}

export function sectionsOf(json: unknown): { readonly findings: readonly Finding[] } | { readonly sections: Sections } {
  const other = formatFinding(json, BACKUP_FORMAT);
  if (other !== null) return { findings: [other] };
  const file = json as Obj;
  const findings: Finding[] = [];
  for (const key of Object.keys(file)) {
    // Members that only a newer version knows are skipped, but nothing hostile hides in them.
    const fault = sectionFaults.has(key) ? null : jsonFault({ [key]: file[key] });
    if (fault?.reason === 'name') findings.push(findingOf('文件', fault));
  }
  if (typeof file['createdAt'] !== 'string' || !TIME.test(file['createdAt'])) {
    findings.push(finding('shape', `文件的${quoted('createdAt')}`));
  }
  for (const [section, [name, faultOf]] of sectionFaults) {
    findings.push(...sectionFindings(section, file[section], name, faultOf));
  }
  if (findings.length > 0) return { findings };
  const sections = file as unknown as Sections;
  return { sections: { ...sections, changes: sections.changes.map(bareChange) } };
}
