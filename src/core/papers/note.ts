import { isOneOf, partOf } from '#kinds/conditions.ts';
import type { Value } from '#kinds/field.ts';
import { zhDay } from '#core/day.ts';
import { ruled, text, title } from '#core/document.ts';
import { dayLine, handedFrom, itemsOf, words, type PaperCase } from './paper-case.ts';
import type { Form } from './parts.ts';
import { sign } from './signatures.ts';

const onDay = (day: unknown): string => (typeof day === 'string' ? `于${zhDay(day)}` : '');

function reasonWords(one: PaperCase, field: string): string {
  const reason = words(one, field);
  return reason === '' ? '' : `，原因：${reason}`;
}

/** Everybody's consent is to be on record (domain.md §1.2), and no other paper has it. */
function extensionWords(extension: Value | undefined): string {
  const [until, agreedOn] = [partOf(extension, 'until'), partOf(extension, 'agreedOn')];
  if (typeof until !== 'string' || partOf(extension, 'allAgreed') !== true) return '';
  return `各方当事人${onDay(agreedOn)}同意，本案调解期限延长到${zhDay(until)}。`;
}

/** What a reader of the file has to know and no other paper says. */
function remarksOf(one: PaperCase): string[] {
  const { values } = one;
  const from = handedFrom(one);
  const handedOn = partOf(values.handedUp, 'on');
  const reason = partOf(values.handedUp, 'reason');
  const routes = words(one, 'routesAdvised');
  const advised = routes === '' ? '' : `，已告知当事人${routes}途径`;
  return [
    values.handedUp === undefined
      ? ''
      : `本案${onDay(handedOn)}移交乡镇人民调解委员会调解${typeof reason === 'string' ? `，移交原因：${reason}` : ''}。`,
    from === null ? '' : `本案${onDay(from.on)}由${from.committee}移交，前期材料在移交卷内。`,
    extensionWords(values.extension),
    values.sameDisputeAs === undefined ? '' : '本案与先前调解的案件为同一纠纷，两卷应一并查阅。',
    isOneOf(values.status, 'notSettled') ? `本案经调解未达成协议${advised}。` : '',
    isOneOf(values.status, 'terminated') ? `本案终止调解${reasonWords(one, 'terminationReason')}${advised}。` : '',
    isOneOf(values.status, 'declined') ? `本案不予受理${reasonWords(one, 'declineReason')}${advised}。` : '',
    isOneOf(values.risk, 'reported')
      ? `纠纷有激化可能，已${onDay(values.reportedAt)}报告${words(one, 'reportedTo') || '有关部门'}。`
      : '',
    values.escalatedToCriminal === true ? '本纠纷已转为刑事案件。' : '',
    one.erased.length > 0 ? '卷内部分个人信息已依法删除。' : '',
  ].filter((remark) => remark !== '');
}

/** 卷宗情况说明 (domain.md §1.3, paper 12). */
export const note: Form = {
  id: 'note',
  title: '卷宗情况说明',
  need: (one) => (remarksOf(one).length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const remarks = remarksOf(one);
    const photos = itemsOf(one, 'photos').length;
    return [
      [
        title('卷宗情况说明'),
        ...(remarks.length === 0 ? [ruled('情况说明', 12)] : remarks.map((each) => text([each]))),
        ...(photos === 0 ? [] : [text([`本案另有照片、附件电子件${photos}张，存于法治台账。`])]),
        text(['立卷人（签名）：', sign()], { keep: true }),
        text(dayLine(one.values.archivedOn, '立卷日期'), { align: 'right' }),
      ],
    ];
  },
};
