/** The way to the server for what screens ask beside the exchange: the browser's own network, something else in tests. */
import { createContext } from 'react';
import type { AskPorts } from '#sync/ask.ts';

/** Somebody waits before the screen: less patience than the exchange has. */
const PATIENCE_MS = 30_000;

export const ServerContext = createContext<AskPorts>({
  fetch: (input, init) => fetch(input, init),
  patienceMs: PATIENCE_MS,
});
