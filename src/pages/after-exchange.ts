/** Acts on the server that need a record which may still wait on this device: it goes up first, and then the server is asked once more. */
import { useState } from 'react';
import { useStore } from '#store/hooks.ts';
import { countWaiting } from '#store/outbox.ts';
import { sendNow, type Sent } from '#store/sent.ts';
import type { Called } from '#sync/session.ts';
import type { Failure } from '#sync/step.ts';

/** What the server says of a record that it does not have. */
const UNKNOWN: readonly unknown[] = ['noSuchMember', 'notFound', 'noRight'];
const ASKABLE: readonly string[] = ['offline', 'portal', 'busy', 'signedOut', 'revoked', 'tooOld', 'unusable'];

/** `isSending`: an exchange is awaited, to be said on the screen. */
export function useAfterExchange(): {
  readonly isSending: boolean;
  readonly ask: <Body>(work: () => Promise<Called<Body>>) => Promise<Called<Body>>;
} {
  const store = useStore();
  const [isSending, setSending] = useState(false);
  const ask = async <Body>(work: () => Promise<Called<Body>>): Promise<Called<Body>> => {
    const first = await work();
    if (first.kind === 'ok' || !UNKNOWN.includes(first.code) || (await countWaiting(store.db)) === 0) return first;
    setSending(true);
    const sent = await sendNow(store);
    setSending(false);
    return sent === 'sent' ? work() : (failureOf(sent) ?? first);
  };
  return { isSending, ask };
}

/** Null where the exchange failed for a reason that no request fails for. */
const failureOf = (sent: Exclude<Sent, 'sent'>): Failure | null =>
  sent !== 'late' && ASKABLE.includes(sent.kind) ? (sent as Failure) : null;
