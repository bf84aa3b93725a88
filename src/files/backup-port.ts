/** What the page and `workers/backup.worker.ts` say to each other. */
import type { Backup, BackupBlob } from '#core/backup.ts';
import type { OnProgress, Reading } from '#core/backup-read.ts';
import type { IdentifiedChange } from '#core/change.ts';

export interface ToWorker {
  readonly file: Blob;
  readonly passphrase?: string;
}

type Rest = Omit<Backup, 'changes' | 'blobs'>;

export type FromWorker =
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'changes'; readonly changes: readonly IdentifiedChange[] }
  | { readonly type: 'blobs'; readonly blobs: readonly BackupBlob[] }
  | { readonly type: 'rest'; readonly rest: Rest }
  | { readonly type: 'unread'; readonly reading: Exclude<Reading, { state: 'read' }> }
  | { readonly type: 'failed'; readonly reason: string };

/** Receiving a long message stops the main thread as long as hashing would have: many short ones do not. */
const SLICE = 250;

export function* partsOfReading(reading: Reading): Generator<{ message: FromWorker; transfer: Transferable[] }> {
  if (reading.state !== 'read') {
    yield { message: { type: 'unread', reading }, transfer: [] };
    return;
  }
  const { changes, blobs, ...rest } = reading.backup;
  for (let at = 0; at < changes.length; at += SLICE) {
    yield { message: { type: 'changes', changes: changes.slice(at, at + SLICE) }, transfer: [] };
  }
  const transfer = blobs.flatMap(({ bytes, thumbnail }) => (thumbnail === undefined ? [bytes] : [bytes, thumbnail]));
  yield { message: { type: 'blobs', blobs }, transfer };
  yield { message: { type: 'rest', rest }, transfer: [] };
}

export type ReadInWorker = (
  file: Blob,
  options?: { readonly passphrase?: string; readonly onProgress?: OnProgress },
) => Promise<Reading>;

/** Reads each file in a worker of its own. */
export const createWorkerReader =
  (createWorker: () => Worker): ReadInWorker =>
  (file, { passphrase, onProgress = () => {} } = {}) =>
    new Promise((resolve, reject) => {
      const worker = createWorker();
      const changes: IdentifiedChange[] = [];
      let blobs: readonly BackupBlob[] = [];
      const end = (settle: () => void) => {
        worker.terminate();
        settle();
      };
      worker.addEventListener('error', ({ message }) =>
        end(() => reject(new Error(`The backup worker failed: ${message}`))),
      );
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'progress') onProgress(data.done, data.of);
        else if (data.type === 'changes') changes.push(...data.changes);
        else if (data.type === 'blobs') blobs = data.blobs;
        else if (data.type === 'rest') end(() => resolve({ state: 'read', backup: { ...data.rest, changes, blobs } }));
        else if (data.type === 'unread') end(() => resolve(data.reading));
        else end(() => reject(new Error(data.reason)));
      });
      const message: ToWorker = passphrase === undefined ? { file } : { file, passphrase };
      worker.postMessage(message);
    });
