import { expect, test } from 'vitest';
import type { SheetProposal } from '#core/sheets/import.ts';
import { withSheet, type ChosenSheet } from '#pages/ledger/import/choices.ts';

const sheetOf = (name: string, headings: readonly string[], fixed: ChosenSheet['fixed'] = {}): ChosenSheet => ({
  proposal: { name, outline: { headings } as SheetProposal['outline'] } as SheetProposal,
  taken: true,
  mapping: [],
  fixed,
});

test('[T10] what one sheet answers for all rows answers those of the same form that say nothing, and no other', () => {
  const [one, same, said, other] = [
    sheetOf('永祥村', ['日期', '甲方']),
    sheetOf('菖蒲村', ['日期', '甲方']),
    sheetOf('城墙村', ['日期', '甲方'], { source: '主动调解' }),
    sheetOf('签到', ['姓名']),
  ];
  const next = { ...one, fixed: { source: '当事人申请' } };
  const sheets = withSheet([one, same, said, other], 0, next);
  expect(sheets.map(({ fixed }) => fixed['source'])).toEqual(['当事人申请', '当事人申请', '主动调解', undefined]);
  const back = withSheet(sheets, 0, one);
  expect(back.map(({ fixed }) => fixed['source'])).toEqual([undefined, '当事人申请', '主动调解', undefined]);
});
