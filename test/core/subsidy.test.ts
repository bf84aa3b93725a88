import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subsidyMonth, subsidyUnmet, tariffAmount, type SubsidyRow } from '#core/subsidy.ts';
import { subsidySheet } from '#core/tables/registers.ts';
import { linesOf } from '#core/document.ts';
import { pagesOf } from '#core/page-count.ts';
import { subsidyModel } from '#core/subsidy-paper.ts';
import { NO_NAMES } from '#core/text.ts';
import type { Values } from '#kinds/field.ts';

const done: Values = {
  status: 'settled',
  performance: 'performed',
  agreementForm: 'oral',
  difficulty: 'simple',
  disputeType: 'neighbor',
  acceptedOn: '2026-05-01',
  closedOn: '2026-05-20',
  committee: 'c',
  parties: { a: { name: '田大山' }, b: { name: '彭秀英' } },
  review: { state: 'approved' },
};
let made = 0;
const aRow = (values: Values = {}, id = `r${(made += 1)}`): SubsidyRow => ({
  id,
  unit: 'u',
  values: { ...done, ...values },
  missing: [],
});
const setting: Values = {
  subsidyTariff: {
    a: { amount: 5000 },
    b: { difficulty: 'complex', amount: 30_000 },
    c: { committeeKind: 'township', difficulty: 'complex', amount: 40_000 },
    d: { agreementForm: 'written', amount: 10_000 },
  },
};
const month = (rows: readonly SubsidyRow[], which = '2026-05') =>
  subsidyMonth(rows, { month: which, setting, kindOfCommittee: () => 'village' });

describe('[M5] the township’s tariff', () => {
  test.each<[Values, string, number | null]>([
    [{}, 'village', 5000],
    [{ agreementForm: 'written' }, 'village', 10_000],
    [{ difficulty: 'complex' }, 'village', 30_000],
    [{ difficulty: 'complex' }, 'township', 40_000],
  ])('%o of a %s committee', (values, kind, amount) =>
    expect(tariffAmount(setting, { ...done, ...values }, kind)).toBe(amount),
  );

  test('says nothing where no line speaks of the case, and nothing while there is none', () => {
    expect(tariffAmount({ subsidyTariff: { a: { difficulty: 'major', amount: 1 } } }, done, 'village')).toBeNull();
    expect(tariffAmount({}, done, 'village')).toBeNull();
  });
});

describe('conditions', () => {
  test('review and one dispute are always asked, the rest as the township set it', () => {
    expect(subsidyUnmet(done, {}, 0)).toEqual([]);
    expect(subsidyUnmet({ ...done, review: undefined }, {}, 0)).toEqual(['司法所还没有审核通过']);
    expect(subsidyUnmet({ ...done, sameDisputeAs: 'x' }, {}, 0)).toHaveLength(1);
    expect(subsidyUnmet({ ...done, handedUp: { newCase: 'x' } }, {}, 0)).toHaveLength(1);
    const failed = { ...done, status: 'notSettled', performance: undefined };
    expect(subsidyUnmet(failed, {}, 2)).toEqual(['没有调解成功', '协议还没有履行完', '卷宗还缺2项']);
    expect(subsidyUnmet(failed, { subsidyConditions: ['fileComplete'] }, 0)).toEqual([]);
  });
});

