/** Reloading without losing a keystroke, and what makes it necessary when a tab outlives its version. */
import { flushDrafts } from './flush.ts';

/** Stores what is typed, then loads the page anew, with the form that stood open. false: something could not be stored. */
export async function reopen(): Promise<boolean> {
  const { safe, resume } = await flushDrafts();
  if (!safe) return false;
  if (resume === undefined || resume === location.pathname) location.reload();
  else location.replace(resume);
  return true;
}

/** What browsers say when a part of the app that was to be fetched later is no longer there. */
const GONE =
  /dynamically imported module|Importing a module script failed|Unable to preload CSS|ChunkLoadError|is not a valid JavaScript MIME type/i;

export const isChunkGone = (error: unknown): boolean => error instanceof Error && GONE.test(error.message);

const KEY = 'reopened';
/** A second failure so soon after reopening is no outdated tab: reloading again would go on for ever. */
const SOON_MS = 20_000;

/** Whether this tab may reopen by itself; true once in a while. */
export function mayReopen(now: number): boolean {
  try {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    sessionStorage.setItem(KEY, String(now));
    return now - last > SOON_MS || now < last;
  } catch {
    // Without a memory across reloads it could go round and round.
    return false;
  }
}
