/** Ledgers as a spreadsheet file in the person's hands: made when asked for, with a word about how it went. */
import { useState } from 'react';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';
import { handOver } from './save-file.ts';

/** The screen's turn between two pieces of work. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export interface Taking {
  /** What to say; '' while nothing was asked for. */
  readonly said: string;
  readonly busy: boolean;
  /** `name` without its ending. */
  readonly take: (name: string, make: () => Promise<readonly LedgerSheet[]>) => void;
}

/** What writes spreadsheets comes with the first one. */
export function useTaking(): Taking {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (name: string, make: () => Promise<readonly LedgerSheet[]>) => {
    setBusy(true);
    setSaid('正在做表格…');
    try {
      const { xlsxOf } = await import('#files/xlsx-write.ts');
      const blob = await xlsxOf([], [], await make());
      setSaid(await handOver({ name: `${name}.xlsx`, blob }));
    } catch (error) {
      reportError(error);
      setSaid('没有做成。请再试一次；还不行，请在电脑上打开。');
    }
    setBusy(false);
  };
  return { said, busy, take: (name, make) => void run(name, make) };
}
