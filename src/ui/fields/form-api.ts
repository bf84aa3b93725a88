import type { ComponentType, ReactNode } from 'react';
import type { Problem } from '#core/validate.ts';
import type { Choice } from '#ui/ChipGroup.tsx';
import type { Context, Field, FieldOf, FieldType } from '#kinds/field.ts';

/** A record that can be linked to. */
export interface LinkChoice {
  readonly id: string;
  readonly label: string;
  /** Small print that tells namesakes apart: village, roles. */
  readonly detail?: string;
  /** Further words by which it is found: pinyin, initials. */
  readonly search?: string;
  /** The unit it belongs to, snapshotted by attendance. */
  readonly unit?: string;
  /** Heading under which it stands; those of one group follow each other. */
  readonly group?: string;
}

export interface PhotoPort {
  readonly add: (path: string, files: readonly File[]) => void;
  /** Where the picture can be shown from; undefined while its bytes are not here. */
  readonly url: (blob: string) => string | undefined;
  /** Pictures being made smaller, 0 to 1. */
  readonly busy?: readonly { readonly id: string; readonly name: string; readonly done: number }[];
  /** Why a picture could not be kept. */
  readonly problem?: string;
}

/** What every field may ask of its form. One object, stable while a text is being typed. */
export interface FormApi {
  /** Start of all DOM ids in this form. */
  readonly prefix: string;
  readonly context: Context;
  /** Grows with every failed save; from then on every problem is shown. */
  readonly failed: number;
  readonly onChange: (path: string, raw: unknown) => void;
  /** What stands at a path at this moment, for a field that writes into another. */
  readonly rawAt: (path: string) => unknown;
  /** `whole`: also those outside the rosters that the form has chosen. */
  readonly choices: (to: string, role?: string, whole?: boolean) => readonly LinkChoice[];
  /** What a linked record is called, also when it is no longer offered; 无权查看 when it may not be seen. */
  readonly nameOf: (to: string, id: string) => string;
  /** Codes that the township added to an open list. */
  readonly moreCodes: (list: string) => readonly Choice[];
  /** Ids of codes used lately, newest first. */
  readonly recent: (path: string) => readonly string[];
  readonly newItemId: () => string;
  /** How a record of a kind is made from the words typed and linked to; undefined where that is not possible. */
  readonly create: (to: string) => ((role: string | undefined, words: string, path: string) => void) | undefined;
  readonly photos: PhotoPort | undefined;
  readonly Field: ComponentType<AnyFieldProps>;
}

interface Common {
  readonly path: string;
  readonly raw: unknown;
  /** Those of this path and below it. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Paths below this one that are not asked at present, each between bars: `|parties.1.sex|`. One string, so that it compares. */
  readonly hidden: string;
  /** What the other fields suggest for this one, as it would be typed. */
  readonly proposal?: string;
  /** What stands in it was filled in by the form, and nobody touched it yet. */
  readonly assumed?: boolean;
  readonly form: FormApi;
  /** Drawn under the field; for metrics it is the editor itself. */
  readonly slot?: ReactNode;
  /** Drawn as one line of a grouped box: whose it is in short (甲方) and in full (当事人（甲方）), in front of the field's own label. */
  readonly line?: { readonly short: string; readonly full: string };
}
export interface FieldProps<T extends FieldType> extends Common {
  readonly field: FieldOf<T>;
}
export interface AnyFieldProps extends Common {
  readonly field: Field;
}

export const NO_PROBLEMS: readonly Problem[] = [];

/** The problems at a path or below it. */
export function problemsUnder(problems: readonly Problem[], path: string): readonly Problem[] {
  if (problems.length === 0) return NO_PROBLEMS;
  const under = problems.filter(({ field }) => field === path || field.startsWith(`${path}.`));
  return under.length === 0 ? NO_PROBLEMS : under;
}

export const domIdOf = (form: Pick<FormApi, 'prefix'>, path: string): string => `${form.prefix}-${path}`;

export const isHidden = (hidden: string, path: string): boolean => hidden.includes(`|${path}|`);
