/** Longest wait for a frame: a page that nobody looks at draws none. */
const PATIENCE_MS = 500;

/** Resolves once what React has just made stands on the screen. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, PATIENCE_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve, 0);
    });
  });
