/** Spreadsheets as screens handle them: read in a worker, on the page where the kernel knows none (Safari 14, Firefox 90). */
import { createContext, useContext } from 'react';
import type { StoreTarget } from '#core/sheets/storing.ts';
import { createWorkerDesk, type OpenDesk } from '#files/sheet-port.ts';
import type { Identity } from '#store/store.ts';

export type OpenSheetDesk = (
  file: Blob,
) => Promise<{ readonly desk: OpenDesk; readonly opened: Awaited<ReturnType<OpenDesk['open']>> }>;

async function onPage(): Promise<OpenDesk> {
  const [{ createSheetDesk }, { storeSheet }] = await Promise.all([
    import('#files/sheet-desk.ts'),
    import('#store/bulk.ts'),
  ]);
  const desk = createSheetDesk((length) => crypto.getRandomValues(new Uint8Array(length)));
  return {
    ...desk,
    store: (target, onProgress) => storeSheet(target as StoreTarget<Identity>, desk, onProgress, false),
    close: () => {},
  };
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
