/** What a form can link to, in the words by which people know it. */
import { useMemo } from 'react';
import { hasRole, rolesOf } from '#kinds/person.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { kindByName } from '#kinds/index.ts';
import type { Context } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { standingOf } from '#core/row-index.ts';
import type { SoundsOf } from '#core/search.ts';
import { dateOf, headingOf, type Names } from '#core/text.ts';
import { zhDay } from '#core/day.ts';
import type { SlimRow } from '#store/projection.ts';
import type { FormApi, LinkChoice } from '#ui/fields/form-api.ts';
import type { Linked } from '#pages/shell/use-names.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import type { Unit } from '#pages/shell/use-place.ts';

const SILENT: SoundsOf = () => [];

export type Choices = FormApi['choices'];

export interface ChoicesFor {
  readonly kind: Kind;
  readonly linked: Linked;
  readonly units: readonly Unit[];
  readonly context: Context;
  /** 对象 of a training: its rosters are offered first. */
  readonly audience: readonly string[];
}

export function useChoices({ kind, linked, units, context, audience }: ChoicesFor): Choices {
  const soundsOf = useSounds(true) ?? SILENT;
  const wanted = audience.join(' ');
  return useMemo(
    () => createChoices({ kind, linked, units, context, audience: wanted === '' ? [] : wanted.split(' ') }, soundsOf),
    [kind, linked, units, context, wanted, soundsOf],
  );
}

/** Each question is answered once: fields compare their choices by identity. */
function createChoices({ kind, linked, units, context, audience }: ChoicesFor, soundsOf: SoundsOf): Choices {
  const known = new Map<string, readonly LinkChoice[]>();
  const unitNames = units.length > 1 ? new Map(units.map(({ id, name }) => [id, name])) : null;
  const choicesOf: Choices = (to, role, whole) => {
    const rows = linked.rows.get(to) ?? [];
    if (to !== 'person') {
      return rows.map((row) => choiceOfRow(kind, row, linked.names, soundsOf)).filter(({ label }) => label !== '');
    }
    const asked = role === undefined && whole !== true ? audience : [];
    const isVillage = units.some(({ id, unitKind }) => id === context.unit && unitKind === 'village');
    const people = peopleFor(rows, role, asked, isVillage && asked.length > 0, context);
    return people.map((row) => choiceOfPerson(row, unitNames, context.today, soundsOf));
  };
  return (to, role, whole = false) => {
    const key = `${to}/${role ?? ''}/${whole}`;
    const made = known.get(key) ?? choicesOf(to, role, whole);
    known.set(key, made);
    return made;
  };
}

/**
 * Those who hold the role come first; everybody else follows, because rosters are never complete. `own`: a village that
 * trains its own people ticks these, not those of the whole township.
 */
function peopleFor(
  rows: readonly SlimRow[],
  role: string | undefined,
  rosters: readonly string[],
  own: boolean,
  { today, me, unit }: Context,
): SlimRow[] {
  const people = standingOf(rows);
  const onRoster =
    rosters.length === 0
      ? people
      : people.filter(({ values }) => rolesOf(values, today).some((held) => rosters.includes(held)));
  const atHome = own ? onRoster.filter((row) => row.unit === unit) : [];
  const offered = atHome.length > 0 ? atHome : onRoster.length > 0 ? onRoster : people;
  const rank = (row: SlimRow) =>
    (row.id === me ? 0 : 4) +
    (role === undefined || hasRole(row.values, role, today) ? 0 : 2) +
    (row.unit === unit ? 0 : 1);
  return [...offered].sort((a, b) => rank(a) - rank(b));
}

const roleName = (id: string): string => personRoles.codes.find((code) => code.id === id)?.zh ?? '';

/** `unitNames`: where people of several villages are told apart. */
export function choiceOfPerson(
  { id, unit, values }: SlimRow,
  unitNames: ReadonlyMap<string, string> | null,
  today: string | null,
  soundsOf: SoundsOf,
): LinkChoice {
  const label = typeof values['name'] === 'string' ? values['name'] : '';
  const detail = [unitNames?.get(unit) ?? '', ...rolesOf(values, today).map(roleName)]
    .filter((part) => part !== '')
    .join(' · ');
  return { id, label, search: spelt(label, soundsOf), unit, ...(detail === '' ? {} : { detail }) };
}

function choiceOfRow(from: Kind, row: SlimRow, names: Names, soundsOf: SoundsOf): LinkChoice {
  const kind = kindByName(row.kind);
  if (kind === undefined) return { id: row.id, label: '' };
  // Among cases the parties tell them apart; elsewhere a link must not say who they are.
  const label =
    kind.scope === 'cases' && from.scope !== 'cases'
      ? names.link(row.kind, row.id)
      : headingOf(kind, row.values, { names, reveal: true });
  const day = dateOf(kind, row.values);
  return { id: row.id, label, search: spelt(label, soundsOf), ...(day === null ? {} : { detail: zhDay(day) }) };
}

/** liwei lw */
export const spelt = (words: string, soundsOf: SoundsOf): string =>
  soundsOf(words)
    .map((sound) => {
      const syllables = sound.trim().split(' ');
      return `${syllables.join('')} ${syllables.map((syllable) => syllable[0]).join('')}`;
    })
    .join(' ');
