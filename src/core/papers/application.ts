import { blank, label, text, title, type Line } from '#core/document.ts';
import { applicantsOf, committeeName, dayLine, itemsOf, longLines, words } from './paper-case.ts';
import { PARTY_WIDTHS, partyHead, partyRows, type Form } from './parts.ts';
import { partySignatures } from './signatures.ts';

/** 人民调解申请书 (domain.md §1.3; 人民调解法 art. 17), with the notice on personal data (个人信息保护法 art. 17). */
export const application: Form = {
  id: 'application',
  title: '人民调解申请书',
  need: ({ values }) => (values.source === 'application' ? 'must' : 'other'),
  papers: (one) => {
    const { applicants, respondents } = applicantsOf(one);
    const requests = itemsOf(one, 'requests').map(({ content }, at): Line => [
      `${at + 1}．${typeof content === 'string' ? content : ''}`,
    ]);
    const empty: Line[] = [1, 2, 3].map((n) => [`${n}．`, blank('申请事项', 0)]);
    return [
      [
        title('人民调解申请书'),
        {
          is: 'table',
          widths: PARTY_WIDTHS,
          rows: [
            partyHead,
            ...partyRows(one, applicants, '申请人'),
            ...partyRows(one, respondents, '被申请人'),
            {
              cells: [label('纠纷简要情况'), { lines: longLines(words(one, 'facts'), '纠纷简要情况'), across: 7 }],
              tall: 5,
            },
            { cells: [label('申请事项'), { lines: requests.length === 0 ? empty : requests, across: 7 }], tall: 3 },
          ],
        },
        text(['人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请', ...committeeName(one), '进行调解。']),
        text(['我已知道：本申请书所填个人信息只用于调解、立卷归档和统计，由人民调解委员会保密、保管。'], {
          keep: true,
        }),
        ...partySignatures(applicants, { who: '申请人' }),
        text(dayLine(one.values.source === 'application' ? one.values.acceptedOn : undefined, '申请日期'), {
          align: 'right',
        }),
      ],
    ];
  },
};
