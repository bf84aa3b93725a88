/** Ledgers as a spreadsheet file in the person's hands: made when asked for, with a word about how it went. */
import { useState } from 'react';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';
import { createTurns } from '#files/turns.ts';
import { handOver } from './save-file.ts';

export interface Taking {
  /** What to say; '' while nothing was asked for. */
  readonly said: string;
  readonly busy: boolean;
  /** `name` without its ending; `pause` is to be waited for between pieces of making. */
  readonly take: (name: string, make: (pause: () => Promise<void>) => Promise<readonly LedgerSheet[]>) => void;
}

/** What writes spreadsheets comes with the first one. */
export function useTaking(): Taking {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (name: string, make: Parameters<Taking['take']>[1]) => {
    setBusy(true);
    setSaid('正在做表格…');
    try {
      const { xlsxOf } = await import('#files/xlsx-write.ts');
      const pause = createTurns();
      const blob = await xlsxOf([], [], await make(pause), pause);
      setSaid(await handOver({ name: `${name}.xlsx`, blob }));
    } catch (error) {
      reportError(error);
      setSaid('没有做成。请再试一次；还不行，请在电脑上打开。');
    }
    setBusy(false);
  };
  return { said, busy, take: (name, make) => void run(name, make) };
}
