import type { CodeList } from '#kinds/code-list.ts';
import type { Choice } from '#ui/ChipGroup.tsx';

/** Codes as choices, the township's own after the official ones; those used lately stand first, unless headings order the list. */
export function codeChoices(list: CodeList, more: readonly Choice[], recent: readonly string[]): Choice[] {
  const official: Choice[] = list.codes.map(({ id, zh, parent }) =>
    parent === undefined ? { id, label: zh } : { id, label: zh, parent },
  );
  const all = [...official, ...more];
  if (all.some(({ parent }) => parent !== undefined)) return all;
  const rank = (id: string) => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return all
    .map((choice, at) => ({ choice, at }))
    .sort((a, b) => rank(a.choice.id) - rank(b.choice.id) || a.at - b.at)
    .map(({ choice }) => choice);
}

/** Words that no code stands for stay choices of their own, so that what was typed or imported is seen. */
export const withFreeWords = (choices: readonly Choice[], value: readonly string[]): readonly Choice[] => {
  const free = value.filter((one) => one !== '' && !choices.some(({ id }) => id === one));
  return free.length === 0 ? choices : [...choices, ...free.map((word) => ({ id: word, label: word }))];
};
