/** The statistics tables of domain.md §2.4, for any period, the township or one unit. */
import type { RowsByKind } from '#core/counted-units.ts';
import type { TableScope } from './build.ts';
import { caseTable } from './case-table.ts';
import type { StatTable } from './model.ts';
import { peopleTable } from './people-table.ts';
import { preventionTable, publicityTable, trainingTable } from './work-tables.ts';

export type TableId = 'cases18' | 'cases15' | 'people' | 'prevention' | 'publicity' | 'training';

export interface TableDefinition {
  readonly id: TableId;
  /** Short, for tabs of a spreadsheet and of the screen. */
  readonly label: string;
  /** What it reads. */
  readonly kinds: readonly string[];
  readonly make: (rows: RowsByKind, scope: TableScope, place: string) => StatTable;
}

const CASES_18: TableDefinition = {
  id: 'cases18',
  label: '调解案件（18类）',
  kinds: ['mediationCase', 'committee'],
  make: (rows, scope, place) => caseTable(rows, scope, '18', place),
};

export const statTables: readonly TableDefinition[] = [
  CASES_18,
  {
    id: 'cases15',
    label: '调解案件（15类）',
    kinds: ['mediationCase', 'committee'],
    make: (rows, scope, place) => caseTable(rows, scope, '15', place),
  },
  {
    id: 'people',
    label: '组织队伍',
    kinds: ['committee', 'person', 'training', 'dutyEntry', 'codeEntry'],
    make: peopleTable,
  },
  { id: 'prevention', label: '排查预防', kinds: ['screening', 'mediationCase'], make: preventionTable },
  { id: 'publicity', label: '普法', kinds: ['publicityEvent', 'codeEntry'], make: publicityTable },
  { id: 'training', label: '培训学法', kinds: ['training', 'person', 'codeEntry'], make: trainingTable },
];

/** The one of this name; the first for any other. */
export const tableById = (id: string | null): TableDefinition =>
  statTables.find((table) => table.id === id) ?? CASES_18;
