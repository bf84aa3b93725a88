import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';

const INPUTS = 'input:not([type=file]), textarea, select, button';

/** The form opens at the field that was tapped on the record's page. */
export function useOpenAt(): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  const state: unknown = useLocation().state;
  const path =
    typeof state === 'object' && state !== null && 'at' in state && typeof state.at === 'string' ? state.at : '';
  useEffect(() => {
    if (path === '') return undefined;
    // Two frames: the page first takes the focus to its start.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => goTo(form.current, path)));
    return () => cancelAnimationFrame(frame);
  }, [path]);
  return form;
}

/** The field itself, or the nearest list or group around it. */
function goTo(form: HTMLElement | null, path: string): void {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = Array.from(form?.querySelectorAll<HTMLElement>('[data-field]') ?? []).find(
      (one) => one.dataset['field'] === at,
    );
    if (field === undefined) continue;
    field.querySelector<HTMLElement>(INPUTS)?.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'center' });
    return;
  }
}
