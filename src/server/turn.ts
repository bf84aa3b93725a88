/** One writing transaction of the ledger once it holds the streams that it may lengthen. */
import { createAuthor, type Author } from './author.ts';
import type { Epoch, Epochs } from './epochs.ts';
import type { ServerKeys } from './keys.ts';
import type { Db } from './log.ts';
import type { Pull } from './pages.ts';
import { openRowBook, type RowBook } from './row-book.ts';
import { openStreams, type OpenStreams, type Streams } from './streams.ts';

/** What the ledger stands on. */
export interface Ports {
  readonly clock: { readonly now: () => number };
  readonly newId: () => string;
  readonly keys: ServerKeys;
  /** How streams are numbered; tests prove that another way fails. */
  readonly openStreams?: OpenStreams;
  /** What an answer carries at most; tests read by small pages. */
  readonly pull?: Pull;
}

export interface Turn {
  readonly db: Db;
  readonly township: string;
  readonly now: number;
  readonly epoch: Epoch;
  readonly servers: ReadonlySet<string>;
  readonly streams: Streams;
  readonly author: Author;
  readonly rows: RowBook;
  /** Writes what the author and the streams still hold; answers with the scopes that have grown. */
  readonly finish: () => Promise<string[]>;
}

/** Takes the streams of these scopes, the last thing that a transaction waits for. */
export async function takeTurn(
  ports: Ports,
  db: Db,
  township: string,
  { present: epoch, servers }: Epochs,
  scopes: readonly string[],
): Promise<Turn> {
  const now = ports.clock.now();
  const streams = await (ports.openStreams ?? openStreams)(db, township, scopes);
  const author = createAuthor({ db, township, device: epoch.device, streams, scopes, now, newId: ports.newId });
  const finish = async (): Promise<string[]> => {
    await author.flush();
    return streams.flush();
  };
  return {
    db,
    township,
    now,
    epoch,
    servers: new Set(servers),
    streams,
    author,
    rows: openRowBook(db, township),
    finish,
  };
}

/** For the retry of the transaction: something moved between the look before the lock and the look behind it. */
export class MovedMeanwhile extends Error {
  readonly code = '40001';
}
