/** Open forms register here, so that whoever is about to reload or leave can have every keystroke stored first. */
type Flush = () => Promise<void>;

const open = new Set<Flush>();

export function onFlush(flush: Flush): () => void {
  open.add(flush);
  return () => open.delete(flush);
}

/** Resolves when all that is typed lies on the device. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...open].map((flush) => flush()));
};
