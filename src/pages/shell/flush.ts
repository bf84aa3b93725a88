/** Open forms register here, so that whoever is about to reload or leave can have every keystroke stored first. */

export interface Flushed {
  /** false: the device did not take what is typed. Nothing may reload then. */
  readonly safe: boolean;
  /** Where the same form is open again with its text. */
  readonly resume?: string;
}

type Flush = () => Promise<Flushed | void>;

const open = new Set<Flush>();

export function onFlush(flush: Flush): () => void {
  open.add(flush);
  return () => open.delete(flush);
}

/** Whether there is anything that a reload would interrupt. */
export const isWriting = (): boolean => open.size > 0;

/** Answers when all that is typed lies on the device, or could not be put there. */
export async function flushDrafts(): Promise<Flushed> {
  const all = () => Promise.all([...open].map((flush) => flush().catch((): Flushed => ({ safe: false }))));
  // Twice: what one of them finishes (a picture), another has to store.
  await all();
  const answers = await all();
  const resume = answers.find((answer) => answer?.resume !== undefined)?.resume;
  const safe = answers.every((answer) => answer === undefined || answer.safe);
  return resume === undefined ? { safe } : { safe, resume };
}
