/** The file name of a backup: `fazhi-<unit>-<yyyymmdd-hhmm>.json` in China time (contract.md, Files). */
import { dayOfMs, msOfDay } from './day.ts';

/** What file systems and messengers refuse in a name, and what would hide in it. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Z}\\/:*?"<>|.]/gu;
const MAX_NAME = 30;

const two = (number: number): string => String(number).padStart(2, '0');

/** `part` counts from 1; only the second and later ones say which they are. */
export function backupName(unit: string, ms: number, part = 1): string {
  const name = Array.from(unit.replace(UNFIT, '')).slice(0, MAX_NAME).join('');
  const day = dayOfMs(ms);
  const minute = Math.floor((ms - msOfDay(day)) / 60_000);
  const time = `${two(Math.floor(minute / 60))}${two(minute % 60)}`;
  return `fazhi-${name === '' ? '台账' : name}-${day.replace(/-/g, '')}-${time}${part > 1 ? `-${part}` : ''}.json`;
}
