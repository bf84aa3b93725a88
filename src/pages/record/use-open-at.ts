import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';

const INPUTS = 'input:not([type=file]), textarea, select, button';

/** What a link to a form asks for: the fields to begin with, the one to open at among them. */
export interface Asked {
  readonly at: string;
  readonly asks: readonly string[];
}

/** The fields that are to be filled in, which then stand first and alone; none where the whole form was asked for. */
export function useAsked(): readonly string[] {
  const state: unknown = useLocation().state;
  const asks = typeof state === 'object' && state !== null && 'asks' in state ? state.asks : undefined;
  return Array.isArray(asks) ? asks.filter((id): id is string => typeof id === 'string') : [];
}

/** The form opens at the field that was tapped on the record's page, or at `asked`, where a step begins. */
export function useOpenAt(asked = ''): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  const state: unknown = useLocation().state;
  const tapped =
    typeof state === 'object' && state !== null && 'at' in state && typeof state.at === 'string' ? state.at : '';
  const path = asked || tapped;
  useEffect(() => {
    if (path === '') return undefined;
    // Two frames: the page first takes the focus to its start. Whoever writes somewhere by then is left there.
    const go = () => {
      if (form.current?.contains(document.activeElement) !== true) goTo(form.current, path);
    };
    const frame = requestAnimationFrame(() => requestAnimationFrame(go));
    return () => cancelAnimationFrame(frame);
  }, [path]);
  return form;
}

/** The field itself, the first one of an item, or the nearest list or group around it. */
function goTo(form: HTMLElement | null, path: string): void {
  const fields = Array.from(form?.querySelectorAll<HTMLElement>('[data-field]') ?? []);
  const named = (match: (name: string) => boolean) => fields.find((one) => match(one.dataset['field'] ?? ''));
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = named((name) => name === at) ?? named((name) => name.startsWith(`${at}.`));
    if (field === undefined) continue;
    field.querySelector<HTMLElement>(INPUTS)?.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'center' });
    return;
  }
}
