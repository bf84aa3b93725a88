import { title, type Block, type TableRow } from '#core/document.ts';
import { isOral } from '#kinds/case-rules.ts';
import { partiesToSign } from './paper-case.ts';
import { actingLines, type Form } from './parts.ts';

const PER_PAGE = 2;

/** 当事人身份证明: a sheet on which the copies are pasted, so that they have their page in the file (domain.md §1.3). */
export const identity: Form = {
  id: 'identity',
  title: '当事人身份证明',
  need: ({ values }) => (isOral(values) || values.status === 'declined' ? 'other' : 'must'),
  papers: (one) => {
    const parties = partiesToSign(one);
    const rows = parties.map((party): TableRow => ({
      cells: [
        { lines: [[party.name === '' ? party.label : party.name], ...actingLines(party)], label: true },
        {
          lines: [[party.isOrganisation ? '（营业执照或登记证书复印件粘贴处）' : '（居民身份证或户口簿复印件粘贴处）']],
          align: 'center',
        },
      ],
      tall: 12,
    }));
    const sheets: Block[][] = [];
    for (let at = 0; at < rows.length; at += PER_PAGE) {
      sheets.push([title('当事人身份证明'), { is: 'table', widths: [34, 122], rows: rows.slice(at, at + PER_PAGE) }]);
    }
    return sheets;
  },
};
