/** Joining a township from a screen: one try at a time, and what came of it. */
import { useContext, useState } from 'react';
import { useNavigate } from 'react-router';
import { joinEmpty, joinWithRecords, type JoinFailure, type Secret } from '#store/joining.ts';
import { enrol } from '#sync/session.ts';
import type { Failure } from '#sync/step.ts';
import { dropJoinLink } from '#pages/join-link.ts';
import { ServerContext } from '#pages/server-port.ts';
import { useWorkspace } from '#pages/shell/workspace.ts';

/** storage: the device itself refused; nothing was joined. */
export type JoiningFailure = JoinFailure<Failure> | { readonly kind: 'storage' };

export type JoiningState =
  | { readonly at: 'ready' | 'joining' }
  | { readonly at: 'failed'; readonly failure: JoiningFailure };

export function useJoining() {
  const server = useContext(ServerContext);
  const { store, empty, ports, enter } = useWorkspace();
  const navigate = useNavigate();
  const [state, setState] = useState<JoiningState>({ at: 'ready' });
  const ask = async (secret: Secret) => {
    if (store !== null) return joinWithRecords<Failure>(store, secret, (body) => enrol(server, body));
    return empty === null ? null : joinEmpty<Failure>(empty, ports, secret, (body) => enrol(server, body));
  };
  const join = async (secret: Secret) => {
    setState({ at: 'joining' });
    const joined = await ask(secret).catch((error: unknown) => {
      reportError(error);
      return { kind: 'storage' } as const;
    });
    if (joined === null) return;
    if (joined.kind !== 'ok') {
      setState({ at: 'failed', failure: joined });
      return;
    }
    dropJoinLink();
    enter(joined.store);
    await navigate('/join', { replace: true, state: null });
  };
  return { state, join };
}
