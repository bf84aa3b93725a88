import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import { useKeepFigures } from './kept-figures.ts';
import { useYear } from './use-year.ts';

/** Shown where many records have just come in, and draws nothing: reads them and counts the year, so that the charts find both when they open. */
export function CountAhead() {
  useKeepFigures(useYear(FIGURE_LEDGERS), '');
  return null;
}
