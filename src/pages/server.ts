/** The server's routes beside the exchange, for the screens that ask of it. */
import { useContext, useMemo } from 'react';
import { useStore } from '#store/hooks.ts';
import { createApi, type Api } from '#sync/api.ts';
import { createSession } from '#sync/session.ts';
import { ServerContext } from './server-port.ts';
import { selfOf } from './sync-engine.ts';

/** What the office and the own account may ask. */
export function useApi(): Api {
  const server = useContext(ServerContext);
  const store = useStore();
  return useMemo(() => createApi(createSession(server, selfOf(store))), [server, store]);
}
