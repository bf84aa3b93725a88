/** What to look at before a year is reported: open ends, gaps, and ledgers that contradict each other. */
import type { RowsByKind } from '#core/counted-units.ts';
import { zhDay } from '#core/day.ts';
import type { FigureContext } from '#core/figures.ts';
import { personsOf, rosterOf } from '#core/row-index.ts';
import { reportsOf, rhythmOf, roundsOf } from '#core/screening-rounds.ts';
import { headingOf, NO_NAMES } from '#core/text.ts';
import { cameTo, extraOf } from '#kinds/attendance.ts';
import { isOneOf } from '#kinds/conditions.ts';
import type { Value } from '#kinds/field.ts';
import { kindOf, ledgerKinds } from '#kinds/index.ts';
import { rosterTrained } from '#core/marks.ts';
import { keptByNumber } from './by-number.ts';
import { missingFigures } from './missing-figures.ts';
import { casesIn, dated, idsOf, type CheckedRow, type YearFinding } from './year-finding.ts';

/** What only the device knows; absent where nobody can know it (a backup file, standalone use). */
export interface DeviceState {
  readonly pending?: number;
  readonly refused?: number;
  /** Units from which the server has heard nothing, each with how long (`silentUnits`). */
  readonly silentUnits?: readonly string[];
}

export function yearCheck(
  rows: ReadonlyMap<string, readonly CheckedRow[]>,
  context: FigureContext,
  device: DeviceState = {},
): YearFinding[] {
  return [
    ...openCases(rows, context),
    ...missingFigures(rows, context),
    ...screenings(rows, context),
    ...attendances(rows, context),
    ...trainedByNumber(rows, context),
    ...examsAndScreens(rows, context),
    ...rosters(rows, context),
    ...conflicts(rows),
    ...unsynced(device),
  ];
}

const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

function openCases(rows: RowsByKind, context: FigureContext): YearFinding[] {
  const cases = casesIn(rows, context);
  const open = cases.filter(({ values }) => isOneOf(values.status, 'accepted', 'inMediation'));
  const registered = cases.filter(({ values }) => values.status === 'registered');
  const found: YearFinding[] = [];
  if (open.length > 0)
    found.push({
      id: 'openCases',
      level: 'look',
      text: `还有 ${open.length} 件案件没有办结，计入受理、不计入调解成功`,
      kind: 'mediationCase',
      records: idsOf(open),
    });
  if (registered.length > 0)
    found.push({
      id: 'registered',
      level: 'look',
      text: `还有 ${registered.length} 件只登记没有受理，不计入受理`,
      kind: 'mediationCase',
      records: idsOf(registered),
    });
  return found;
}

/** Villages without a round of screening: a 零报告 is one tap, silence is not a zero. By quarters unless the township asks otherwise. */
function screenings(rows: RowsByKind, { period, asOf, units }: FigureContext): YearFinding[] {
  const all = rows.get('screening') ?? [];
  const rhythm = rhythmOf(rows.get('setting')?.[0]?.values, []) ?? 'quarter';
  const rounds = roundsOf(rhythm, period, asOf);
  const reports = reportsOf(rounds, all, units.canonical);
  return units.villages.flatMap(({ id, name }): YearFinding[] => {
    const without = rounds.filter((round) => reports.get(id)?.get(round.id) === undefined);
    if (without.length === 0) return [];
    const named = without.slice(0, NAMED_ROUNDS).map(({ label }) => label.replace(/^\d+年/u, ''));
    const words = `${named.join('、')}${without.length > NAMED_ROUNDS ? `等 ${without.length} 期` : ''}`;
    return [{ id: `screening/${id}`, level: 'mend', text: `${name}${words}没有排查记录，没有发现纠纷的也要零报告` }];
  });
}
const NAMED_ROUNDS = 4;

/** Training says 50, roster says 36: the difference is guests, or it is a mistake. */
function attendances(rows: RowsByKind, context: FigureContext): YearFinding[] {
  const { canonical } = personsOf(rows.get('person') ?? []);
  return dated(rows, 'training', context).flatMap((row): YearFinding[] => {
    const [listed, extra, expected] = [
      cameTo(row.values, canonical).length,
      extraOf(row.values),
      numberOf(row.values.expected),
    ];
    const all = listed + extra;
    if (all === 0 || (expected === 0 && extra === 0) || (expected === all && extra === 0)) return [];
    const heading = headingOf(kindOf('training'), row.values, { names: NO_NAMES, reveal: false });
    const about = { kind: 'training', records: [row.id] };
    if (expected > 0 && all > expected)
      return [
        {
          id: `attendance/${row.id}`,
          level: 'look',
          text: `“${heading}”到会 ${all} 人，多于应到 ${expected} 人`,
          ...about,
        },
      ];
    if (extra === 0 || listed === 0) return [];
    return [
      {
        id: `attendance/${row.id}`,
        level: 'told',
        text: `“${heading}”到会 ${all} 人：名册上 ${listed} 人，名册外 ${extra} 人，两数相加正好`,
        ...about,
      },
    ];
  });
}

