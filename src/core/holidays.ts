/**
 * Days off by year, as the State Council's office announces them each November for the year to come. A year that is not
 * here yet, or was announced otherwise, is written down by the township under 设置 → 节假日, which is added to these.
 */
import { itemEntries } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { yearOf } from './day.ts';

/** A span of days off, both ends included. */
export interface Holiday {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
}

interface HolidayYear {
  /** Whose table it is. */
  readonly source: string;
  /** How holidays are joined with weekends was not announced yet: the days of the statute alone. */
  readonly isProvisional?: true;
  /** `MM-DD` of the first and the last day off, and what is celebrated. */
  readonly spans: readonly (readonly [from: string, to: string, name: string])[];
}

const years: { readonly [year: number]: HolidayYear } = {
  2024: {
    source: '国务院办公厅关于2024年部分节假日安排的通知',
    spans: [
      ['01-01', '01-01', '元旦'],
      ['02-10', '02-17', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['06-08', '06-10', '端午节'],
      ['09-15', '09-17', '中秋节'],
      ['10-01', '10-07', '国庆节'],
    ],
  },
  2025: {
    source: '国务院办公厅关于2025年部分节假日安排的通知',
    spans: [
      ['01-01', '01-01', '元旦'],
      ['01-28', '02-04', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['05-31', '06-02', '端午节'],
      ['10-01', '10-08', '国庆节、中秋节'],
    ],
  },
  2026: {
    source: '国务院办公厅关于2026年部分节假日安排的通知',
    spans: [
      ['01-01', '01-03', '元旦'],
      ['02-15', '02-23', '春节'],
      ['04-04', '04-06', '清明节'],
      ['05-01', '05-05', '劳动节'],
      ['06-19', '06-21', '端午节'],
      ['09-25', '09-27', '中秋节'],
      ['10-01', '10-07', '国庆节'],
    ],
  },
  // The days of 《全国年节及纪念日放假办法》 alone: how they are joined with weekends was not announced when this was written.
  2027: {
    source: '《全国年节及纪念日放假办法》',
    isProvisional: true,
    spans: [
      ['01-01', '01-01', '元旦'],
      ['02-05', '02-08', '春节'],
      ['04-05', '04-05', '清明节'],
      ['05-01', '05-02', '劳动节'],
      ['06-09', '06-09', '端午节'],
      ['09-15', '09-15', '中秋节'],
      ['10-01', '10-03', '国庆节'],
    ],
  },
};

/** The days off of a year that do not move with the moon (《全国年节及纪念日放假办法》 art. 2), where there is no table. */
const ALWAYS: HolidayYear['spans'] = [
  ['01-01', '01-01', '元旦'],
  ['05-01', '05-02', '劳动节'],
  ['10-01', '10-03', '国庆节'],
];

const builtIn: readonly Holiday[] = Object.keys(years).flatMap((year) => spansOf(Number(year)));

function spansOf(year: number): Holiday[] {
  return (years[year]?.spans ?? ALWAYS).map(([from, to, name]) => ({
    from: `${year}-${from}`,
    to: `${year}-${to}`,
    name,
  }));
}

const knowsHolidays = (year: number): boolean => years[year] !== undefined;

/** Years whose days off were announced and stand here, in order. */
export const announcedYears = (): number[] =>
  Object.keys(years)
    .map(Number)
    .filter((year) => years[year]?.isProvisional !== true);

/**
 * What has to be said beside a day that was counted with the days off, as words in brackets: that it was moved behind them, and that
 * the year's are not announced here nor written down by the township; '' where neither holds. `counted`: the day before it was moved.
 */
export function holidayWords(counted: string, due: string, own: readonly Holiday[]): string {
  const year = yearOf(due);
  const isAnnounced = announcedYears().includes(year) || own.some(({ from }) => yearOf(from) === year);
  const said = [
    counted === due ? '' : '遇节假日顺延',
    isAnnounced ? '' : `${year}年放假安排没有收进来，只算了法定节日，请核对`,
  ].filter((words) => words !== '');
  return said.length === 0 ? '' : `（${said.join('；')}）`;
}

/** The days off around a day: this programme's tables, and what the township wrote down itself. */
export function holidaysAround(day: string, own: readonly Holiday[] = []): Holiday[] {
  const year = yearOf(day);
  const unknown = [year, year + 1].filter((one) => !knowsHolidays(one)).flatMap(spansOf);
  return [...builtIn, ...unknown, ...own];
}

/** 节假日 of the township's settings. */
export const ownHolidays = (setting: Values | undefined): Holiday[] =>
  itemEntries(setting?.['holidays']).flatMap(([, { from, to }]) =>
    typeof from === 'string' ? [{ from, to: typeof to === 'string' ? to : from }] : [],
  );
