import { sealLines } from '#core/case-seal.ts';
import { blank, coverTitle, gap, label, text, textOfPiece, title, type Line } from '#core/document.ts';
import { committeeName, dayLine, disputeLine, itemsOf, numberLine, orBlank, sealOnPaper, words } from './paper-case.ts';
import type { Form } from './parts.ts';

/** 卷宗封面: committee, name and number of the file, mediator, time, keeping (domain.md §1.3, F1). */
export const cover: Form = {
  id: 'cover',
  title: '卷宗封面',
  unnumbered: true,
  need: () => 'must',
  papers: (one) => {
    const { values } = one;
    const seal = sealOnPaper(one);
    const last = itemsOf(one, 'sessions')
      .map(({ heldOn }) => heldOn)
      .filter((day) => typeof day === 'string')
      .sort()
      .pop();
    // A cover is one page, also with the long names of two firms and a seal below.
    const tall = seal === null ? 1.5 : 1.1;
    const row = (name: string, line: Line) => ({ cells: [label(name), { lines: [line] }], tall });
    return [
      [
        ...(one.committee === ''
          ? [gap(), text(committeeName(one), { align: 'center' })]
          : [title(committeeName(one).map(textOfPiece).join(''))]),
        coverTitle('调　解　卷　宗'),
        ...(seal === null ? [gap()] : []),
        {
          is: 'table',
          size: 'large',
          widths: [40, 116],
          rows: [
            row('卷　　名', disputeLine(one)),
            row('卷　　号', numberLine(one)),
            row('人民调解员', [orBlank(words(one, 'mediators'), '人民调解员', 0)]),
            row('调解日期', [
              '自',
              ...dayLine(values.acceptedOn, '受理日期'),
              '至',
              ...dayLine(values.closedOn ?? last, '结案日期'),
            ]),
            row('立 卷 人', [blank('', 0)]),
            row('立卷日期', dayLine(values.archivedOn, '立卷日期')),
            row('保管期限', [orBlank(words(one, 'retention'), '保管期限', 0)]),
            ...(seal === null
              ? []
              : [
                  {
                    // Centred: where a font makes it wider than its cell it is torn between its groups, not spread over the line.
                    cells: [
                      label('归档校验码'),
                      { lines: sealLines(seal).map((half): Line => [half]), align: 'center' as const },
                    ],
                    tall,
                  },
                ]),
            row('备　　注', [blank('', 0)]),
          ],
        },
      ],
    ];
  },
};
