import '#floor.ts';
import { shrinkOn } from '#files/photo.ts';
import { canDrawOffscreen, createOffscreenEasel } from '#files/photo-offscreen.ts';
import type { Shrunk } from '#core/photo.ts';

/** null: the page has to do it. */
type PhotoAnswer = Shrunk | null;

// The compiler knows `self` as a window; a worker's postMessage takes the buffers to hand over as its second argument.
const worker = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Blob>) => void) => void;
  postMessage: (answer: PhotoAnswer, transfer: ArrayBuffer[]) => void;
};

const easel = canDrawOffscreen() ? createOffscreenEasel() : null;

async function answer(file: Blob): Promise<void> {
  // Whatever breaks here (no memory, a codec of the kernel) the page tries by itself.
  const shrunk = easel === null ? null : await shrinkOn(easel, file).catch(() => null);
  worker.postMessage(shrunk, shrunk?.ok === true ? [shrunk.photo.bytes, shrunk.photo.thumbnail] : []);
}

worker.addEventListener('message', ({ data }) => void answer(data));
