/** Opened from an icon on the home screen, in a window of its own. */
export const isInstalled = (): boolean =>
  (typeof matchMedia === 'function' && matchMedia('(display-mode: standalone)').matches) ||
  // iOS Safari's own name for it.
  (navigator as { standalone?: boolean }).standalone === true;