describe('the list of a month', () => {
  test('holds what was claimed and what may be, and adds up', () => {
    const { lines, total } = month([
      aRow(),
      aRow({ subsidy: { state: 'granted', amount: 8000 } }),
      aRow({ subsidy: { state: 'refused', amount: 8000 } }),
      aRow({ closedOn: '2026-06-01' }),
      aRow({ review: { state: 'pending' } }),
    ]);
    expect(lines.map(({ state, amount, counts }) => [state, amount, counts])).toEqual([
      ['open', 5000, true],
      ['granted', 8000, true],
      ['refused', 8000, false],
    ]);
    expect(total).toBe(13_000);
  });

  test('names the other months in which something is still to be paid', () => {
    const rows = [
      aRow({ closedOn: '2026-03-09' }),
      aRow({ closedOn: '2026-04-01', subsidy: { state: 'granted', amount: 8000 } }),
      aRow({ closedOn: '2026-04-02' }),
      aRow({ closedOn: '2026-02-02', subsidy: { state: 'paid', amount: 8000 } }),
      aRow({ closedOn: '2026-01-02', review: { state: 'pending' } }),
      aRow(),
    ];
    expect(month(rows).unpaid).toEqual([
      { month: '2026-04', count: 2 },
      { month: '2026-03', count: 1 },
    ]);
    expect(month(rows, '2026-04').unpaid.map((other) => other.month)).toEqual(['2026-05', '2026-03']);
  });

  test('a claim whose file was sent back meanwhile is listed with the reason and not paid; what was granted stands', () => {
    const sentBack = { review: { state: 'returned' } };
    const { lines, total } = month([
      aRow({ ...sentBack, subsidy: { state: 'applied', amount: 5000 } }),
      aRow({ ...sentBack, subsidy: { state: 'granted', amount: 8000 } }),
    ]);
    expect(lines.map(({ counts, isUnpriced, note }) => [counts, isUnpriced, note])).toEqual([
      [false, false, '司法所还没有审核通过'],
      [true, false, '司法所还没有审核通过'],
    ]);
    expect(total).toBe(8000);
    // Nor does it keep the first case of the dispute from being paid.
    const first = aRow({}, 'held-first');
    const again = aRow({ sameDisputeAs: 'held-first', subsidy: { state: 'applied' } });
    expect(month([first, again]).lines.map(({ counts }) => counts)).toEqual([true, false]);
  });

  test('one dispute is paid once, whoever mediated it and in whichever month', () => {
    const first = aRow({ subsidy: { state: 'paid', amount: 5000 }, closedOn: '2026-04-30' }, 'first');
    const again = aRow({ sameDisputeAs: 'first', subsidy: { state: 'applied', amount: 5000 } }, 'again');
    const handedUp = aRow({ handedUp: { newCase: 'up' }, subsidy: { state: 'applied', amount: 5000 } }, 'below');
    const up = aRow(
      { transferredFrom: 'below', acceptedOn: '2026-05-10', subsidy: { state: 'granted', amount: 9000 } },
      'up',
    );
    const { lines, total } = month([first, again, handedUp, up]);
    expect(lines.filter(({ counts }) => counts).map(({ row }) => row.id)).toEqual(['up']);
    expect(total).toBe(9000);
    expect(lines.find(({ row }) => row.id === 'again')?.note).toBe('同一纠纷已有一件申报，不重复补贴');
  });

  test('however cases name each other, of each dispute at most one counts over all months', () => {
    const state = fc.constantFrom('applied', 'granted', 'paid', 'refused', undefined);
    const aLink = fc.tuple(fc.nat(7), fc.nat(7), fc.constantFrom('sameDisputeAs', 'transferredFrom', 'handedUp'));
    fc.assert(
      fc.property(
        fc.uniqueArray(aLink, { maxLength: 10, selector: ([from, , how]) => `${from}${how}` }),
        fc.array(state, { minLength: 8, maxLength: 8 }),
        (links, states) => {
          const rows = states.map((one, n) => {
            const own = links.filter(([from]) => from === n);
            const values: { [field: string]: Values[string] } = {
              closedOn: `2026-0${(n % 3) + 4}-10`,
              ...(one === undefined ? {} : { subsidy: { state: one, amount: 100 } }),
            };
            for (const [, to, how] of own) values[how] = how === 'handedUp' ? { newCase: `n${to}` } : `n${to}`;
            return aRow(values, `n${n}`);
          });
          const paid = ['2026-04', '2026-05', '2026-06'].flatMap((which) =>
            month(rows, which)
              .lines.filter(({ counts }) => counts)
              .map(({ row }) => row.id),
          );
          // Reached over the links in any direction: one dispute.
          const group = new Map(rows.map(({ id }) => [id, new Set([id])]));
          for (let round = 0; round < 8; round++) {
            for (const [from, to] of links) {
              const all = new Set([...(group.get(`n${from}`) ?? []), ...(group.get(`n${to}`) ?? [])]);
              for (const id of all) group.set(id, all);
            }
          }
          expect(paid.filter((id) => paid.some((other) => other !== id && group.get(id)?.has(other)))).toEqual([]);
        },
      ),
    );
  });

  test('goes out as a table without any party, with the sum to be reckoned from what counts', () => {
    const { columns, rows } = subsidySheet(month([aRow({ fileNumber: '=1+1' })]), {
      names: NO_NAMES,
      under: '',
      reveal: false,
    });
    const at = columns.findIndex(({ total }) => total === true);
    expect(columns[at]?.label).toBe('金额（元）');
    expect(rows.map((row) => row[at])).toEqual([{ text: '50', number: 50, decimals: 2 }]);
    expect(JSON.stringify(rows)).not.toContain('田大山');
  });
});

test('the list of a month on paper holds what counts, its sum in figures and words, and no party', () => {
  const lines = month([
    aRow({ fileNumber: '（2026）城墙人调字第7号' }),
    aRow({ agreementForm: 'written' }),
    aRow({ subsidy: { state: 'refused' } }),
  ]);
  const model = subsidyModel(lines, { names: NO_NAMES, monthName: '2026年5月', unit: '双泉乡司法所' });
  const said = linesOf(model.parts.flatMap(({ blocks }) => blocks));
  expect(said).toContain('双泉乡司法所　2026年5月结案');
  expect(said).toContain('1\t（2026）城墙人调字第7号\t邻里纠纷\t口头协议\t\t2026年5月20日\t50\n可以申报');
  expect(said).toContain('合计\t2 件，人民币（大写）壹佰伍拾元整\t150');
  expect(said).toContain('另有1件列在账上，本月不计。');
  expect(said.join()).not.toMatch(/田大山|彭秀英/);
  expect(pagesOf(model.parts[0]?.blocks ?? [])).toBe(1);
});

test('a case whose amount nobody has set is listed on paper with room for it and for the sum', () => {
  const lines = subsidyMonth([aRow()], { month: '2026-05', setting: {}, kindOfCommittee: () => 'village' });
  const model = subsidyModel(lines, { names: NO_NAMES, monthName: '2026年5月', unit: '' });
  const said = linesOf(model.parts.flatMap(({ blocks }) => blocks)).join('\n');
  expect(said).toContain('2026年5月20日\t____\n可以申报');
  expect(said).toMatch(/1 件，人民币（大写）_+\t____/);
});
