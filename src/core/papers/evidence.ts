import { label, title, type Line, type TableRow } from '#core/document.ts';
import { photos as photosField } from '#kinds/field.ts';
import { photoSubjects } from '#kinds/codes.ts';
import { itemsOf, wordsIn } from './paper-case.ts';
import type { Form } from './parts.ts';

const { fields } = photosField(photoSubjects);

/** 人民调解证据材料: a list of what was attached, and a place for it (domain.md §1.3). */
export const evidence: Form = {
  id: 'evidence',
  title: '人民调解证据材料',
  need: (one) => (itemsOf(one, 'photos').length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const listed = itemsOf(one, 'photos').map((item, at): Line => {
      const said = [wordsIn(one, fields, item, 'subject'), wordsIn(one, fields, item, 'note')].filter(
        (part) => part !== '',
      );
      return [`${at + 1}．${said.join('：') || '照片'}`];
    });
    const rows: TableRow[] = [
      { cells: [label('材料名称'), { lines: listed.length === 0 ? [[]] : listed }], tall: 4 },
      { cells: [label('粘贴处'), { lines: [['（证据材料复印件、照片粘贴处）']], align: 'center' }], tall: 17 },
    ];
    return [[title('人民调解证据材料'), { is: 'table', widths: [34, 122], rows }]];
  },
};
