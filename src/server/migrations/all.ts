import type { Migration } from '#server/storage-kinds.ts';
import { meta } from './001-meta.ts';
import { ledger } from './002-ledger.ts';
import { accounts } from './003-accounts.ts';
import { noSnapshots } from './004-no-snapshots.ts';
import { erasures } from './005-erasures.ts';
import { claims } from './006-claims.ts';
import { places } from './007-places.ts';
import { marks } from './008-marks.ts';
import { ends } from './009-ends.ts';
import { caseCounts } from './010-case-counts.ts';

/** Every step, by the name under which a database remembers it. Append only. */
export const migrations: { readonly [name: string]: Migration } = {
  '001-meta': meta,
  '002-ledger': ledger,
  '003-accounts': accounts,
  '004-no-snapshots': noSnapshots,
  '005-erasures': erasures,
  '006-claims': claims,
  '007-places': places,
  '008-marks': marks,
  '009-ends': ends,
  '010-case-counts': caseCounts,
};
