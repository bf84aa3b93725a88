/** Reads a backup file's JSON: all of it is sound and is returned, or it is refused with what is wrong where (SPEC B2). */
import { identified, type IdentifiedChange } from './change.ts';
import { backupOf, type Backup, type BackupBlob } from './backup.ts';
import { blobOf, chainFindings, duplicates, headFindings, placeOf } from './backup-check.ts';
import { sectionsOf, type Sections } from './backup-shape.ts';
import { finding, MAX_FINDINGS, quoted, type Finding } from './finding.ts';
import type { Verify } from './heads.ts';

export type Reading =
  | { readonly state: 'read'; readonly backup: Backup }
  /** Encrypted, and no passphrase was given. */
  | { readonly state: 'locked'; readonly hint: string }
  | { readonly state: 'refused'; readonly findings: readonly [Finding, ...Finding[]] };

export type OnProgress = (done: number, of: number) => void;

const STEP = 500;

export const refused = (findings: readonly Finding[]): Reading => ({
  state: 'refused',
  findings: findings.slice(0, MAX_FINDINGS) as [Finding, ...Finding[]],
});

/** Hashes every change; the ids are never taken from the file. */
function identify(changes: Sections['changes'], onProgress: OnProgress): IdentifiedChange[] {
  return changes.map((change, i) => {
    if (i % STEP === 0) onProgress(i, changes.length);
    return identified(change);
  });
}

function readBlobs(raw: Sections['blobs']): { blobs: BackupBlob[]; findings: Finding[] } {
  const blobs: BackupBlob[] = [];
  const findings: Finding[] = [];
  for (const entry of raw) {
    const blob = blobOf(entry);
    if (blob === null) findings.push(finding('wrongBlob', `照片${quoted(entry.id.slice(0, 8))}`));
    else blobs.push(blob);
  }
  return { blobs, findings };
}

/** `json` is what `JSON.parse` made of the file. */
export async function readBackupJson(
  json: unknown,
  verify: Verify,
  onProgress: OnProgress = () => {},
): Promise<Reading> {
  const shaped = sectionsOf(json);
  if ('findings' in shaped) return refused(shaped.findings);
  const { sections } = shaped;
  const place = placeOf(sections);
  const changes = identify(sections.changes, onProgress);
  const { blobs, findings: blobFindings } = readBlobs(sections.blobs);
  const findings = [
    ...duplicates(sections.devices, '设备'),
    ...duplicates(sections.blobs, '照片'),
    ...duplicates(
      sections.verdicts.map(({ change }) => ({ id: change })),
      '审核结果',
    ),
    ...chainFindings(changes, sections.vector, place),
    ...blobFindings,
    ...(await headFindings(sections, changes, verify, place)),
  ];
  if (findings.length > 0) return refused(findings);
  onProgress(changes.length, changes.length);
  return { state: 'read', backup: backupOf({ ...sections, changes, blobs }) };
}
