/** 单位: a township, village or township office; its id is its own, names and codes come and go (SPEC S1; domain.md §5). */
import { unitKinds } from './codes-work.ts';
import { inOrder } from './conditions.ts';
import { code, count, day, items, link, text } from './field.ts';
import { defineKind } from './kind.ts';

export const unit = defineKind('unit', {
  title: '单位',
  action: '加单位',
  scope: 'shared',
  heading: ({ name, shortName }) =>
    typeof name === 'string' ? name : typeof shortName === 'string' ? shortName : '未命名单位',
  summary: ['unitKind', 'head'],
  fields: {
    name: text('名称', { required: true, first: true, counted: true }),
    unitKind: code('单位类型', unitKinds, { required: true, first: true, counted: true, initially: () => 'village' }),
    shortName: text('简称', { group: '更多', max: 20, counted: true }),
    divisionCode: text('区划代码', { group: '更多', max: 12, hint: '统计用区划代码，12位数字' }),
    validFrom: day('启用日期', { group: '更多', counted: true }),
    validUntil: day('停用日期', { group: '更多', counted: true }),
    population: count('人口', '人', { group: '更多', counted: true }),
    head: text('主要负责人', { group: '更多', max: 60 }),
    legalOfficer: text('法治工作专人', { group: '更多', max: 60 }),
    formerNames: items(
      '曾用名',
      '曾用名',
      {
        name: text('名称', { required: true }),
        divisionCode: text('区划代码', { max: 12 }),
        until: day('用到哪天'),
      },
      { group: '更多' },
    ),
    /** From the day after 停用日期 its work counts for the village it went into; before, it stands by itself. */
    absorbedBy: link('并入哪个单位', 'unit', { group: '更多', column: false, counted: true }),
    /** Two phones set up the same village before they met: one unit stands for both. */
    sameAs: link('与此为同一单位', 'unit', { group: '更多', column: false, counted: true }),
  },
  rules: [
    {
      field: 'validUntil',
      message: '停用日期不能早于启用日期',
      holds: ({ validFrom, validUntil }) => inOrder(validFrom, validUntil),
    },
    {
      field: 'validUntil',
      message: '并入别的单位的，要填停用日期',
      holds: ({ absorbedBy, validUntil }) => absorbedBy === undefined || typeof validUntil === 'string',
    },
  ],
  warnings: [
    {
      field: 'divisionCode',
      message: '区划代码一般是12位数字',
      holds: ({ divisionCode }) =>
        divisionCode === undefined || (typeof divisionCode === 'string' && /^\d{12}$/.test(divisionCode)),
    },
  ],
});
