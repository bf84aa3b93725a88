/** What becomes of a file: review, subsidy, archive, and what an archived one still takes (domain.md §1.5; SPEC X11). */
import { isArchived, isClosed } from '#kinds/case-rules.ts';
import { isFilled, isOneOf, partOf } from '#kinds/conditions.ts';
import { ANY, CLOSED, dated, kept, named, reviewState, type CaseStep } from '#core/case-step.ts';
import { isTakenUp } from '#core/handing-up.ts';

export const filing: readonly CaseStep[] = [
  {
    id: 'approve',
    archived: 'too',
    label: () => '审核通过',
    from: CLOSED,
    // A village cannot send an archived file any more: whether it was never sent, or amended since it came back, the office looks it over as it is.
    when: (values, { isOffice }) =>
      isOffice && (reviewState(values) === 'pending' || (isArchived(values) && reviewState(values) !== 'approved')),
    leads: (values) => reviewState(values) === 'pending',
    fields: ['review'],
    starts: (_values, context) => ({
      review: { state: 'approved', ...dated('on', context), ...named('by', context.me) },
    }),
  },
  {
    id: 'return',
    archived: 'too',
    label: () => '退回补正',
    from: CLOSED,
    when: (values, { isOffice }) => isOffice && isOneOf(reviewState(values), 'pending', 'approved'),
    fields: ['review'],
    starts: (_values, context) => ({
      review: { state: 'returned', ...dated('on', context), ...named('by', context.me) },
    }),
    says: '写明要补什么、改什么，村里的待办里会看到。',
  },
  {
    id: 'submit',
    label: (values) => (reviewState(values) === 'returned' ? '补正好了，再送审' : '送司法所审核'),
    from: CLOSED,
    when: (values) => !isOneOf(reviewState(values), 'pending', 'approved'),
    leads: (values) => reviewState(values) === 'returned',
    // Opinion, reviewer and day are the office's to write.
    fields: [],
    starts: ({ review }) => ({ review: { ...kept(review), state: 'pending' } }),
    says: '请先看下面的检查。点“保存”就送审，司法所的待办里会看到。',
  },
  {
    id: 'claim',
    archived: 'too',
    label: () => '申报以案定补',
    from: CLOSED,
    // On an archived file the claim is the office's to write (SPEC X11).
    when: (values, { isOffice, subsidy }) =>
      subsidy !== undefined && !isFilled(partOf(values.subsidy, 'state')) && (isOffice || !isArchived(values)),
    // Where the township pays nothing for such a case, nobody is led to ask for it.
    leads: (_values, { subsidy }) => typeof subsidy === 'number',
    fields: ['subsidy'],
    starts: (_values, context) => ({
      subsidy: { state: 'applied', ...(typeof context.subsidy === 'number' ? { amount: context.subsidy } : {}) },
    }),
    says: '同一纠纷只补贴一次。金额按乡镇的标准，可以改。',
  },
  {
    id: 'pay',
    archived: 'too',
    label: () => '记补贴结果',
    from: CLOSED,
    when: ({ subsidy }, { isOffice }) => isOffice && isOneOf(partOf(subsidy, 'state'), 'applied', 'granted'),
    fields: ['subsidy'],
    starts: ({ subsidy }) => ({
      subsidy: { ...kept(subsidy), state: partOf(subsidy, 'state') === 'granted' ? 'paid' : 'granted' },
    }),
  },
  {
    id: 'archive',
    label: () => '归档',
    from: ANY,
    handedUp: true,
    // What the office sent back could not be put right any more.
    when: (values) => (isClosed(values) || isTakenUp(values)) && reviewState(values) !== 'returned',
    leads: () => true,
    fields: ['archivedOn', 'retention', 'fileNumber'],
    starts: (_values, context) => dated('archivedOn', context),
    says: '归档以后原来的内容不再改，只能补记。',
  },
];

export const sealed: readonly CaseStep[] = [
  {
    id: 'amend',
    archived: 'only',
    handedUp: true,
    label: () => '补记',
    from: ANY,
    leads: () => true,
    fields: ['amendments'],
    adds: (_values, context) => ({
      field: 'amendments',
      items: [{ ...dated('on', context), ...named('by', context.me) }],
    }),
    says: '这件已经归档，原来的内容不改；更正和补充写成补记。',
  },
  {
    id: 'unseal',
    archived: 'only',
    handedUp: true,
    label: () => '解除归档',
    from: ANY,
    when: (_values, { isOffice }) => isOffice,
    fields: ['archivedOn'],
    starts: () => ({ archivedOn: null }),
    says: '归档日期空着保存，就可以修改原来的内容；改完请再归档，那时另有一个新的校验码。',
  },
];
