/** Days as an iCalendar file (RFC 5545), which every phone's calendar takes; see docs/decisions/0012-calendar-files.md. */
import type { CalendarDay } from '#core/calendar.ts';
import { addDays } from '#core/day.ts';

/** RFC 5545 §3.1: at most 75 bytes a line, the line end not counted. */
const LINE_BYTES = 75;
const encoder = new TextEncoder();

/** RFC 5545 §3.3.11; other control characters have no place in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** Breaks a line between characters, never inside one; what follows begins with a space, which counts. */
function folded(line: string): string {
  const lines: string[] = [];
  let [now, bytes] = ['', 0];
  for (const character of Array.from(line)) {
    const size = encoder.encode(character).length;
    if (bytes + size > LINE_BYTES) {
      lines.push(now);
      [now, bytes] = [' ', 1];
    }
    now += character;
    bytes += size;
  }
  return [...lines, now].join('\r\n');
}

const compact = (day: string): string => day.replace(/-/g, '');

/** `YYYYMMDDTHHMMSSZ` */
const moment = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

export interface IcsOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the app lies, without a slash at its end: the file links each day to its record. */
  readonly origin: string;
}

/** Whole days, or spans of them, with a reminder at nine in the morning of the day before the first. */
export function icsText(days: readonly CalendarDay[], { now, origin }: IcsOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//fazhi-taizhang//fazhi-taizhang//ZH',
    'CALSCALE:GREGORIAN',
  ];
  for (const { uid, day, to = day, title, path } of days) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}@fazhi-taizhang`,
      `DTSTAMP:${moment(now)}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(to, 1))}`,
      `SUMMARY:${escaped(title)}`,
      `URL:${origin}${path}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(title)}`,
      'TRIGGER:-PT15H',
      'END:VALARM',
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
