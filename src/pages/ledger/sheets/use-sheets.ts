/** What each sheet of 常用表册 is made from, for the unit and year that are asked for. */
import { useMemo, useState } from 'react';
import { zhDay } from '#core/day.ts';
import { holdersOf, type Held } from '#core/rosters.ts';
import { namesOf } from '#core/names.ts';
import { asOfDay, type Period } from '#core/period.ts';
import { standingOf } from '#core/row-index.ts';
import { attendanceSheet, expectedOf } from '#core/tables/attendance-sheet.ts';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';
import type { RegisterScope } from '#core/tables/registers.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { dateOf } from '#core/text.ts';
import { audiences } from '#kinds/codes-work.ts';
import { kindOf, mediationCase } from '#kinds/index.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useYear } from '#pages/use-year.ts';
import { useStore } from '#store/hooks.ts';
import type { Store } from '#store/store.ts';
import { readWhole } from '#store/whole-rows.ts';

const KINDS: readonly string[] = [
  'mediationCase',
  'publicityEvent',
  'training',
  'person',
  'committee',
  'codeEntry',
  'venue',
];
const YEARS = 6;

interface Maker {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly sheet: () => Promise<readonly LedgerSheet[]>;
}

export interface AskedSheets {
  readonly ready: boolean;
  readonly years: readonly number[];
  readonly audience: readonly string[];
  readonly setAudience: (audience: readonly string[]) => void;
  /** How many are on the rosters chosen. */
  readonly expected: number;
  readonly makers: {
    readonly [make in 'cases' | 'events' | 'trainings' | 'mediators' | 'lawSavvy' | 'attendance' | 'template']: Maker;
  };
}

interface Asked {
  /** '' for all. */
  readonly unit: string;
  readonly reveal: boolean;
}

const FIRST_AUDIENCE: readonly string[] = ['mediator', 'lawSavvyPerson'];

export function useSheets({ unit, reveal }: Asked): AskedSheets {
  const store = useStore();
  const { units, unitName, standsFor } = usePlace();
  const { rows, ready, year, today, context } = useYear(KINDS);
  const [audience, setAudience] = useState(FIRST_AUDIENCE);
  const { period } = context;
  const on = asOfDay(period, today);
  const names = useMemo(() => namesOf(rows), [rows]);
  const place = units.find(({ id }) => id === unit)?.name ?? unitName;
  const ofUnit = (all: readonly CountedRow[]) => all.filter((row) => unit === '' || standsFor(row.unit) === unit);
  const own = (kind: string): readonly CountedRow[] => ofUnit(rows.get(kind) ?? []);
  const scope: RegisterScope = { names, under: `${place}　${year}年`, reveal };
  // Who stands for somebody here may stand in another village.
  const people = ofUnit(standingOf(rows.get('person') ?? []));
  const expected = expectedOf(people, audience, on, (id) => names.link('unit', id));
  const registers = () => import('#core/tables/registers.ts');
  const yearly = (kind: string, title: string, make: 'caseRegister' | 'eventLedger' | 'trainingLedger'): Maker => ({
    name: `${place}${title}${year}年${reveal && kind === mediationCase.name ? '（内部存档）' : ''}`,
    sheet: async () => [
      (await registers())[make](await wholeOf(store, kind, inPeriod(kind, own(kind), period)), scope),
    ],
  });
  const roster = (role: 'mediator' | 'lawSavvyPerson', title: string): Maker => ({
    name: `${place}${title}${on}${reveal ? '（内部存档）' : ''}`,
    sheet: async () => {
      const holders: readonly Held[] = holdersOf(people, role, on);
      return [(await registers()).rosterSheet(role, holders, { ...scope, under: `${place}　截至${zhDay(on)}` })];
    },
  });
  const whom = audiences.codes.filter(({ id }) => audience.includes(id)).map(({ zh }) => zh);
  return {
    ready,
    years: yearsAround(year, today),
    audience,
    setAudience,
    expected: expected.length,
    makers: {
      cases: yearly('mediationCase', '案件登记簿', 'caseRegister'),
      events: yearly('publicityEvent', '普法活动台账', 'eventLedger'),
      trainings: yearly('training', '培训学法台账', 'trainingLedger'),
      mediators: roster('mediator', '人民调解员名册'),
      lawSavvy: roster('lawSavvyPerson', '法律明白人名册'),
      attendance: {
        name: `${place}签到表${today ?? ''}`,
        sheet: async () => [
          attendanceSheet(expected, { title: `${whom.join('、')}培训`, day: '', place: '', organiser: '' }),
        ],
      },
      template: {
        name: `${place}空白登记表${year}年`,
        sheet: async () => {
          const { templateKinds, templateSheets } = await import('#core/tables/template.ts');
          const mediators = holdersOf(people, 'mediator', on).flatMap(({ values: { name } }) =>
            typeof name === 'string' ? [name] : [],
          );
          const villages = units.filter(({ id }) => unit === '' || id === unit).map(({ name }) => name);
          return templateSheets(templateKinds, { units: villages, mediators, year });
        },
      },
    },
  };
}

/** Long texts are in the whole rows alone. */
const wholeOf = (store: Store, kind: string, rows: readonly CountedRow[]): Promise<CountedRow[]> =>
  readWhole(
    store,
    kind,
    rows.map(({ id }) => id),
  );

function inPeriod(kind: string, rows: readonly CountedRow[], { from, to }: Period): readonly CountedRow[] {
  return rows.filter(({ values }) => {
    const day = kind === mediationCase.name ? values['acceptedOn'] : dateOf(kindOf(kind), values);
    return typeof day === 'string' && day >= from && day <= to;
  });
}

function yearsAround(year: number, today: string | null): number[] {
  const now = Number((today ?? String(year)).slice(0, 4));
  const years = new Set([year, ...Array.from({ length: YEARS }, (_, back) => now - back)]);
  return [...years].sort((a, b) => b - a);
}
