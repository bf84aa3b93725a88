/** One year's figures of cases, trainings and publicity for the screens that draw them, and how a mark opens its records. */
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { caseFigures } from '#core/case-figures.ts';
import { publicityFigures, trainingFigures } from '#core/work-figures.ts';
import type { Year } from '#pages/use-year.ts';
import { behindLink } from './behind-link.ts';
import type { Open } from './FigureTiles.tsx';
import { WHOLE } from './UnitSelect.tsx';

/** Ledgers arrive one after the other, and each redraws the page: what did not change is not counted again. */
export function useLedgerFigures({ context, rows }: Pick<Year, 'context' | 'rows'>, unit: string) {
  const { period, units } = context;
  const caseRows = rows.get('mediationCase');
  const eventRows = rows.get('publicityEvent');
  const [training, person, codeEntry] = [rows.get('training'), rows.get('person'), rows.get('codeEntry')];
  const scope = useMemo(() => ({ period, units, ...(unit === WHOLE ? {} : { unit }) }), [period, units, unit]);
  const cases = useMemo(() => caseFigures(caseRows ?? [], scope), [caseRows, scope]);
  const publicity = useMemo(() => publicityFigures(eventRows ?? [], scope, codeEntry), [eventRows, codeEntry, scope]);
  const trainings = useMemo(() => {
    const own = { training, person, codeEntry };
    return trainingFigures(new Map(Object.entries(own).map(([kind, list]) => [kind, list ?? []])), scope);
  }, [training, person, codeEntry, scope]);
  return { cases, trainings, publicity };
}

export function useOpen(unit: string): Open {
  const navigate = useNavigate();
  return (metric, month) =>
    void navigate(
      behindLink({ metric, ...(unit === WHOLE ? {} : { unit }), ...(month === undefined ? {} : { month }) }),
    );
}
