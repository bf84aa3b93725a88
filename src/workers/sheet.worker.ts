/** Reads spreadsheets and stores them off the main thread: ten thousand rows would stop the screen for seconds at each step. */
import '#floor.ts';
import { createSheetDesk } from '#files/sheet-desk.ts';
import { answerCall, type DeskAnswer, type DeskCall, type StoringDesk } from '#files/sheet-port.ts';
import type { StoreTarget } from '#core/sheets/storing.ts';
import { storeSheet } from '#store/bulk.ts';
import type { Identity } from '#store/store.ts';

const port = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<DeskCall>) => void) => void;
  postMessage: (message: DeskAnswer) => void;
};

const own = createSheetDesk((length) => crypto.getRandomValues(new Uint8Array(length)));
const desk: StoringDesk = {
  ...own,
  store: (target, onProgress) => storeSheet(target as StoreTarget<Identity>, own, onProgress, true),
};
port.addEventListener('message', ({ data }) => void answerCall(desk, data, (answer) => port.postMessage(answer)));
