/** Kinds from whose records the year's figures of cases, trainings and publicity are counted (ledger-figures.ts). */
export const FIGURE_LEDGERS: readonly string[] = ['mediationCase', 'training', 'publicityEvent', 'person', 'codeEntry'];
