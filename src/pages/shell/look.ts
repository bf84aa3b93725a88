/**
 * Theme and size of type on this device. They stand in localStorage and not in the workspace: they must be there before
 * the first paint, and belong to the eyes of whoever holds the phone.
 */
export interface Look {
  readonly type: 'normal' | 'large';
  /** auto follows the system. */
  readonly theme: 'auto' | 'light' | 'dark';
}

const KEY = 'fazhi-look';
const USUAL: Look = { type: 'normal', theme: 'auto' };

export function readLook(): Look {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...USUAL, ...(stored as Partial<Look>) };
  } catch {
    // Blocked storage, or text of another hand: the usual look serves.
    return USUAL;
  }
}

export function applyLook(look: Look = readLook()): void {
  const { dataset } = document.documentElement;
  if (look.type === 'large') dataset['type'] = 'large';
  else delete dataset['type'];
  if (look.theme === 'auto') delete dataset['theme'];
  else dataset['theme'] = look.theme;
}

export function setLook(look: Look): void {
  applyLook(look);
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // It lasts until the page is closed; nothing of the ledger depends on it.
  }
}
