/** What a reviewer of files would send back: a day that cannot be, a line torn under a hand, an act that no paper records (domain.md §1.3). */
import { expect, test } from 'vitest';
import { linesOf, textOfLine } from '#core/document.ts';
import { dossierOf } from '#core/dossier.ts';
import { takenAlong } from '#core/handing-up.ts';
import { pagesOf } from '#core/page-count.ts';
import { papersOf } from '#core/papers/all.ts';
import { acceptance } from '#core/papers/acceptance.ts';
import { agreement } from '#core/papers/agreement.ts';
import { closingReport } from '#core/papers/closing-report.ts';
import { confirmationOrganisation } from '#core/papers/confirmation.ts';
import { followUp } from '#core/papers/follow-up.ts';
import { investigation } from '#core/papers/investigation.ts';
import { mediationRecord } from '#core/papers/mediation-record.ts';
import { note } from '#core/papers/note.ts';
import { oralAgreement } from '#core/papers/oral-agreement.ts';
import { rightsNotice } from '#core/papers/rights-notice.ts';
import type { Form } from '#core/papers/parts.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import type { Items, Values } from '#kinds/field.ts';
import { aParty, fullValues, listed, LONG_FIRM, paperCase, parties, twoAgents } from '#test/help/paper-cases.ts';

const saidBy = (form: Form, one: PaperCase): string[] =>
  papersOf(form, one).map(({ blocks }) => linesOf(blocks).join('\n'));

test('a visit says what was performed by its day, and only the last one how the case stands', () => {
  const one = paperCase(
    fullValues({
      agreementItems: listed([
        { content: '第一期', performedOn: '2024-06-20' },
        { content: '第二期', performedOn: '2024-07-05' },
      ]),
      followUps: listed([{ on: '2024-06-15' }, { on: '2024-06-25' }, { on: '2024-07-07' }]),
    }),
  );
  const [before, between, after] = saidBy(followUp, one);
  expect(before).not.toContain('履行情况：');
  expect(between).toContain('履行情况：协议2项，已履行1项。');
  expect(after).toContain('履行情况：已履行。');
});

test('what is enclosed with an application to the court stands on one page, however many apply', () => {
  const [paper] = papersOf(confirmationOrganisation, paperCase(fullValues({ parties: parties(12) })));
  const enclosed = paper?.blocks.slice(-4) ?? [];
  expect(linesOf(enclosed)[0]).toMatch(/^附：1．/);
  const kept = enclosed.map((block) => block.is === 'text' && block.keep === true);
  expect(kept).toEqual([true, true, true, false]);
});

test('the investigation record says who asked and who wrote, and that nobody else was there', () => {
  const held = { heldOn: '2026-03-02', investigator: '李伟', recorder: '冉会计', interviewee: '杨大爷' };
  const [paper] = saidBy(investigation, paperCase(fullValues({ investigations: listed([held]) })));
  expect(paper).toContain('调查人：李伟　记录人：冉会计');
  expect(paper).toContain('参加人：无');
});

test('investigations stand in the file in the order of their days, whatever order they were typed in', () => {
  const typed = ['2024-06-09', '2024-06-05', '2024-06-07'].map((heldOn) => ({ heldOn }));
  const papers = saidBy(investigation, paperCase(fullValues({ investigations: listed(typed) })));
  expect(papers.map((said) => /时间：(.*)/.exec(said)?.[1])).toEqual(['2024年6月5日', '2024年6月7日', '2024年6月9日']);
});

test('art. 26: the last record says which ways are open beside what was typed, and is not told twice', () => {
  const values = fullValues({ status: 'notSettled', routesAdvised: ['litigation'], agreementItems: {} });
  const result = (words: string) =>
    saidBy(mediationRecord, paperCase({ ...values, sessions: listed([{ heldOn: '2024-06-08', result: words }]) }))[0] ??
    '';
  expect(result('双方不让步。')).toMatch(/双方不让步。\n调解未达成协议，已告知当事人可以依法通过诉讼等途径/);
  expect(result('已告知诉讼途径。').match(/途径/g)).toHaveLength(1);
});

test('the last record of a settled case has the agreement behind what was typed', () => {
  const one = paperCase(fullValues({ sessions: listed([{ heldOn: '2024-06-12', result: '双方握手言和。' }]) }));
  expect(saidBy(mediationRecord, one)[0]).toMatch(/双方握手言和。\n.*如下协议：\n1．彭秀英于2024年6月30日前/);
});

test('the note of a case that a refusal ended says where the parties were sent', () => {
  const refused = fullValues({ status: 'terminated', terminationReason: 'refused', routesAdvised: ['litigation'] });
  expect(saidBy(note, paperCase(refused))[0]).toContain('原因：一方明确拒绝，已告知当事人诉讼途径。');
});

test('everybody’s consent to more time is on record; without it there was none', () => {
  const extension = { until: '2024-08-03', agreedOn: '2024-07-01' };
  const said = (more: object) => saidBy(note, paperCase(fullValues({ extension: { ...extension, ...more } })))[0];
  expect(said({ allAgreed: true })).toContain('各方当事人于2024年7月1日同意，本案调解期限延长到2024年8月3日。');
  expect(said({})).not.toContain('延长');
});

test('the register with a firm, or a child and its guardian, and the report of two instalments fill one page each', () => {
  const one = paperCase(
    fullValues({
      source: 'ownMotion',
      parties: listed([
        aParty({ name: '吴小宝', age: 9, guardian: '吴德海', address: '城墙村' }),
        aParty({ side: 'partyB', partyKind: 'organisation', name: '酉阳示例运输有限公司', representative: '王建设' }),
      ]),
    }),
  );
  expect(papersOf(acceptance, one).map(({ blocks }) => pagesOf(blocks))).toEqual([1]);
  expect(papersOf(closingReport, one).map(({ blocks }) => pagesOf(blocks))).toEqual([1]);
});

