/** What hurried people do to a case: an outcome put right after an agreement was written down, a party's age corrected, a file sent back. */
import { expect, test } from 'vitest';
import { linesOf } from '#core/document.ts';
import { dossierOf } from '#core/dossier.ts';
import { eventsOf } from '#core/case-course.ts';
import { formsInFile, papersOf } from '#core/papers/all.ts';
import { agreement } from '#core/papers/agreement.ts';
import { clocksOf } from '#core/case-clocks.ts';
import { closingReport } from '#core/papers/closing-report.ts';
import { paperCaseOf } from '#core/papers/gather.ts';
import { note } from '#core/papers/note.ts';
import { platformFields } from '#core/papers/platform-fields.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import type { Form } from '#core/papers/parts.ts';
import { NO_NAMES } from '#core/text.ts';
import { warningsOf } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/index.ts';
import { aParty, fullValues, listed } from '#test/help/paper-cases.ts';

const TODAY = '2024-07-10';
const of = (over: Values): PaperCase =>
  paperCaseOf(
    { id: '0192a000-0000-7000-8000-0000003f9a20', values: fullValues(over), erased: [] },
    { names: NO_NAMES, today: TODAY, masked: false },
  );
const saidBy = (form: Form, one: PaperCase): string =>
  papersOf(form, one)
    .flatMap(({ blocks }) => linesOf(blocks))
    .join('\n');

test('an outcome put right to 调解不成 leaves no trace of the agreement in the file, in its check or in the story of the case', () => {
  const values = { status: 'notSettled', routesAdvised: ['litigation'], archivedOn: '' };
  const one = of(values);
  expect(formsInFile(one).map(({ id }) => id)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(agreement|receipt|followUp|confirmation)/)]),
  );
  const said = formsInFile(one)
    .map((form) => saidBy(form, one))
    .join('\n');
  expect(said).not.toMatch(/书面协议|排水管改回原处。|院坝修复费用。|收　条/);
  expect(platformFields(one).filter(({ text }) => /改回原处。|已履行|1200/.test(text))).toEqual([]);
  const asked = dossierOf(fullValues(values), TODAY).papers.filter(({ state }) => state !== 'none');
  expect(asked.map(({ id }) => id)).not.toContain('confirmation');
  expect(
    eventsOf(fullValues(values))
      .map(({ text }) => text)
      .join(),
  ).not.toMatch(/履行|回访|司法确认|生效/);
});

test('whoever puts it right is told beside the outcome, and of nothing that is not asked any more', () => {
  const items = listed([{ content: '付清', performedOn: '2024-06-01' }]);
  const values = fullValues({ status: 'notSettled', agreementItems: items, performance: 'pending' });
  const said = warningsOf(mediationCase, values, { today: TODAY });
  expect(said.map(({ field }) => field)).toEqual(['status']);
  expect(said[0]?.message).toContain('协议内容不进文书');
});

test('one put right from a refusal to a settlement says nothing of the refusal', () => {
  const one = of({ terminationReason: 'refused', routesAdvised: ['litigation'] });
  expect(saidBy(closingReport, one)).not.toMatch(/终止原因|告知途径/);
});

test('a case taken up again is not said to have ended', () => {
  const again = eventsOf(fullValues({ status: 'inMediation' })).map(({ text }) => text);
  expect(again).not.toContain('调解中');
});

test('a guardian who stands beside a party who is of age after all signs nothing', () => {
  const one = of({
    parties: listed([aParty({ age: 32, guardian: '田老二' }), aParty({ side: 'partyB', name: '彭秀英' })]),
  });
  expect(saidBy(agreement, one)).not.toContain('监护人');
});

test('what the office wrote when it sent a file back is no opinion under which the file is closed', () => {
  const report = (state: string): string =>
    saidBy(closingReport, of({ review: { state, opinion: '缺彭秀英的签名，请补。' } }));
  expect(report('returned')).not.toContain('缺彭秀英的签名');
  expect(report('pending')).not.toContain('缺彭秀英的签名');
  expect(report('approved')).toContain('缺彭秀英的签名');
});

test('a refusal after everybody had agreed to more time: the note says both, and no day runs any more', () => {
  const values = fullValues({
    status: 'terminated',
    terminationReason: 'refused',
    closedOn: '2024-07-09',
    routesAdvised: ['litigation'],
    extension: { until: '2024-08-03', agreedOn: '2024-07-01', allAgreed: true },
  });
  expect(saidBy(note, of(values))).toMatch(/延长到2024年8月3日。\n.*终止调解，原因：一方明确拒绝/);
  expect(clocksOf(values)).toEqual([]);
});
