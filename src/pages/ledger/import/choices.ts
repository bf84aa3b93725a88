/** What a person decides about a file, beginning with what its sheets seem to be. */
import { openPlaces, type SheetChoice, type SheetProposal } from '#core/sheets/import.ts';
import type { Fixed } from '#core/sheets/row-reader.ts';
import type { Mapping } from '#core/sheets/targets.ts';
import type { Kind } from '#kinds/kind.ts';

export interface ChosenSheet {
  readonly proposal: SheetProposal;
  readonly taken: boolean;
  readonly mapping: Mapping;
  readonly fixed: Fixed;
}

/** Hidden sheets, those of other ledgers and those without headings are left out until somebody says otherwise. */
export const chosenAtFirst = (proposals: readonly SheetProposal[]): readonly ChosenSheet[] =>
  proposals
    .filter(({ rows }) => rows > 0)
    .map((proposal) => ({
      proposal,
      taken: !proposal.hidden && !proposal.ofOther && proposal.outline !== null,
      mapping: proposal.outline?.mapping ?? [],
      fixed: proposal.fixed,
    }));

export const takenSheets = (sheets: readonly ChosenSheet[]): SheetChoice[] =>
  sheets.flatMap(({ proposal, taken, mapping, fixed }) =>
    taken && proposal.outline !== null
      ? [{ sheet: proposal.name, outline: { ...proposal.outline, mapping }, fixed }]
      : [],
  );

/** Gives a column its place; a column that had it loses it. */
export const withPlace = (sheet: ChosenSheet, column: number, path: string): ChosenSheet => ({
  ...sheet,
  mapping: sheet.mapping.map((before, at) => (at === column ? path : path !== '' && before === path ? '' : before)),
});

/** Says one thing for every row of a sheet; '' takes it back. */
export function withFixed(sheet: ChosenSheet, path: string, words: string): ChosenSheet {
  const { [path]: _before, ...others } = sheet.fixed;
  return { ...sheet, fixed: words === '' ? others : { ...others, [path]: words } };
}

/**
 * Puts a sheet in its place. What was answered there for every row also answers sheets with the very same headings that say nothing yet: six
 * villages' sheets of one form ask once.
 */
export function withSheet(sheets: readonly ChosenSheet[], at: number, next: ChosenSheet): readonly ChosenSheet[] {
  const before = sheets[at]?.fixed ?? {};
  const answered = Object.entries(next.fixed).filter(([path, words]) => before[path] !== words);
  return sheets.map((sheet, i) => {
    if (i === at) return next;
    const news = answered.filter(([path]) => sheet.fixed[path] === undefined);
    if (news.length === 0 || !isSameForm(sheet, next)) return sheet;
    return { ...sheet, fixed: { ...sheet.fixed, ...Object.fromEntries(news) } };
  });
}

const isSameForm = ({ proposal: one }: ChosenSheet, { proposal: other }: ChosenSheet): boolean =>
  one.outline !== null && one.outline.headings.join('|') === other.outline?.headings.join('|');

/** Places that one choice may fill for every row: those that no column gives, and those that the title has filled. */
export const placesToFill = (kind: Kind, { mapping, proposal }: ChosenSheet): string[] => [
  ...new Set([...openPlaces(kind, mapping), ...Object.keys(proposal.fixed)]),
];
