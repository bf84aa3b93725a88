import type { Value } from '#kinds/field.ts';

/** The strings of a stored list; nothing of a value of another shape. */
export const strings = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
