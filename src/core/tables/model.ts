/** A statistics table as data: what screens, print and spreadsheets draw alike. */
import type { Metric } from '#core/metric.ts';

/** The records from which a cell is counted. */
export interface CellSource {
  readonly metric: Metric;
  /** Records of another kind that count in it as well. */
  readonly also?: Metric;
  /** Absent: of the whole township. */
  readonly unit?: string;
  /** 受理（案件总数）: what the cell says, for the head of the list. */
  readonly label: string;
}

export interface TableCell {
  readonly text: string;
  /** Beside the text where a spreadsheet shall be able to reckon with it; absent for words and for “—”. */
  readonly number?: number;
  /** Beside the text where a spreadsheet shall know a date, `YYYY-MM-DD`. */
  readonly day?: string;
  /** Digits behind the point of `number`; 0 unless given. */
  readonly decimals?: number;
  /** Columns and rows that the cell spans; 1 unless given. */
  readonly cols?: number;
  readonly rows?: number;
  readonly behind?: CellSource;
  /** Takes part in a sum that does not add up; the reason stands in `flags`. */
  readonly flagged?: boolean;
}

export interface TableRow {
  /** Row headings; a heading that spans rows stands in the first of them only. */
  readonly heads: readonly TableCell[];
  readonly cells: readonly TableCell[];
}

export interface StatTable {
  readonly id: string;
  readonly title: string;
  /** Who and when: the place, and the span in words. */
  readonly under: string;
  /** Rows of column headings, spans included. */
  readonly heads: readonly (readonly TableCell[])[];
  /** How many columns at the left are headings of rows. */
  readonly headColumns: number;
  readonly rows: readonly TableRow[];
  /** How the table is counted. */
  readonly notes: readonly string[];
  /** Sums that do not add up, each with both numbers: shown, never put right. */
  readonly flags: readonly string[];
  /** It is what the public reads already (SPEC R7). */
  readonly open?: boolean;
}
