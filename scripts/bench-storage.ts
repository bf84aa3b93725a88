/** What storing, reading and searching cost, beside bare IndexedDB in the same run. */
import { ms } from './bench-clock.ts';
import { ratio, report } from './bench-report.ts';
import { call, type Scene } from './bench-stage.ts';

export async function saving({ page }: Scene): Promise<void> {
  await page.goto('/bench/index.html');
  report('durable save of a new case', ratio(await call(page, 'saving', 300)), '≤1.5× five bare puts');
  report(
    'the same from a form, its kept draft ended too',
    ratio(await call(page, 'savingForm', 300)),
    'five bare puts and a delete',
  );
  report('durable save of an edited case', ratio(await call(page, 'editing', 300)), '≤1.5× four bare puts');
}

export async function storage({ page }: Scene): Promise<void> {
  await page.goto('/bench/index.html');
  report('import of 10,000 records', ratio(await call(page, 'importing', 10_000)), '≤3× bare puts');
  report('first 50 of 100,000 by day', ratio(await call(page, 'firstPage', 100_000)), '≤3× a bare cursor');
}

export async function search({ page }: Scene): Promise<void> {
  await page.goto('/bench/index.html');
  const { loadMs, keysMs, searchMs, found } = await call(page, 'filling', 20_000);
  report('projection of 20,000 cases', ms(loadMs), 'part of ≤1 s at 4×');
  report('search keys of 20,000 cases', ms(keysMs), 'in idle slices');
  report(`search as typed over 20,000 (${found} found)`, ms(searchMs), '≤200 ms');
}
