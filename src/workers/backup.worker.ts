/** Reads a backup off the main thread: decrypting, parsing and hashing would stop the screen for seconds on a phone. */
import '#floor.ts';
import { readBackupFile } from '#files/backup-read.ts';
import { partsOfReading, type ToWorker, type FromWorker } from '#files/backup-port.ts';

const port = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorker>) => void) => void;
  postMessage: (message: FromWorker, transfer?: Transferable[]) => void;
};

port.addEventListener('message', ({ data: { file, passphrase } }) => {
  const onProgress = (done: number, of: number) => port.postMessage({ type: 'progress', done, of });
  const reading = readBackupFile(file, { onProgress, ...(passphrase === undefined ? {} : { passphrase }) });
  reading.then(
    (read) => {
      for (const { message, transfer } of partsOfReading(read)) port.postMessage(message, transfer);
    },
    (error: unknown) =>
      port.postMessage({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
