/** What a token says: the figure of the year, of a village or of last year, with the word that belongs to it. */
import { countedUnits, type MergedUnit, type RowsByKind } from '#core/counted-units.ts';
import { zhDay } from '#core/day.ts';
import { createFigures, recordsBehind, type Figure, type FigureContext, type Figures } from '#core/figures.ts';
import { isShare, type Metric } from '#core/metric.ts';
import type { Period } from '#core/period.ts';
import { fixedText, isOverWhole, scaledPercent, tenThousands, type Decimals } from '#core/rate.ts';
import { scaledText, scaleOf, unitWord } from '#core/metric-words.ts';
import type { Reading } from '#core/sums.ts';
import { keptByNumber } from './by-number.ts';
import { factText } from './facts.ts';
import { findFigure, reportFigures, type ReportFigure } from './figure-list.ts';
import { piecesOf, tokenText, type Token } from './token.ts';

export interface ReportInput {
  readonly year: number;
  readonly rows: RowsByKind;
  readonly context: FigureContext;
  /** The year before; without it last year's figures cannot be quoted. */
  readonly last?: FigureContext;
  /** Kept figures of the caller; counted anew where there are none. */
  readonly figures?: Figures;
  readonly decimals: Decimals;
  /** All five required parts as the records draft them, whatever somebody wrote. */
  readonly drafted?: boolean;
}

/** A stretch of text; `figure` where it says a figure, `problem` where it cannot, `note` where it says less than it seems to. */
export interface Run {
  readonly text: string;
  readonly figure?: RunFigure;
  readonly problem?: string;
  readonly note?: string;
}

export interface RunFigure {
  /** As the token is written, the key under which it is frozen. */
  readonly token: string;
  readonly label: string;
  readonly metric: Metric | null;
  readonly unit: string | null;
  /** Other days than the report's: last year's, those of a village until it went into another one. */
  readonly period?: Period;
  /** Of a fact the record it is read from. */
  readonly record?: { readonly kind: string; readonly id: string };
}

export interface Reader {
  readonly runsOf: (text: string) => Run[];
  /** What a draft goes by: this year's, or last year's; nothing of a share that only some of the lists could tell (SPEC R12). */
  readonly readingOf: (label: string, isLastYear?: boolean) => Reading;
  readonly input: ReportInput;
}

export function createReader(input: ReportInput): Reader {
  // Last year's has an engine of its own: in this year's it would throw the kept sums away with every switch.
  const thisYear = groundOf(input.figures ?? createFigures(), input.rows, input.context);
  const lastYear = input.last === undefined ? null : groundOf(createFigures(), input.rows, input.last);
  const merged = new Map<string, Ground>();
  const groundFor: GroundFor = (isLastYear, until) => {
    const ground = isLastYear ? lastYear : thisYear;
    if (ground === null || until === undefined) return ground;
    const key = `${isLastYear}/${until}`;
    const own = merged.get(key) ?? groundOf(createFigures(), input.rows, upTo(until, ground.context, input.rows));
    merged.set(key, own);
    return own;
  };
  const runOf = (piece: Token | string): Run =>
    typeof piece === 'string' ? { text: piece } : runOfToken(piece, input, groundFor);
  return {
    runsOf: (text) => piecesOf(text).map(runOf),
    readingOf: (label, isLastYear = false) => {
      const ground = groundFor(isLastYear);
      return ground === null || unnamedIn(label, input.rows, ground.context) > 0
        ? { n: 0 }
        : (ground.count(label)?.total ?? { n: 0 });
    },
    input,
  };
}

/** How many trainings a figure's share leaves out because only the number of those who came was written down. */
function unnamedIn(label: string, rows: RowsByKind, context: FigureContext): number {
  const metric = findFigure(label)?.metric;
  return metric === undefined ? 0 : keptByNumber(metric, rows, context).length;
}

/** What is counted, and over which days and units. */
interface Ground {
  readonly context: FigureContext;
  /** null: no figure of that name. */
  readonly count: (label: string) => Figure | null;
}
type GroundFor = (isLastYear: boolean, until?: string) => Ground | null;

/** The same up to a unit's last day: until then it stands by itself (SPEC F14). */
function upTo(until: string, { period, asOf, pending }: FigureContext, rows: RowsByKind): FigureContext {
  const days = { from: period.from, to: until };
  return {
    period: days,
    asOf: asOf < until ? asOf : until,
    units: countedUnits(rows.get('unit') ?? [], days),
    ...(pending === undefined ? {} : { pending }),
  };
}

/** All figures in one pass over the records, when the first of them is asked for. */
function groundOf(engine: Figures, rows: RowsByKind, context: FigureContext): Ground {
  let byLabel: ReadonlyMap<string, Figure> | null = null;
  const count = () => {
    const figures = engine.of(
      reportFigures.map(({ metric }) => metric),
      rows,
      context,
    );
    return new Map(reportFigures.flatMap(({ label }, at) => (figures[at] === undefined ? [] : [[label, figures[at]]])));
  };
  return {
    context,
    count: (label) => {
      byLabel ??= count();
      return byLabel.get(label) ?? null;
    },
  };
}

