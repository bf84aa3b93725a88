import { useEffect, useState } from 'react';

/** Text needs the on-screen keyboard; dates, ticks and choices do not. */
const takesKeyboard = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement &&
    ['text', 'search', 'tel', 'number', 'password', 'email', 'url'].includes(target.type));

/**
 * Whether the on-screen keyboard is likely up: then the tab bar makes room for the form. A device with a mouse has
 * no such keyboard.
 */
export function useTyping(): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (typeof matchMedia !== 'function' || !matchMedia('(pointer: coarse)').matches) return undefined;
    const onFocus = (event: FocusEvent) => {
      if (takesKeyboard(event.target)) setTyping(true);
    };
    // Late, and not when the button gets the focus: else it moves away from under the finger before the release.
    const onBlur = () => setTimeout(() => setTyping(takesKeyboard(document.activeElement)), 250);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
    };
  }, []);
  return typing;
}
