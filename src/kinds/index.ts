/** Every record kind, in the order of the menu. */
import { annualTask } from './annual-task.ts';
import { calendarEntry } from './calendar-entry.ts';
import { codeEntry } from './code-entry.ts';
import { committee } from './committee.ts';
import { dutyEntry } from './duty-entry.ts';
import type { Kind } from './kind.ts';
import { mediationCase } from './mediation-case.ts';
import { member } from './member.ts';
import { person } from './person.ts';
import { phrase } from './phrase.ts';
import { publicityEvent } from './publicity-event.ts';
import { rectification } from './rectification.ts';
import { reportParagraph } from './report-paragraph.ts';
import { screening } from './screening.ts';
import { serviceEntry } from './service-entry.ts';
import { setting } from './setting.ts';
import { submission } from './submission.ts';
import { training } from './training.ts';
import { unit } from './unit.ts';
import { venue } from './venue.ts';

export {
  annualTask,
  calendarEntry,
  codeEntry,
  committee,
  dutyEntry,
  mediationCase,
  person,
  phrase,
  publicityEvent,
  screening,
  reportParagraph,
  setting,
  submission,
  training,
  unit,
  venue,
};

/** The ledgers. */
export const ledgerKinds: readonly Kind[] = [
  mediationCase,
  screening,
  training,
  publicityEvent,
  person,
  serviceEntry,
  venue,
  dutyEntry,
  rectification,
  annualTask,
];
/** What the township sets up. */
export const settingKinds: readonly Kind[] = [
  unit,
  committee,
  member,
  calendarEntry,
  codeEntry,
  reportParagraph,
  submission,
  setting,
  phrase,
];

export const kinds: readonly Kind[] = [...ledgerKinds, ...settingKinds];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

/** Misses a kind that only a newer version knows; its changes stay raw (SPEC C8). */
export const kindByName = (name: string): Kind | undefined => byName.get(name);

export function kindOf(name: string): Kind {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`No kind is called ${name}`);
  return kind;
}
