/**
 * 空白登记表: what a village without a phone fills in on a computer or by hand, and the office reads in again (core/sheets). Its headings are
 * names by which the import knows them; what can be chosen is chosen from a list.
 */
import { targetsOf, type Target } from '#core/sheets/targets.ts';
import type { CodeList } from '#kinds/code-list.ts';
import type { Field } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import type { LedgerColumn, LedgerSheet } from './ledger-sheet.ts';

/** Which places a sheet asks for, in the order in which they are filled; each under a name that the import knows for it. */
const ASKED: { readonly [kind: string]: readonly (readonly [path: string, heading?: string])[] } = {
  mediationCase: [
    ['acceptedOn'],
    ['@partyA.name', '甲方姓名'],
    ['@partyA.phone', '甲方电话'],
    ['@partyB.name', '乙方姓名'],
    ['@partyB.phone', '乙方电话'],
    ['disputeType'],
    ['facts'],
    ['status', '调解结果'],
    ['agreementForm'],
    ['@agreement', '协议内容'],
    ['agreedAmount'],
    ['closedOn'],
    ['source'],
    ['mediators'],
    ['performance'],
  ],
  training: [
    ['heldOn'],
    ['type'],
    ['title'],
    ['audience'],
    ['place'],
    ['organiser'],
    ['lecturer'],
    ['hours'],
    ['@headcount', '参加人数'],
    ['@names', '到会人员名单'],
  ],
  publicityEvent: [
    ['heldOn'],
    ['title'],
    ['themes'],
    ['forms'],
    ['place'],
    ['audience'],
    ['materials'],
    ['banners'],
    ['boards'],
    ['consultations'],
    ['broadcasts'],
    ['pushes'],
    ['households'],
    ['organiser'],
  ],
  screening: [['period'], ['screened'], ['found'], ['settled'], ['handedUp'], ['prevented']],
  person: [
    ['name'],
    ['roles'],
    ['sex'],
    ['birthYear'],
    ['ethnicGroup'],
    ['education'],
    ['group'],
    ['phone'],
    ['@role.committeeRole'],
    ['@role.employment'],
    ['@role.certificateNumber'],
  ],
};

export const templateKinds: readonly string[] = Object.keys(ASKED);

export interface TemplateOf {
  /** Names to choose from; with one alone the title says it and no column asks. */
  readonly units: readonly string[];
  readonly mediators: readonly string[];
  readonly year: number;
}

const BLANK_ROWS = 200;

/** How to fill it in, and an empty sheet per kind. */
export const templateSheets = (kinds: readonly string[], of: TemplateOf): LedgerSheet[] => [
  HOW_TO,
  ...kinds.filter((name) => ASKED[name] !== undefined).map((name) => blankSheet(name, of)),
];

function blankSheet(name: string, of: TemplateOf): LedgerSheet {
  const kind = kindOf(name);
  const targets = new Map(targetsOf(kind).map((target) => [target.path, target]));
  const [only = ''] = of.units;
  const asked = (ASKED[name] ?? []).map(([path, heading]) => {
    const target = targets.get(path);
    if (target === undefined) throw new Error(`The import of ${name} has no place ${path}`);
    return columnFor(target, heading, of);
  });
  return {
    title: `${of.units.length === 1 ? only : ''}${of.year}年${kind.title}登记表`,
    tab: kind.title,
    columns: [{ label: '序号', numeric: true, width: 6 }, ...(of.units.length === 1 ? [] : [unitColumn(of)]), ...asked],
    rows: [],
    blank: BLANK_ROWS,
    rowHeight: 24,
  };
}

const unitColumn = ({ units }: TemplateOf): LedgerColumn => ({
  label: '所属村*',
  numeric: false,
  width: 14,
  entry: { rule: { words: units }, open: false },
  hint: '从列表里选村名',
});

function columnFor({ path, field, label, names }: Target, heading: string | undefined, of: TemplateOf): LedgerColumn {
  const isRequired = field?.required === true || path === '@partyA.name' || path === '@partyB.name';
  const said = heading ?? (field === null ? (names[0] ?? label) : field.label);
  const measure = field === null ? '' : measureOf(field);
  const numeric = field !== null && ['count', 'decimal', 'amount', 'year'].includes(field.type);
  return {
    label: `${said}${measure}${isRequired ? '*' : ''}`,
    numeric,
    width: widthOf(path, field),
    ...entryOf(path, field, of),
  };
}

const measureOf = (field: Field): string =>
  field.type === 'amount' ? '（元）' : 'unit' in field && field.unit !== '' ? `（${field.unit}）` : '';

function widthOf(path: string, field: Field | null): number {
  if (['facts', '@agreement', '@names'].includes(path)) return 36;
  if (field === null) return 14;
  if (field.type === 'codes' || path === 'title' || path === 'roles') return 22;
  return ['text', 'code', 'phone', 'period'].includes(field.type) ? 14 : 12;
}

const wordsOf = ({ codes }: CodeList): readonly string[] => codes.map(({ zh }) => zh);
const several = (list: CodeList): Pick<LedgerColumn, 'entry' | 'hint'> => ({
  entry: { rule: { words: wordsOf(list) }, open: true },
  hint: '从列表里选一个；有几个的，用顿号隔开写在一格里',
});

function entryOf(path: string, field: Field | null, { mediators }: TemplateOf): Pick<LedgerColumn, 'entry' | 'hint'> {
  if (path === 'roles' && field !== null && 'fields' in field) {
    const role = field.fields['role'];
    return role !== undefined && 'list' in role ? several(role.list) : {};
  }
  if (path === 'mediators')
    return mediators.length === 0
      ? {}
      : { entry: { rule: { words: mediators }, open: true }, hint: '写姓名，几个人用顿号隔开' };
  if (field === null) return path === '@headcount' ? COUNT : {};
  if (field.type === 'day') return DAY;
  if (field.type === 'count') return COUNT;
  if (field.type === 'codes') return several(field.list);
  if (field.type === 'code')
    return { entry: { rule: { words: wordsOf(field.list) }, open: field.list.open }, hint: '从列表里选' };
  if (field.type === 'period') return { hint: '写成 2026年3月，或 2026-03-02至2026-03-08' };
  return {};
}

const DAY: Pick<LedgerColumn, 'entry' | 'hint'> = {
  entry: { rule: 'day', open: true },
  hint: '写成 2026-3-5 或 2026年3月5日',
};
const COUNT: Pick<LedgerColumn, 'entry' | 'hint'> = { entry: { rule: 'count', open: false }, hint: '只写数字' };

/** No wider than an upright A4 page takes: what is wider is cut off at both sides when it is printed. */
const HOW_TO: LedgerSheet = {
  title: '填写说明',
  columns: [{ label: '怎么填', numeric: false, width: 72 }],
  rows: [
    '一件事一行；每本台账一张工作表，用不到的空着。',
    '标 * 的一定要填，其余知道的就填，以后可以补。',
    '有下拉箭头的格子从列表里选；日期写成 2026-3-5 的样子。',
    '不要改表头，不要插入新的列；行不够，往下接着写。',
    '填好存成 .xlsx 交给司法所。',
    '司法所：台账 → 从表格导入，选好记到哪本台账，再选这个文件。',
    '当事人姓名、电话只在单位内部传送，不要发到群里。',
  ].map((text) => [{ text }]),
  portrait: true,
};
