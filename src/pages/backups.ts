/** Backup files as screens handle them: read in a worker, sealed, shared or saved (SPEC B1, B2). */
import { createContext, useContext } from 'react';
import { createWorkerReader, type ReadInWorker } from '#files/backup-port.ts';
import type { Passphrase } from '#files/backup-seal.ts';

/** Fetched when it is needed: most phones read in the worker. */
const onPage: ReadInWorker = async (file, options) =>
  (await import('#files/backup-read.ts')).readBackupFile(file, options);

/** Kernels that know no module workers (Safari 14, Firefox 90) fail to start one: then the page reads, with a pause. */
export const createReader = (startWorker: () => Worker): ReadInWorker => {
  const inWorker = createWorkerReader(startWorker);
  return async (file, options) => {
    try {
      return await inWorker(file, options);
    } catch {
      return onPage(file, options);
    }
  };
};

/** Given by main.tsx, which knows the worker; without it the page reads. */
export const ReadBackupContext = createContext<ReadInWorker>(onPage);
export const useReadBackup = (): ReadInWorker => useContext(ReadBackupContext);

/** Encrypts finished files with one passphrase. */
export const sealedWith =
  (passphrase: Passphrase) =>
  async (plain: Blob): Promise<Blob> => {
    const { sealBytes } = await import('#files/backup-seal.ts');
    return new Blob(await sealBytes(new Uint8Array(await plain.arrayBuffer()), passphrase), { type: plain.type });
  };

export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

const fileOf = ({ name, blob }: NamedBlob): File => new File([blob], name, { type: blob.type });

/** Whether this browser's share sheet takes such files. */
export function canShare(files: readonly NamedBlob[]): boolean {
  if (typeof navigator.canShare !== 'function') return false;
  try {
    return navigator.canShare({ files: files.map(fileOf) });
  } catch {
    return false;
  }
}

/** closed: the person put the sheet away. */
export async function share(files: readonly NamedBlob[]): Promise<'shared' | 'closed' | 'failed'> {
  try {
    await navigator.share({ files: files.map(fileOf) });
    return 'shared';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'closed' : 'failed';
  }
}

/** Slow phones read the file long after the click; an address that is gone by then saves nothing. */
const KEEP_ADDRESS_MS = 120_000;

export function save({ name, blob }: NamedBlob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_ADDRESS_MS);
}

/** 640 KB, 1.2 MB: as a phone says it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
