import type { Ports } from '#server/accounts/ports.ts';
import type { BlobFiles } from '#server/blobs.ts';
import type { Ledger } from '#server/ledger.ts';

/** What the routes of the API work with. */
export interface ApiPorts {
  readonly accounts: Ports;
  readonly ledger: Ledger;
  readonly blobs: BlobFiles;
}
