/**
 * The days of the 24 节气 in China (GB/T 33661-2017): the sun's apparent longitude is a multiple of 15°. It is computed to 0.01°, a quarter of
 * an hour (Meeus, Astronomical Algorithms, ch. 25); from 2020 to 2045 only 2040's 寒露 and 2045's 小暑 come nearer to midnight than that.
 */
import { addDays, dayFrom, daysBetween } from './day.ts';

/** In the order of the year, two a month, 小寒 (sun at 285°) first. */
const TERMS = [
  'slightCold',
  'greatCold',
  'springBegins',
  'rainWater',
  'insectsAwaken',
  'springEquinox',
  'clearBright',
  'grainRain',
  'summerBegins',
  'grainBuds',
  'grainInEar',
  'summerSolstice',
  'slightHeat',
  'greatHeat',
  'autumnBegins',
  'heatEnds',
  'whiteDew',
  'autumnEquinox',
  'coldDew',
  'frostDescends',
  'winterBegins',
  'slightSnow',
  'greatSnow',
  'winterSolstice',
];

const RADIANS = Math.PI / 180;
/** Julian day of 1970-01-01 00:00 in China, in dynamical time (about 69 s ahead in these years). */
const EPOCH = 2_440_587.5 - 8 / 24 + 69 / 86_400;

/** Apparent longitude of the sun in degrees, at the start of a day in China. */
function sunAt(day: string): number {
  const t = (daysBetween('1970-01-01', day) + EPOCH - 2_451_545) / 36_525;
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RADIANS;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = (125.04 - 1934.136 * t) * RADIANS;
  return mean + centre - 0.00569 - 0.00478 * Math.sin(node);
}

/** How far the sun is past a longitude, from −180° to 180°. */
const past = (day: string, longitude: number): number => ((((sunAt(day) - longitude + 180) % 360) + 360) % 360) - 180;

/** The day of a term; null for an id that is none. */
export function dayOfSolarTerm(year: number, term: string): string | null {
  const at = TERMS.indexOf(term);
  if (at < 0) return null;
  const longitude = (285 + 15 * at) % 360;
  // Each lies within a few days of the sixth or the twenty-first.
  const first = dayFrom(year, Math.floor(at / 2) + 1, at % 2 === 0 ? 1 : 16);
  if (first === null) return null;
  for (let day = first, tries = 0; tries < 13; tries++) {
    const next = addDays(day, 1);
    if (past(day, longitude) < 0 && past(next, longitude) >= 0) return day;
    day = next;
  }
  return null;
}
