/** Spreadsheets as screens handle them: read in a worker, on the page where the kernel knows none (Safari 14, Firefox 90). */
import { createContext, useContext } from 'react';
import { createWorkerDesk, type OpenDesk } from '#files/sheet-port.ts';

export type OpenSheetDesk = (
  file: Blob,
) => Promise<{ readonly desk: OpenDesk; readonly opened: Awaited<ReturnType<OpenDesk['open']>> }>;

async function onPage(): Promise<OpenDesk> {
  const { createSheetDesk } = await import('#files/sheet-desk.ts');
  const desk = createSheetDesk((length) => crypto.getRandomValues(new Uint8Array(length)));
  return { ...desk, close: () => {} };
}

/** Without a worker, or with one that does not start, the page reads, with a pause. */
export const createOpenDesk =
  (startWorker: (() => Worker) | null): OpenSheetDesk =>
  async (file) => {
    if (startWorker !== null) {
      const desk = createWorkerDesk(startWorker());
      try {
        return { desk, opened: await desk.open(file) };
      } catch {
        desk.close();
      }
    }
    const desk = await onPage();
    return { desk, opened: await desk.open(file) };
  };

/** Given by main.tsx, which knows the worker. */
export const SheetDeskContext = createContext<OpenSheetDesk>(createOpenDesk(null));
export const useOpenSheetDesk = (): OpenSheetDesk => useContext(SheetDeskContext);
