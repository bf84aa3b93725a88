/** A year's figures of cases, trainings and publicity together: what charts show and what is kept between visits. */
import { caseFigures, type CaseFigures, type CaseScope } from './case-figures.ts';
import type { RowsByKind } from './counted-units.ts';
import { FIGURE_LEDGERS } from './figure-ledgers.ts';
import type { Period } from './period.ts';
import { publicityFigures, trainingFigures, type PublicityFigures, type TrainingFigures } from './work-figures.ts';

export interface LedgerFigures {
  readonly cases: CaseFigures;
  readonly trainings: TrainingFigures;
  readonly publicity: PublicityFigures;
}

const ledgerFigures = (rows: RowsByKind, scope: CaseScope): LedgerFigures => ({
  cases: caseFigures(rows.get('mediationCase') ?? [], scope),
  trainings: trainingFigures(rows, scope),
  publicity: publicityFigures(rows.get('publicityEvent') ?? [], scope, rows.get('codeEntry')),
});

/** The same as it is kept between visits, with what says from how much it was counted. */
export interface YearFigures extends LedgerFigures {
  /** How many records there are of each kind, of all years. */
  readonly records: ReadonlyMap<string, number>;
  /** The year's bounds, which a township may set. */
  readonly period: Period;
}

export const yearFigures = (rows: RowsByKind, scope: CaseScope): YearFigures => ({
  ...ledgerFigures(rows, scope),
  records: new Map(FIGURE_LEDGERS.map((kind) => [kind, rows.get(kind)?.length ?? 0])),
  period: scope.period,
});
