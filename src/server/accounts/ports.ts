import type { RandomBytes } from '#core/ids.ts';
import type { Storage } from '#server/storage.ts';
import type { Ports as LedgerPorts } from '#server/turn.ts';

/** What accounts rest on; clock and randomness are given, so that tests need not wait. */
export interface Ports extends LedgerPorts {
  readonly storage: Storage;
  readonly randomBytes: RandomBytes;
  /** Drawn at every start of the server. */
  readonly start: string;
}
