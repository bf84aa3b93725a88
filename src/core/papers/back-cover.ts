import { sealLines, type Seal } from '#core/case-seal.ts';
import { blank, gap, label, text, type Block } from '#core/document.ts';
import { sealOnPaper } from './paper-case.ts';
import type { Form } from './parts.ts';

/** How a reader of the paper file learns whether the ledger still is what was archived. */
const checkedBy = (seal: Seal): Block[] => [
  gap(),
  text(['归档校验码：'], { flush: true }),
  ...sealLines(seal).map((half) => text([half], { flush: true })),
  text(['电子台账凭校验码可以核对本卷归档后有没有改动。'], { flush: true }),
];

/** 封底: who made up the file and who looked it over; pages are counted by hand when it is bound. */
export const backCover: Form = {
  id: 'backCover',
  title: '封底',
  unnumbered: true,
  need: () => 'must',
  papers: (one) => {
    const seal = sealOnPaper(one);
    return [
      [
        gap(11),
        text(['本卷内共', blank('', 4), '页，附证物', blank('', 4), '件。'], { align: 'center' }),
        gap(),
        {
          is: 'table',
          size: 'large',
          widths: [40, 38, 40, 38],
          rows: [
            { cells: [label('立 卷 人'), { lines: [[]] }, label('检 查 人'), { lines: [[]] }], tall: 2 },
            { cells: [label('立卷日期'), { lines: [[]] }, label('检查日期'), { lines: [[]] }], tall: 2 },
          ],
        },
        ...(seal === null ? [] : checkedBy(seal)),
      ],
    ];
  },
};