function runOfToken(token: Token, input: ReportInput, groundFor: GroundFor): Run {
  const { label, place, time, manner } = token;
  const fact = factText(label, input);
  if (fact !== null) {
    const { text, record, metric = null } = fact;
    const figure = { token: tokenText(token), label, metric, unit: null };
    // A fact is this year's and the township's: of a village or of last year it would be another one.
    if (place !== null || time !== null)
      return { text: tokenText(token), problem: `“${label}”后面不能写“@”和“#”，请直接写成文字` };
    if (text === null) return { text: tokenText(token), problem: `“${label}”还没有记录` };
    return { text, figure: { ...figure, ...(record === undefined ? {} : { record }) } };
  }
  const figure = findFigure(label);
  if (figure === undefined) return { text: tokenText(token), problem: `没有叫“${label}”的数` };
  if (time !== null && time !== '上年') return { text: tokenText(token), problem: `看不懂“#${time}”，只能写“#上年”` };
  // A village that has gone into another one this year stood by itself in the last.
  const { units, period } = (time === null ? undefined : input.last) ?? input.context;
  const unit = place === null ? null : (units.byName(place) ?? '');
  if (unit === '') return { text: tokenText(token), problem: `没有叫“${place}”的单位` };
  const gone = place === null ? undefined : units.mergedOf(place);
  if (gone !== undefined && gone.until < period.from)
    return { text: tokenText(token), problem: `“${place}”${whenMerged(gone)}，没有它自己的数，请写“@${gone.into}”` };
  const ground = groundFor(time !== null, gone?.until);
  const found = ground?.count(label) ?? null;
  const of = gone?.id ?? unit;
  const reading = of === null ? found?.total : found?.byUnit.get(of);
  const said =
    ground === null || found === null
      ? null
      : sayReading(figure, reading ?? { n: 0 }, token, input, ground.context, of);
  const bound = {
    token: tokenText(token),
    label,
    metric: figure.metric,
    unit: of,
    ...(ground === null || ground.context === input.context ? {} : { period: ground.context.period }),
  };
  const unnamed = ground === null ? 0 : unnamedIn(label, input.rows, ground.context);
  const notes = [
    ...(gone === undefined
      ? []
      : [`“${place}”${whenMerged(gone)}：这里只是并入前记在它名下的数，“${gone.into}”的数里已经有它`]),
    ...(unnamed === 0 ? [] : [`“${label}”没有算进只记了人数、没有名单的 ${unnamed} 场培训，实际可能更高`]),
  ];
  const note = notes.length === 0 ? {} : { note: notes.join('；') };
  if (said === null) return { text: '—', figure: bound, problem: `“${label}”${whyNoShare(reading)}，不能写` };
  return manner === null || manner === '约'
    ? { text: said, figure: bound, ...note }
    : { text: said, figure: bound, problem: `看不懂“|${manner}”，只能写“|约”` };
}

const whenMerged = ({ until, into }: MergedUnit): string => `${zhDay(until)}停用，并入“${into}”`;

const whyNoShare = (reading: Reading | undefined): string =>
  reading !== undefined && isOverWhole(reading)
    ? `超过100%（${reading.n}÷${reading.of}），请核对记录`
    : '没有分母或没有记录';

/** null: nothing stands below the line, or less than above it. */
function sayReading(
  { metric, word, wordOfOne }: ReportFigure,
  reading: Reading,
  { manner }: Token,
  { rows, decimals }: ReportInput,
  context: FigureContext,
  unit: string | null,
): string | null {
  if (isShare(metric)) {
    const scaled = scaledPercent(reading, decimals);
    // All of them is 100%: decimals would speak of a rounding that there is not.
    if (scaled !== null && reading.n === reading.of) return '100%';
    return scaled === null ? null : `${fixedText(scaled, decimals)}%`;
  }
  if (unitWord(metric) === '元' && reading.n >= 1_000_000) return `${fixedText(tenThousands(reading.n), 2)}万元`;
  const behind = wordOfOne === undefined ? [] : recordsBehind(metric, rows, context, unit === null ? {} : { unit });
  const measure = wordOfOne !== undefined && behind.length === 1 ? wordOfOne : word;
  const scale = scaleOf(metric);
  if (manner === '约' && scale === 1) return `${aboutText(reading.n)}${measure}`;
  return `${scaledText(reading.n, scale)}${measure}`;
}

/** 8000余 from 8123: rounded down with 余; a round number is exact and never gets one (domain.md §4.3). */
export function aboutText(count: number): string {
  const step = count < 100 ? 10 : 10 ** (String(count).length - 2);
  const round = Math.floor(count / step) * step;
  return round === count || round === 0 ? String(count) : `${round}余`;
}
