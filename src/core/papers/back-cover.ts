import { blank, gap, label, text } from '#core/document.ts';
import type { Form } from './parts.ts';

/** 封底: who made up the file and who looked it over; pages are counted by hand when it is bound. */
export const backCover: Form = {
  id: 'backCover',
  title: '封底',
  unnumbered: true,
  need: () => 'must',
  papers: () => [
    [
      gap(12),
      text(['本卷内共', blank('', 4), '页，附证物', blank('', 4), '件。'], { align: 'center' }),
      gap(),
      {
        is: 'table',
        large: true,
        widths: [40, 38, 40, 38],
        rows: [
          { cells: [label('立 卷 人'), { lines: [[]] }, label('检 查 人'), { lines: [[]] }], tall: 2 },
          { cells: [label('立卷日期'), { lines: [[]] }, label('检查日期'), { lines: [[]] }], tall: 2 },
        ],
      },
    ],
  ],
};
