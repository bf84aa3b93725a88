import { headingOf, NO_NAMES } from '#core/text.ts';
import { readDraft } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Draft } from '#store/db.ts';

/** How a reader recognises an unfinished form, names masked: the home screen may be seen by anybody. */
export function draftHeading({ kind: name, before, typed }: Draft): string {
  const kind = kindByName(name);
  if (kind === undefined) return '';
  const values = { ...(before as Values), ...readDraft(kind, typed).values };
  return headingOf(kind, values, { names: NO_NAMES, reveal: false });
}