/** Held for a roster, and only the number of those who came is known: who of the roster was there cannot be told. */
function trainedByNumber(rows: ReadonlyMap<string, readonly CheckedRow[]>, context: FigureContext): YearFinding[] {
  const rosterIds = ['mediator', 'lawSavvyPerson'];
  const found = new Map(
    rosterIds.flatMap((role) => keptByNumber(rosterTrained(role), rows, context).map((row) => [row.id, row] as const)),
  );
  if (found.size === 0) return [];
  const text = `${found.size} 场培训只记了到会人数，没有名单：参训率算不准，草稿和图里不写`;
  return [{ id: 'byNumber', level: 'told', text, kind: 'training', records: [...found.keys()] }];
}

function examsAndScreens(rows: RowsByKind, context: FigureContext): YearFinding[] {
  const exams = dated(rows, 'training', context).filter(
    ({ values }) =>
      numberOf(values.examTaken) > numberOf(values.examDue) || numberOf(values.examPassed) > numberOf(values.examTaken),
  );
  const screens = dated(rows, 'screening', context).filter(
    ({ values }) => numberOf(values.settled) + numberOf(values.handedUp) > numberOf(values.found),
  );
  const late = casesIn(rows, context).filter(
    ({ values }) => typeof values.closedOn === 'string' && values.closedOn > context.period.to,
  );
  const lines: readonly (readonly [
    id: string,
    level: YearFinding['level'],
    kind: string,
    text: string,
    found: readonly CheckedRow[],
  ])[] = [
    ['exams', 'mend', 'training', '场考试的参考多于应考，或合格多于参考', exams],
    ['screens', 'mend', 'screening', '次排查的化解、移交多于发现', screens],
    ['late', 'told', 'mediationCase', '件案件在下一年办结，仍计入本年受理和成功', late],
  ];
  return lines.flatMap(([id, level, kind, text, found]) =>
    found.length === 0 ? [] : [{ id, level, text: `${found.length} ${text}`, kind, records: idsOf(found) }],
  );
}

/** Rosters beside the law: at least three 法律明白人 a village (domain.md §3.1), and mediators on every village's committee (人民调解法第八条). */
const SAVVY_PER_VILLAGE = 3;
function rosters(rows: RowsByKind, { units, asOf }: FigureContext): YearFinding[] {
  const roster = rosterOf(rows.get('person') ?? [], 'lawSavvyPerson', asOf, units.canonical);
  const few = units.villages.flatMap(({ id, name }) => {
    const count = roster.get(id)?.size ?? 0;
    return count < SAVVY_PER_VILLAGE ? [`${name} ${count} 名`] : [];
  });
  const mediators = rosterOf(rows.get('person') ?? [], 'mediator', asOf, units.canonical);
  const without = units.villages.filter(({ id }) => (mediators.get(id)?.size ?? 0) === 0).map(({ name }) => name);
  const found = (id: string, text: string): YearFinding => ({ id, level: 'look', text, kind: 'person' });
  return [
    ...(few.length === 0
      ? []
      : [found('roster', `法律明白人每村至少 ${SAVVY_PER_VILLAGE} 名，到${zhDay(asOf)}还不够的：${few.join('，')}`)]),
    ...(without.length === 0
      ? []
      : [found('mediators', `到${zhDay(asOf)}名册上没有人民调解员的村：${without.join('、')}，报告和表里的人数会少`)]),
  ];
}

function conflicts(rows: ReadonlyMap<string, readonly CheckedRow[]>): YearFinding[] {
  return [...ledgerKinds, kindOf('reportParagraph')].flatMap(({ name, title }): YearFinding[] => {
    const found = (rows.get(name) ?? []).filter(({ conflict }) => conflict === true);
    const what = name === 'reportParagraph' ? '选定以前只印出其中一处' : '选定以前数字会变';
    const text = `${title}有 ${found.length} 条两处改动不一致，${what}`;
    return found.length === 0
      ? []
      : [{ id: `conflict/${name}`, level: 'mend', text, kind: name, records: idsOf(found) }];
  });
}

function unsynced({ pending = 0, refused = 0, silentUnits = [] }: DeviceState): YearFinding[] {
  return [
    ...(pending === 0 ? [] : [{ id: 'pending', level: 'look' as const, text: `本机还有 ${pending} 条待上报` }]),
    ...(refused === 0
      ? []
      : [{ id: 'refused', level: 'mend' as const, text: `有 ${refused} 条被退回，改好以前不计入` }]),
    ...(silentUnits.length === 0
      ? []
      : [{ id: 'silent', level: 'look' as const, text: `没有联系上的村：${silentUnits.join('、')}，数字可能还少` }]),
  ];
}
