/** Whether what a backup says about itself is true: hashes, chains, signatures, photos (SPEC C2, D6, B2). */
import { readBase64 } from './base64.ts';
import { sha256Hex } from './canonical.ts';
import type { IdentifiedChange } from './change.ts';
import type { BackupBlob, ChainTip, VectorTip } from './backup.ts';
import type { RawBlob, Sections } from './backup-shape.ts';
import { chainWords, deviceWords, finding, MAX_FINDINGS, quoted, type Finding } from './finding.ts';
import { unitOfScope } from './fold.ts';
import { isSignedBy, type Verify } from './heads.ts';

/** Says where a chain's link stands, in words. */
export type Place = (link: Pick<ChainTip, 'device' | 'scope'>, n: number | string) => string;

export function placeOf({ devices, units }: Pick<Sections, 'devices' | 'units'>): Place {
  const deviceNames = new Map(devices.map(({ id, name }) => [id, name]));
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return ({ device, scope }, n) => {
    const unit = unitNames.get(unitOfScope(scope)) ?? '';
    const chain = `${unit === '' ? '' : quoted(unit)}${chainWords(scope)}`;
    return `${deviceWords(device, deviceNames.get(device))}的${chain}第 ${n} 条`;
  };
}

const linkKey = ({ device, scope }: Pick<ChainTip, 'device' | 'scope'>, n: number): string => `${device} ${scope} ${n}`;
const keyOf = (link: Pick<ChainTip, 'device' | 'scope' | 'n'>): string => linkKey(link, link.n);

/**
 * What the rest of the file says an id must be: the next change names it as `prev`, the last one stands in the vector.
 * A change whose id nobody names was altered, and one that continues nothing has lost the link before it, unless the vector says
 * that its chain begins there.
 */
export function chainFindings(
  changes: readonly IdentifiedChange[],
  vector: readonly VectorTip[],
  place: Place,
): Finding[] {
  const begins = new Set(vector.map((tip) => linkKey(tip, tip.from ?? 1)));
  const byId = new Map(changes.map((change) => [change.id, change]));
  const named = new Set([...changes.map(({ prev }) => prev), ...vector.map(({ id }) => id)]);
  const unnamed = changes.filter(({ id }) => !named.has(id));
  const loose = changes.filter((change) => {
    const before = byId.get(change.prev);
    if (change.n === 1 || continues(change, before)) return false;
    return before !== undefined || !begins.has(keyOf(change));
  });
  const lost = vector.filter((tip) => !isAt(tip, byId.get(tip.id)));
  const findings = repeated(changes, place);
  if (unnamed.length + loose.length + lost.length === 0) return findings;

  const held = new Set(changes.map(keyOf));
  const altered = alteredAmong(unnamed, changes, vector);
  const spoilt = new Set(unnamed.map(keyOf));
  const blamed = new Set(altered.map(keyOf));
  for (const change of altered) findings.push(finding('wrongHash', place(change, change.n)));
  for (const change of loose) {
    if (findings.length >= MAX_FINDINGS) return findings;
    const before = linkKey(change, change.n - 1);
    if (spoilt.has(keyOf(change)) || blamed.has(before)) continue;
    if (held.has(before)) findings.push(finding('brokenChain', place(change, change.n)));
    else findings.push(gapFinding(change, change.n - 1, held, place));
  }
  for (const tip of lost) {
    if (findings.length >= MAX_FINDINGS) return findings;
    if (spoilt.has(keyOf(tip))) continue;
    if (held.has(keyOf(tip))) findings.push(finding('wrongHash', place(tip, tip.n)));
    else findings.push(gapFinding(tip, tip.n, held, place));
  }
  return findings;
}

/** Of the changes that nobody names, those that were altered: the neighbour of what is lost or altered is not to blame. */
function alteredAmong(
  unnamed: readonly IdentifiedChange[],
  changes: readonly IdentifiedChange[],
  vector: readonly ChainTip[],
) {
  const links = [...changes, ...vector];
  const ends = new Map<string, number>();
  for (const link of links) ends.set(linkKey(link, 0), Math.max(ends.get(linkKey(link, 0)) ?? 0, link.n));
  const held = new Set(changes.map(keyOf));
  const tips = new Set(vector.map(keyOf));
  const doubtful = new Set(unnamed.map(keyOf));
  return unnamed.filter((change) => {
    const next = linkKey(change, change.n + 1);
    const nextIsGone = !held.has(next) && (ends.get(linkKey(change, 0)) ?? 0) > change.n;
    return tips.has(keyOf(change)) || !(doubtful.has(next) || nextIsGone);
  });
}

const continues = (change: IdentifiedChange, before: IdentifiedChange | undefined): boolean =>
  before !== undefined && before.device === change.device && before.scope === change.scope && before.n === change.n - 1;

const isAt = (tip: ChainTip, change: IdentifiedChange | undefined): boolean =>
  change !== undefined && keyOf(tip) === keyOf(change);

function repeated(changes: readonly IdentifiedChange[], place: Place): Finding[] {
  const seen = new Set<string>();
  return changes
    .filter(({ id }) => seen.size === seen.add(id).size)
    .map((change) => finding('duplicate', place(change, change.n)));
}

/** From the last link that is there up to `until`. */
function gapFinding(
  link: ChainTip | IdentifiedChange,
  until: number,
  held: ReadonlySet<string>,
  place: Place,
): Finding {
  let from = until;
  // Ten thousand steps at the most: a made-up number must not cost time.
  while (from > 1 && until - from < 10_000 && !held.has(linkKey(link, from - 1))) from -= 1;
  return finding('gap', place(link, from === until ? until : `${from}–${until}`));
}

/** Heads must stand on changes of the file and be signed by the device that they name. */
export async function headFindings(
  { heads, devices }: Pick<Sections, 'heads' | 'devices'>,
  changes: readonly IdentifiedChange[],
  verify: Verify,
  place: Place,
): Promise<Finding[]> {
  const ids = new Map(changes.map((change) => [change.id, change]));
  const keys = new Map(devices.map(({ id, publicKey }) => [id, publicKey]));
  const findings: Finding[] = [];
  for (const head of heads) {
    const key = keys.get(head.device) ?? null;
    // A head without its key could prove itself false later, in a file that has been merged with others.
    const proves = isAt(head, ids.get(head.id)) && key !== null && (await isSignedBy(head, key, verify));
    if (!proves && findings.push(finding('badSignature', place(head, head.n))) >= MAX_FINDINGS) break;
  }
  return findings;
}

/** Entries that stand twice under one id. */
export function duplicates(list: readonly { readonly id: string }[], name: string): Finding[] {
  const seen = new Set<string>();
  return list
    .filter(({ id }) => seen.size === seen.add(id).size)
    .map(({ id }) => finding('duplicate', `${name}${quoted(id.slice(0, 8))}`));
}

/** A photo's bytes; null when they are not those that its id promises. */
export function blobOf({ id, type, data, thumbnail }: RawBlob): BackupBlob | null {
  const bytes = readBase64(data);
  const small = thumbnail === undefined ? undefined : readBase64(thumbnail);
  if (bytes === null || small === null || sha256Hex(bytes) !== id) return null;
  return { id, type, bytes: bytes.buffer, ...(small === undefined ? {} : { thumbnail: small.buffer }) };
}
