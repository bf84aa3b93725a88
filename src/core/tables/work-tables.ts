/** 预防排查, 普法 and 培训学法 as statistics tables (domain.md §2.4, §3.6). */
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import * as marks from '#core/marks.ts';
import type { Metric } from '#core/metric.ts';
import { calendarOf } from '#core/period.ts';
import { supersededIn } from '#core/row-index.ts';
import {
  publicityFigures,
  screeningFigures,
  trainingFigures,
  trainingTypesThatCount,
  type PublicityFigures,
  type ScreeningFigures,
  type TrainingFigures,
} from '#core/work-figures.ts';
import { isAccepted, peopleInvolvedOf } from '#kinds/case-rules.ts';
import { columnsFor, homesOf, tableOf, type Item, type TableColumn, type TableScope } from './build.ts';
import type { StatTable } from './model.ts';

/** An item whose amounts are read from every column's figures. */
const reader =
  <F>(figures: readonly F[]) =>
  (label: string, unit: string, read: (each: F, at: number) => number, behind: Metric, also?: Metric): Item => ({
    label,
    unit,
    amounts: figures.map(read),
    adds: true,
    behind,
    ...(also === undefined ? {} : { also }),
  });

const perColumn = <F>(
  { period, units }: TableScope,
  columns: readonly TableColumn[],
  count: (scope: { period: TableScope['period']; units: TableScope['units']; unit?: string }) => F,
): F[] => columns.map(({ unit }) => count({ period, units, ...(unit === undefined ? {} : { unit }) }));

const screened = (field: string): Metric => marks.sumOf('screening', field);
const PREVENTED_CASES = marks.casesFlagged('preventedCriminal');
const event = (field: string): Metric => marks.sumOf('publicityEvent', field);

/** 矛盾纠纷排查和预防: screenings hold what never became a case, and cases bring their own (records.md). */
export function preventionTable(rows: RowsByKind, scope: TableScope, place: string): StatTable {
  const screenings = rows.get('screening') ?? [];
  const cases = rows.get('mediationCase') ?? [];
  const columns = columnsFor(scope, homesOf([screenings, cases], scope.units));
  const figures = perColumn(scope, columns, (own) => screeningFigures(screenings, own));
  const fromCases = criminalPrevented(cases, scope, columns);
  const item = reader<ScreeningFigures>(figures);
  return tableOf(scope, {
    id: 'prevention',
    title: '矛盾纠纷排查预防情况统计表',
    place,
    columns,
    groups: [
      {
        label: '排查',
        items: [
          item('排查纠纷', '次', (each) => each.screened, screened('screened')),
          item(
            '其中零报告',
            '次',
            (each) => each.zeroReports,
            marks.countOf('screening', { field: 'found', operator: 'eq', value: 0 }),
          ),
          item('发现', '件', (each) => each.found, screened('found')),
          item('化解', '件', (each) => each.settled, screened('settled')),
          item('移交', '件', (each) => each.handedUp, screened('handedUp')),
        ],
      },
      {
        label: '预防',
        items: [
          item('预防纠纷', '件', (each) => each.prevented, screened('prevented')),
          item('防止民间纠纷引起自杀', '件', (each) => each.preventedSuicide, screened('preventedSuicide')),
          item('防止民间纠纷引起自杀', '人', (each) => each.preventedSuicidePeople, screened('preventedSuicidePeople')),
          item(
            '防止民间纠纷转化为刑事案件',
            '件',
            (each, at) => each.preventedCriminal + (fromCases[at]?.cases ?? 0),
            screened('preventedCriminal'),
            PREVENTED_CASES,
          ),
          item(
            '防止民间纠纷转化为刑事案件',
            '人',
            (each, at) => each.preventedCriminalPeople + (fromCases[at]?.people ?? 0),
            screened('preventedCriminalPeople'),
            PREVENTED_CASES,
          ),
          item('防止群体性上访', '件', (each) => each.preventedGroupPetition, screened('preventedGroupPetition')),
          item(
            '防止群体性上访',
            '人',
            (each) => each.preventedGroupPetitionPeople,
            screened('preventedGroupPetitionPeople'),
          ),
          item('防止群体性械斗', '件', (each) => each.preventedGroupFight, screened('preventedGroupFight')),
          item('防止群体性械斗', '人', (each) => each.preventedGroupFightPeople, screened('preventedGroupFightPeople')),
        ],
      },
    ],
    notes: ['排查按时段的最后一天计入本期；已登记成案件的，防止民转刑从案件算，不在排查里重复。'],
    overlap: '移交的案件在两个单位各算一次，合计只算一次',
  });
}

function criminalPrevented(
  cases: readonly CountedRow[],
  { period, units }: TableScope,
  columns: readonly TableColumn[],
) {
  const superseded = supersededIn(cases);
  const { monthOf } = calendarOf(period);
  const counted = cases.filter(
    ({ values }) =>
      values.preventedCriminal === true &&
      isAccepted(values) &&
      typeof values.acceptedOn === 'string' &&
      monthOf(values.acceptedOn) >= 0,
  );
  return columns.map(({ unit }) => {
    const own = counted.filter((row) =>
      unit === undefined ? !superseded.has(row.id) : units.canonical(row.unit) === unit,
    );
    return { cases: own.length, people: own.reduce((sum, { values }) => sum + peopleInvolvedOf(values), 0) };
  });
}

