/** Reads spreadsheets off the main thread: unpacking, reading ten thousand rows and hashing them would stop the screen for seconds. */
import '#floor.ts';
import { createSheetDesk } from '#files/sheet-desk.ts';
import { answerCall, type DeskAnswer, type DeskCall } from '#files/sheet-port.ts';

const port = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<DeskCall>) => void) => void;
  postMessage: (message: DeskAnswer) => void;
};

const desk = createSheetDesk((length) => crypto.getRandomValues(new Uint8Array(length)));
port.addEventListener('message', ({ data }) => void answerCall(desk, data, (answer) => port.postMessage(answer)));
