/**
 * The secret of an invitation's or a set-up's link, `/join#c=…` or `/join#s=…`, or with `/join#o=…` all that an invitation says to a phone
 * without a network (core/offline-invitation.ts). It is taken out of the address at once and lies in memory
 * alone: neither the history nor a screenshot of the address bar lets anybody else in.
 */
import { useSyncExternalStore } from 'react';

export interface JoinLink {
  /** Which member of `EnrolRequest` it is; offline: a packed invitation. */
  readonly way: 'code' | 'setup' | 'offline';
  readonly secret: string;
}

const PATH = '/join';
const FORM = /^#(?:([cs])=([\w-]{1,200})|(o)=([\w-]{1,800}))$/;
const ways: { readonly [letter: string]: JoinLink['way'] } = { c: 'code', s: 'setup', o: 'offline' };
const letters: { readonly [way in JoinLink['way']]: string } = { code: 'c', setup: 's', offline: 'o' };

let link: JoinLink | null = null;
const listeners = new Set<() => void>();
const set = (next: JoinLink | null) => {
  link = next;
  for (const listener of listeners) listener();
};

export function readJoinLink(hash: string): JoinLink | null {
  const [, short, code, long, packed] = FORM.exec(hash) ?? [];
  const way = ways[short ?? long ?? ''];
  return way === undefined ? null : { way, secret: code ?? packed ?? '' };
}

/** The address again, for another browser. */
export const joinAddress = (origin: string, { way, secret }: JoinLink): string =>
  `${origin}${PATH}#${letters[way]}=${secret}`;

function take(): void {
  if (location.pathname !== PATH || location.hash === '') return;
  const found = readJoinLink(location.hash);
  history.replaceState(history.state, '', PATH);
  if (found !== null) set(found);
}

/** Call before the router reads the address. */
export function keepJoinLink(): void {
  take();
  // A second code scanned while the page is open changes nothing but the fragment.
  window.addEventListener('hashchange', take);
}

/** It was used, or is of no use. */
export const dropJoinLink = (): void => set(null);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useJoinLink = (): JoinLink | null => useSyncExternalStore(subscribe, () => link);
