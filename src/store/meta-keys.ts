/** Under which ids `meta` holds what the first screen depends on. Apart from everything, so that a start may ask before the rest is here. */
export const IDENTITY = 'identity';
/** By how much the server's clock was ahead at the last contact. */
export const CLOCK = 'sync/clock';

/** What the device counts up inside its transactions. */
export const TICKS = 'ticks';

/** Chains of which the server keeps something behind a gap. */
export const UNSTREAMED = 'sync/unstreamed';

export const PIN = 'pin/code';
export const TRIES = 'pin/tries';
export const VERIFIER = 'pin/passphrase';
export const ASKED = 'pin/asked';

/** A small setting of this device and workspace, never exchanged. */
export const localKey = (id: string): string => `local/${id}`;
/** Under `localKey`: what is typed about a record and stands in none yet. It goes when the record is lawfully erased (SPEC C9). */
export const textAbout = (record: string, what: string): string => `about/${record}/${what}`;
export const LAST_BACKUP = localKey('lastBackup');
/** Where and for which year one works. */
export const UNIT = 'unit';
export const YEAR = 'year';
