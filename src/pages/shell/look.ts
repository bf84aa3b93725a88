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
    const { type, theme } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>;
    return {
      type: type === 'large' ? 'large' : USUAL.type,
      theme: theme === 'light' || theme === 'dark' ? theme : USUAL.theme,
    };
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
  colourBrowserBar(look.theme);
}

/** The browser's own bar around the page, as in index.html. */
const BAR = { light: '#1E4E8C', dark: '#12243D' } as const;

/** index.html names a colour for each theme of the system; a chosen theme counts for both. */
function colourBrowserBar(theme: Look['theme']): void {
  document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]').forEach((meta) => {
    // The attribute: the property of that name is younger than the floor.
    const own = meta.getAttribute('media')?.includes('dark') === true ? 'dark' : 'light';
    meta.content = BAR[theme === 'auto' ? own : theme];
  });
}

export function setLook(look: Look): void {
  applyLook(look);
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // It lasts until the page is closed; nothing of the ledger depends on it.
  }
}