test('a long name stands above the line on which it is signed, on the same page', () => {
  for (const each of [acceptance, agreement, mediationRecord, rightsNotice]) {
    for (const { blocks } of papersOf(each, twoAgents())) {
      const at = blocks.findIndex((block) => block.is === 'text' && textOfLine(block.line) === LONG_FIRM);
      expect(blocks[at], each.id).toMatchObject({ keep: true });
      expect(linesOf(blocks.slice(at + 1))[0], each.id).toMatch(/^（签名并盖章）：_+$/);
    }
  }
});

test('the notice to two who are represented is one sheet of two pages', () => {
  expect(papersOf(rightsNotice, twoAgents()).map(({ blocks }) => pagesOf(blocks))).toEqual([2]);
});

test('the register of two neighbours who are represented is one page, of a firm of a long name two', () => {
  const pair = [{ representative: '刘国平' }, { side: 'partyB', name: '彭秀英', representative: '彭大海' }];
  const neighbours = paperCase(fullValues({ source: 'ownMotion', parties: listed(pair.map((each) => aParty(each))) }));
  expect(papersOf(acceptance, neighbours).map(({ blocks }) => pagesOf(blocks))).toEqual([1]);
  expect(papersOf(acceptance, twoAgents()).map(({ blocks }) => pagesOf(blocks))).toEqual([2]);
});

test('five and twelve are told their rights on one sheet, and twelve neighbours are registered on one', () => {
  for (const count of [5, 12]) {
    const told = paperCase(fullValues({ parties: parties(count) }));
    expect(papersOf(rightsNotice, told).map(({ blocks }) => pagesOf(blocks))).toEqual([2]);
  }
  const names = Array.from('甲乙丙丁戊己庚辛壬癸子丑');
  const twelve = names.map((name, at) => aParty({ name: `田大${name}`, side: at < 6 ? 'partyA' : 'partyB' }));
  const one = paperCase(fullValues({ source: 'ownMotion', parties: listed(twelve) }));
  expect(papersOf(acceptance, one).map(({ blocks }) => pagesOf(blocks))).toEqual([2]);
  expect(papersOf(oralAgreement, one).map(({ blocks }) => pagesOf(blocks))).toEqual([2]);
});

test('the written agreement of a short case is one sheet, with the seal beside whoever signs last', () => {
  const one = paperCase(
    fullValues({ facts: '屋檐滴水，双方争吵。', agreementItems: listed([{ content: '彭秀英装落水管。' }]) }),
  );
  const [paper] = papersOf(agreement, one);
  expect(pagesOf(paper?.blocks ?? [])).toBe(1);
  expect(saidBy(agreement, one)[0]?.match(/（人民调解委员会印章）/g)).toHaveLength(1);
});

test('an agreement of two sheets takes its day of performance and no more along to where it is signed', () => {
  const one = paperCase(fullValues());
  const blocks = papersOf(agreement, one)[0]?.blocks ?? [];
  const signedAt = blocks.findIndex(
    (block) => block.is === 'text' && textOfLine(block.line).startsWith('当事人（签名'),
  );
  expect(pagesOf(blocks)).toBe(2);
  expect(pagesOf(blocks.slice(0, signedAt - 2))).toBe(1);
  const [manner, place, day, copies] = blocks.slice(signedAt - 4, signedAt);
  expect([manner, place].map((block) => block?.is === 'text' && block.keep === true)).toEqual([false, false]);
  expect([day, copies].map((block) => block?.is === 'text' && block.keep === true)).toEqual([true, true]);
});

test('the report of twelve stands on one page with room for who signs it, and so does an empty investigation', () => {
  const [report] = papersOf(closingReport, paperCase(fullValues({ parties: parties(12) })));
  expect(pagesOf(report?.blocks ?? [])).toBe(1);
  expect(linesOf(report?.blocks ?? []).join('\n')).toMatch(/承办人（签名）：_+　_+年_+月_+日[^]*印章）　_+年/);
  expect(papersOf(investigation, paperCase({})).map(({ blocks }) => pagesOf(blocks))).toEqual([1]);
});

test('[M7] the township accepts on the day it takes a case up, and what the village held before lies in the village’s file', () => {
  const village = fullValues({
    status: 'inMediation',
    acceptedOn: '2024-06-03',
    handedUp: { on: '2024-06-20', reason: '涉及两个村' },
    mediators: ['m1'],
  });
  const taken: Values = { ...takenAlong(village, '2024-06-24'), transferredFrom: 'v' };
  expect(taken).toMatchObject({ acceptedOn: '2024-06-24', facts: village.facts, sessions: village.sessions });
  expect(Object.keys(taken)).not.toEqual(expect.arrayContaining(['mediators']));
  expect(taken).not.toHaveProperty('rightsNoticeOn');
  expect(takenAlong(village, null)).toMatchObject({ acceptedOn: '2024-06-20' });

  const own = { ...taken, sessions: { ...(taken.sessions as Items), z: { heldOn: '2024-06-26', body: '乡里再谈。' } } };
  const papers = saidBy(mediationRecord, paperCase(own));
  expect(papers).toHaveLength(1);
  expect(papers[0]).toContain('乡里再谈。');
  expect(
    dossierOf(own, '2024-07-10')
      .warnings.map(({ message }) => message)
      .join(),
  ).not.toContain('受理之前');
  const lacking = dossierOf({ ...taken, status: 'notSettled' }, '2024-07-10').papers.find(({ id }) => id === 'session');
  expect(lacking).toMatchObject({ state: 'lacking', note: '还没有调解记录' });
});
