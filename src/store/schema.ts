/** Tables and indexes of the database, by version; without the library that opens it, so that a start may look before that is here. */

/** The real workspace and the sample each have a database of their own, so that neither can reach the other. */
export const REAL_DB = 'fazhi-taizhang';
export const SAMPLE_DB = 'fazhi-taizhang-sample';

/** Kinds this version does not know are folded into one table, so that nothing is hidden when the app is updated (C8). */
export const UNKNOWN_ROWS = 'rows_unknown';
export const tableOf = (kind: string): string => `rows_${kind}`;

/** The tables of version 1: one per kind, with the field by which its lists are sorted. */
const RECORDS_1 = {
  mediationCase: 'acceptedOn',
  screening: 'period.from',
  training: 'heldOn',
  publicityEvent: 'heldOn',
  person: '',
  serviceEntry: 'on',
  venue: 'openedOn',
  dutyEntry: 'on',
  rectification: 'foundOn',
  annualTask: 'due',
  unit: '',
  committee: '',
  member: '',
  calendarEntry: '',
  codeEntry: '',
  reportParagraph: '',
  setting: '',
};
const rowTables = (records: { readonly [kind: string]: string }) =>
  Object.fromEntries(
    Object.entries(records).map(([kind, date]) => [tableOf(kind), date === '' ? 'id, at' : `id, at, values.${date}`]),
  );

/**
 * Numbered schema versions, append only: a phone may come from any of them, with unsaved drafts in it (tested). A new
 * kind or index is a new version that names only what it adds.
 */
export const versions: readonly { readonly [table: string]: string }[] = [
  {
    changes: '++seq, &id, [device+scope+n], *records',
    drafts: 'id, changedAt',
    chains: '[device+scope]',
    // With the id: a cloned phone signs two heads at one position.
    heads: '[device+scope+n+id]',
    devices: 'id',
    cursors: 'scope',
    acks: '[device+scope]',
    verdicts: 'change',
    blobs: 'id',
    counters: 'id',
    meta: 'id',
    snapshots: '[kind+part]',
    [UNKNOWN_ROWS]: 'id, at',
    ...rowTables(RECORDS_1),
  },
  {
    refused: 'id',
    photoUses: '[blob+record], scope',
    sentPhotos: '[blob+scope], scope',
    thumbnails: 'id',
  },
  rowTables({ submission: 'sentOn', phrase: '' }),
];
