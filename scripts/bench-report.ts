/** What a bench has measured: told at once, and kept for bench/results.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { ms } from './bench-clock.ts';

interface Line {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Of the machine, over the last minute: on a busy one every time is longer than the work in it. */
  readonly load: string;
}

const lines: Line[] = [];

export function report(what: string, measured: string, budget: string): void {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  lines.push({ what, measured, budget, load });
  console.log(`${what}: ${measured} (budget ${budget}; load ${load} on ${cpus().length} cores)`);
}

export const ratio = ({ ms: own, bareMs }: { ms: number; bareMs: number }): string =>
  `${(own / bareMs).toFixed(2)}× (${ms(own)} against ${ms(bareMs)})`;

export function closeReport(): void {
  mkdirSync('bench', { recursive: true });
  writeFileSync('bench/results.json', `${JSON.stringify({ measuredAt: new Date().toISOString(), lines }, null, 2)}\n`);
  console.table(lines);
}
