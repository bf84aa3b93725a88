/** Counters are `records/<kind>/<unit>`; what the township sets up is no entry of a ledger. */
const SET_UP: readonly string[] = [
  'unit',
  'committee',
  'member',
  'calendarEntry',
  'codeEntry',
  'setting',
  'reportParagraph',
  'submission',
  'caseCounts',
];

const isLedgerKind = (kind: string): boolean => !SET_UP.includes(kind);

/** Kinds and their counts, of the ledgers alone. */
export function* ledgerCounts(counters: ReadonlyMap<string, number> | undefined): Generator<readonly [string, number]> {
  for (const [id, value] of counters ?? []) {
    const [what, kind = ''] = id.split('/');
    if (what === 'records' && isLedgerKind(kind)) yield [kind, value];
  }
}

/** How many records the ledgers hold. */
export function ledgerRecords(counters: ReadonlyMap<string, number> | undefined): number {
  let records = 0;
  for (const [, value] of ledgerCounts(counters)) records += value;
  return records;
}
