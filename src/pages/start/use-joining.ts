/** Joining a township from a screen: one try at a time, and what came of it. */
import { useContext, useState } from 'react';
import { useNavigate } from 'react-router';
import { joinEmpty, joinOffline, joinWithRecords, type JoinFailure, type Secret } from '#store/joining.ts';
import type { OfflineInvitation } from '#core/offline-invitation.ts';
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

/** No server has said anything: there is no network, or one that leads nowhere. */
const isCutOff = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'offline' || kind === 'portal' || kind === 'busy';

export function useJoining() {
  const server = useContext(ServerContext);
  const { store, empty, ports, enter: show } = useWorkspace();
  const navigate = useNavigate();
  const [state, setState] = useState<JoiningState>({ at: 'ready' });
  const ask = async (secret: Secret) => {
    if (store !== null) return joinWithRecords<Failure>(store, secret, (body) => enrol(server, body));
    return empty === null ? null : joinEmpty<Failure>(empty, ports, secret, (body) => enrol(server, body));
  };
  const takeOffline = async (invitation: OfflineInvitation) => {
    const opened = store ?? (empty === null ? null : { db: empty, ports });
    if (opened === null) return null;
    const taken = await joinOffline(opened, invitation);
    return taken.kind === 'otherMember' ? ({ kind: 'unusable', code: 'otherMember' } as const) : taken;
  };
  /** Without a network, and with an invitation that says enough, nobody need be asked (SPEC X12). */
  const enter = async (secret: Secret, invitation: OfflineInvitation | undefined) => {
    const asked = await ask(secret);
    return invitation !== undefined && asked !== null && isCutOff(asked) ? takeOffline(invitation) : asked;
  };
  const join = async (secret: Secret, invitation?: OfflineInvitation) => {
    setState({ at: 'joining' });
    const joined = await enter(secret, invitation).catch((error: unknown) => {
      reportError(error);
      return { kind: 'storage' } as const;
    });
    if (joined === null) return;
    if (joined.kind !== 'ok') {
      setState({ at: 'failed', failure: joined });
      return;
    }
    dropJoinLink();
    show(joined.store);
    await navigate('/join', { replace: true, state: null });
  };
  return { state, join };
}
