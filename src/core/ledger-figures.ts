/** A year's figures of cases, trainings and publicity together: what charts show and what is kept between visits. */
import { caseFigures, type CaseFigures, type CaseScope } from './case-figures.ts';
import type { RowsByKind } from './counted-units.ts';
import { publicityFigures, trainingFigures, type PublicityFigures, type TrainingFigures } from './work-figures.ts';

export interface LedgerFigures {
  readonly cases: CaseFigures;
  readonly trainings: TrainingFigures;
  readonly publicity: PublicityFigures;
}

export const ledgerFigures = (rows: RowsByKind, scope: CaseScope): LedgerFigures => ({
  cases: caseFigures(rows.get('mediationCase') ?? [], scope),
  trainings: trainingFigures(rows, scope),
  publicity: publicityFigures(rows.get('publicityEvent') ?? [], scope),
});