export function publicityTable(rows: RowsByKind, scope: TableScope, place: string): StatTable {
  const events = rows.get('publicityEvent') ?? [];
  const columns = columnsFor(scope, homesOf([events], scope.units));
  const figures = perColumn(scope, columns, (own) => publicityFigures(events, own, rows.get('codeEntry')));
  const item = reader<PublicityFigures>(figures);
  const lists = (read: (each: PublicityFigures) => PublicityFigures['themes'], behindOf: (id: string) => Metric) => {
    const codes = new Map(figures.flatMap((each) => read(each).map(({ id, zh }) => [id, zh] as const)));
    return [...codes].map(([id, zh]) =>
      item(zh, '场次', (each) => read(each).find((tally) => tally.id === id)?.count ?? 0, behindOf(id)),
    );
  };
  return tableOf(scope, {
    id: 'publicity',
    title: '法治宣传教育情况统计表',
    place,
    columns,
    groups: [
      {
        label: '活动',
        items: [
          item('普法活动', '场次', (each) => each.events, marks.allEvents),
          item('受众', '人次', ({ sums }) => sums.audience, event('audience')),
          item('发放资料', '份', ({ sums }) => sums.materials, event('materials')),
          item('悬挂横幅', '条', ({ sums }) => sums.banners, event('banners')),
          item('展板', '块', ({ sums }) => sums.boards, event('boards')),
          item('咨询', '人次', ({ sums }) => sums.consultations, event('consultations')),
          item('广播', '次', ({ sums }) => sums.broadcasts, event('broadcasts')),
          item('推送', '条', ({ sums }) => sums.pushes, event('pushes')),
          item('入户', '户', ({ sums }) => sums.households, event('households')),
        ],
      },
      { label: '宣传主题', items: lists((each) => each.themes, marks.eventsOnTheme) },
      { label: '活动形式', items: lists((each) => each.forms, marks.eventsInForm) },
    ],
    notes: ['一场活动有几个主题、几种形式的，各主题、各形式都算一次，相加会多于活动场次。'],
    overlap: '覆盖几个村的活动每个村各算一次，合计只算一次',
  });
}

export function trainingTable(rows: RowsByKind, scope: TableScope, place: string): StatTable {
  const columns = columnsFor(scope, homesOf([rows.get('training') ?? []], scope.units));
  const figures = perColumn(scope, columns, (own) => trainingFigures(rows, own));
  const item = reader<TrainingFigures>(figures);
  const types = new Map(figures.flatMap((each) => each.types.map(({ id, zh }) => [id, zh] as const)));
  const ofType = (id: string, read: 'count' | 'personTimes') => (each: TrainingFigures) =>
    each.types.find((type) => type.id === id)?.[read] ?? 0;
  const rate = (
    label: string,
    read: (each: TrainingFigures) => TrainingFigures['attendance'],
    behind: Metric,
  ): Item => ({ label, unit: '%', amounts: figures.map((each) => ({ rate: read(each) })), adds: false, behind });
  const counting = [...trainingTypesThatCount(rows.get('codeEntry') ?? [])];
  const exam = (field: string): Metric => marks.sumOf('training', field);
  return tableOf(scope, {
    id: 'training',
    title: '培训学法情况统计表',
    place,
    columns,
    groups: [
      {
        label: '培训',
        items: [
          item('培训场次', '场', (each) => each.sessions, marks.trainingsOfTypes(counting)),
          item('培训人次', '人次', (each) => each.personTimes, marks.trainingsOfTypes(counting, 'personTimes')),
          {
            ...item('不同的人（在册）', '人', (each) => each.people, marks.trainingsOfTypes(counting, 'people')),
            adds: false,
          },
          // 应到 is typed or the list: what can be shown are the sessions themselves.
          rate('到会率（到会÷应到）', (each) => each.attendance, marks.trainingsOfTypes(counting)),
        ],
      },
      {
        label: '场次',
        items: [...types].map(([id, zh]) => item(zh, '场', ofType(id, 'count'), marks.trainingsOfTypes([id]))),
      },
      {
        label: '人次',
        items: [...types].map(([id, zh]) =>
          item(zh, '人次', ofType(id, 'personTimes'), marks.trainingsOfTypes([id], 'personTimes')),
        ),
      },
      {
        label: '考试',
        items: [
          item('应考', '人', ({ examTaken }) => examTaken.of ?? 0, exam('examDue')),
          item('参考', '人', ({ examTaken }) => examTaken.n, exam('examTaken')),
          item('合格', '人', ({ examPassed }) => examPassed.n, exam('examPassed')),
          rate('参考率（参考÷应考）', (each) => each.examTaken, marks.rateOfSums('training', 'examTaken', 'examDue')),
          rate(
            '合格率（合格÷参考）',
            (each) => each.examPassed,
            marks.rateOfSums('training', 'examPassed', 'examTaken'),
          ),
        ],
      },
    ],
    notes: ['培训场次只数业务培训等算培训的类型；学法、会议、宣誓、考试在下面分别列出。'],
    overlap: '同一场在几个单位各算一次，合计只算一次',
  });
}
