/** 移交乡镇调委会: what of a village's case goes along into the township's own, and which one still waits for the township (records.md, handedUp). */
import { isClosed } from '#kinds/case-rules.ts';
import { isFilled, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { hashOfJson } from './canonical.ts';
import { uuid8 } from './ids.ts';

/** Of the village's file and of the village's officers: the township opens its own. */
const LEFT_BEHIND: ReadonlySet<string> = new Set([
  'committee',
  'mediators',
  'rightsNoticeOn',
  'extension',
  'handedUp',
  'review',
  'subsidy',
  'fileNumber',
  'archivedOn',
  'retention',
  'seal',
  'amendments',
  'photos',
]);

/**
 * What the township's case begins with; nothing of it is typed again. It is accepted `on` the day it is taken up, not before it was handed up;
 * with a wrong clock (null) on the day of the handing up, for no other is known.
 */
export function takenAlong(values: Values, on: string | null): Values {
  const taken: { [field: string]: Value } = {};
  for (const field of Object.keys(values)) {
    const value = values[field];
    if (value !== undefined && !LEFT_BEHIND.has(field)) taken[field] = value;
  }
  const day = on ?? partOf(values.handedUp, 'on') ?? values.acceptedOn;
  return day === undefined ? taken : { ...taken, acceptedOn: day };
}

/** Id of the township's case that continues a village's: the same wherever it is taken up, so that two offices without network make one (SPEC M7). */
export const takenUpCase = (township: string, record: string): string =>
  uuid8(hashOfJson(['fazhi-taizhang taken up', township, record]));

/** The township's case that goes on with it; null where there is none. */
export const takenUpAs = ({ handedUp }: Values): string | null => {
  const newCase = partOf(handedUp, 'newCase');
  return typeof newCase === 'string' && newCase !== '' ? newCase : null;
};

/** The township has a case of its own and goes on with it; what the village did lies in the village's file. */
export const isTakenUp = (values: Values): boolean => isFilled(partOf(values.handedUp, 'newCase')) && !isClosed(values);

/** The village has handed the case up, and the township has not taken it yet. */
export const waitsForTownship = (values: Values): boolean =>
  values.handedUp !== undefined && !isFilled(partOf(values.handedUp, 'newCase')) && !isClosed(values);
