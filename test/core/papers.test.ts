import { expect, test } from 'vitest';
import { blanksOf, linesOf, type Block } from '#core/document.ts';
import { sealLines } from '#core/case-seal.ts';
import { dossierModel, findForm, forms, formsInFile, paperModel, papersOf } from '#core/papers/all.ts';
import { capitalAmount } from '#core/papers/capital-amount.ts';
import type { FormId } from '#core/papers/parts.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import type { Group, Values } from '#kinds/field.ts';
import { aParty, fullValues, listed, paperCase, parties } from '#test/help/paper-cases.ts';

const form = (id: FormId) => findForm(id) as NonNullable<ReturnType<typeof findForm>>;
const blocksOf = (id: FormId, values: Values): readonly Block[] =>
  papersOf(form(id), paperCase(values)).flatMap(({ blocks }) => blocks);
const textsOf = (id: FormId, values: Values): string => linesOf(blocksOf(id, values)).join('\n');
const without = (field: string, values: Values = fullValues()): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => id !== field));

test('[W1] every form makes a paper of an empty case, with lines to write on and no word for what is missing', () => {
  for (const each of forms) {
    for (const { blocks } of papersOf(each, paperCase({}, { committee: '' }))) {
      expect(blocks.length, each.id).toBeGreaterThan(0);
      expect(linesOf(blocks).join('\n'), each.id).not.toMatch(/undefined|null|NaN|\[object/);
    }
  }
  expect(blanksOf(blocksOf('agreement', {}))).toEqual(
    expect.arrayContaining(['卷号', '姓名', '纠纷主要事实、争议事项', '协议内容', '履行期限']),
  );
});

const needed = (values: Values): FormId[] => formsInFile(paperCase(values)).map(({ id }) => id);

test('[W2] the file of a case applied for and settled in writing holds what the table of contents demands', () => {
  expect(needed(fullValues())).toEqual([
    'cover',
    'contents',
    'application',
    'rightsNotice',
    'identity',
    'investigation',
    'mediationRecord',
    'agreement',
    'receipt',
    'followUp',
    'confirmationPersons',
    'closingReport',
    'backCover',
  ]);
});

test('an oral settlement needs the acceptance register and the oral-agreement register, no session and no notice', () => {
  const oral: Values = {
    parties: parties(2),
    disputeType: 'neighbor',
    facts: '屋檐滴水',
    status: 'settled',
    agreementForm: 'oral',
    source: 'ownMotion',
    acceptedOn: '2024-06-03',
    closedOn: '2024-06-03',
    agreementItems: listed([{ content: '接上落水管' }]),
  };
  expect(needed(oral)).toEqual(['cover', 'contents', 'acceptance', 'oralAgreement', 'closingReport', 'backCover']);
  expect(textsOf('oralAgreement', oral)).toContain('2024年6月3日');
  expect(textsOf('acceptance', oral)).toMatch(/人民调解委员会主动调解，经当事人同意，调解田大甲与冉大乙之间的纠纷/);
});

test('what a case did not come to is not in its file: failure brings a note with the routes, no agreement', () => {
  const failed = fullValues({ status: 'notSettled', routesAdvised: ['litigation'] });
  expect(needed(failed)).toEqual(expect.arrayContaining(['mediationRecord', 'note', 'closingReport']));
  expect(needed(failed)).not.toEqual(expect.arrayContaining(['agreement']));
  expect(textsOf('note', failed)).toContain('已告知当事人诉讼途径');
  expect(textsOf('mediationRecord', failed)).toContain(
    '调解未达成协议，已告知当事人可以依法通过诉讼等途径维护自己的权利',
  );
});

test('the file of a case that was not taken says why and where the parties were sent, and holds no register of acceptance', () => {
  const declined: Values = {
    parties: parties(2),
    disputeType: 'damages',
    facts: '已经报警',
    status: 'declined',
    source: 'ownMotion',
    declineReason: 'alreadyHandled',
    routesAdvised: ['administrative'],
  };
  expect(needed(declined)).toEqual(['cover', 'contents', 'note', 'backCover']);
  expect(textsOf('note', declined)).toContain(
    '本案不予受理，原因：法院、公安机关或其他行政机关已经受理或解决，已告知当事人行政途径。',
  );
});

test('an agreement names every party with its side, its items with who pays what until when, and a copy for each', () => {
  const said = textsOf('agreement', fullValues());
  expect(said).toContain('编号：（2024）城墙人调字第7号');
  expect(said).toContain('当事人（甲方）：姓名：田大山　性别：男　民族：土家族');
  expect(said).toContain('当事人（乙方）：姓名：彭秀英');
  expect(said).toContain('2．彭秀英一次性支付院坝修复费用。（金额：1,200.50元，期限：2024年6月30日前）');
  expect(said).toContain('本协议一式3份');
  expect(textsOf('agreement', fullValues({ parties: parties(12) }))).toContain('本协议一式13份');
});

test('five and twelve parties all sign: a minor through a guardian, an organisation with its seal, the rest by name', () => {
  for (const count of [5, 12]) {
    const said = textsOf('agreement', fullValues({ parties: parties(count) }));
    for (const { name } of Object.values(parties(count))) {
      expect(said.split(name as string).length - 1, name as string).toBeGreaterThanOrEqual(2);
    }
    expect(said).toContain('示例建筑劳务有限公司（签名并盖章）：');
    expect(said).toContain('（法定代理人代签）：');
    expect(said).toContain('（本人或委托代理人）：');
    expect(said).toContain('法定代理人（监护人）：石监护');
  }
});

test('twelve parties of one name are twelve parties', () => {
  const same = listed(Array.from({ length: 12 }, (_, at) => aParty({ side: at < 6 ? 'partyA' : 'partyB' })));
  expect(
    linesOf(blocksOf('acceptance', fullValues({ parties: same }))).filter((line) =>
      /^(甲方|乙方)\d\t田大山/.test(line),
    ),
  ).toHaveLength(12);
});

test('one record for each session in the order in which they were held; an organisation takes the other application', () => {
  const papers = papersOf(form('mediationRecord'), paperCase(fullValues()));
  expect(papers.map(({ title }) => title)).toEqual(['人民调解记录（1）', '人民调解记录（2）']);
  expect(linesOf(papers[1]?.blocks ?? []).join('\n')).toContain('1．彭秀英于2024年6月30日前把排水管改回原处。');
  const [person, organisation] = [
    aParty(),
    aParty({ side: 'partyB', partyKind: 'organisation', name: '示例合作社', representative: '杨社长' }),
  ];
  expect(needed(fullValues({ parties: listed([person, organisation]) }))).toContain('confirmationOrganisation');
  expect(textsOf('confirmationOrganisation', fullValues({ parties: listed([person, organisation]) }))).toContain(
    '法定代表人（负责人）：杨社长',
  );
});

test('[W4] without an official number papers leave room for it and carry the provisional code, which is the same on every device', () => {
  const model = paperModel(form('agreement'), paperCase(without('fileNumber')));
  expect(model.foot).toBe('临时编号 临003F9A20');
  expect(linesOf(model.parts[0]?.blocks ?? [])).toContain('编号：（____）____人调字第____号');
  expect(paperModel(form('agreement'), paperCase(fullValues())).foot).toBeUndefined();
});

test('an organisation is spoken for by its head, or by somebody whom it entrusted and who brings a letter of attorney', () => {
  const of = (over: Group) =>
    fullValues({
      parties: listed([
        aParty(),
        aParty({ side: 'partyB', partyKind: 'organisation', name: '示例公司', representative: '王经理', ...over }),
      ]),
    });
  expect(textsOf('agreement', of({}))).toContain('法定代表人（负责人）：王经理');
  expect(textsOf('agreement', of({}))).not.toContain('委托代理人');
  expect(needed(of({}))).not.toContain('powerOfAttorney');
  const entrusted = of({ agentKind: 'entrusted' });
  expect(textsOf('agreement', entrusted)).toContain('委托代理人：王经理');
  expect(textsOf('agreement', entrusted)).toContain('法定代表人（负责人）：________　');
  expect(needed(entrusted)).toContain('powerOfAttorney');
});

test('the register says how the case came: by application, on own motion, referred, or handed up by which village', () => {
  const first = (values: Values, over: Partial<PaperCase> = {}): string =>
    linesOf(papersOf(form('acceptance'), paperCase(values, over))[0]?.blocks ?? []).find((line) =>
      line.includes('经当事人同意'),
    ) ?? '';
  expect(first(fullValues({ source: 'ownMotion' }))).toContain(
    '2024年6月3日，双泉乡城墙村人民调解委员会主动调解，经当事人同意，调解田大山',
  );
  expect(first(fullValues({ source: 'referral.police' }))).toContain('委员会依公安机关委托移送，经当事人同意，');
  expect(first({}, { committee: '' })).toMatch(/^_+人民调解委员会依当事人申请（主动调解），经当事人同意，/);
  const taken = fullValues({ source: 'ownMotion', transferredFrom: 'v' });
  const village = { committee: '龙洞村', values: { handedUp: { on: '2024-06-05' } } };
  const findCase = (id: string) => (id === 'v' ? village : null);
  expect(first(taken, { findCase })).toContain('委员会依龙洞村人民调解委员会移交，经当事人同意，');
  expect(first(taken)).toContain('依村人民调解委员会移交');
  const note = papersOf(form('note'), paperCase(taken, { findCase })).flatMap(({ blocks }) => linesOf(blocks));
  expect(note).toContain('本案于2024年6月5日由龙洞村人民调解委员会移交，前期材料在移交卷内。');
});

test('a record says that rights were told before, whether others could listen, and in which language; nothing that is not known', () => {
  const said = (over: Values): string => textsOf('mediationRecord', fullValues(over));
  const TOLD = '记录：已将人民调解的原则和权利义务告知各方当事人。';
  expect(said({ openness: 'closed', language: 'tujia' })).toContain('调解方式：不公开调解，使用土家语');
  expect(said({})).toContain(TOLD);
  expect(said({})).not.toContain('调解方式');
  expect(said({ rightsNoticeOn: '2024-07-01' })).not.toContain(TOLD);
});

test('a mediator whose name this device does not know is written by hand', () => {
  expect(textsOf('cover', fullValues({ mediators: ['x'] }))).toContain('人民调解员\t\n');
});

test('a case without agreement has no line for its performance', () => {
  expect(textsOf('closingReport', fullValues({ status: 'notSettled' }))).not.toContain('履行情况');
  expect(textsOf('closingReport', fullValues())).toContain('履行情况\t已履行');
});

test('[X11] the papers of an archived case bear its seal: whole on cover and back cover, its beginning at every foot', () => {
  const hash = '0123456789abcdef'.repeat(4);
  const seal = { hash, changes: '' };
  const archived = fullValues({ seal });
  const printed = sealLines(seal).join('\n');
  expect(textsOf('cover', archived)).toContain(`归档校验码\t${printed}`);
  expect(textsOf('backCover', archived)).toContain(`归档校验码：\n${printed}`);
  expect(dossierModel(paperCase(archived)).foot).toBe('归档校验码 01234567 89abcdef');
  // Opened again, it is no longer what was sealed; a masked copy is not the file.
  for (const one of [paperCase(without('archivedOn', archived)), { ...paperCase(archived), masked: true }]) {
    const model = dossierModel(one);
    expect(model.parts.flatMap(({ blocks }) => linesOf(blocks)).join()).not.toContain('校验码');
    expect(model.foot ?? '').not.toContain('校验码');
  }
});

test('[W1] what was erased by law is said to be erased, not asked for again', () => {
  const erased = paperCase(without('facts'), { erased: ['facts'] });
  const blocks = papersOf(form('agreement'), erased).flatMap((paper) => paper.blocks);
  expect(linesOf(blocks)).toContain('纠纷主要事实、争议事项：（已依法删除）');
  expect(blanksOf(blocks)).toEqual([]);
});

test('[W5] hostile text stands in a paper as plain text: no control characters, no turned writing, no torn characters', () => {
  const hostile = '\u202e反写\u0000\u0007<w:t>&lt;{{x}}{0-0}\ud800尾';
  const said = textsOf(
    'agreement',
    fullValues({ facts: hostile, parties: listed([aParty({ name: hostile }), aParty({ side: 'partyB' })]) }),
  );
  expect(said).toContain('反写<w:t>&lt;{{x}}{0-0}尾');
  // oxlint-disable-next-line no-control-regex -- none of them may be left
  expect(said).not.toMatch(/[\u0000\u0007\u202e\ud800]/);
});

test('[W3] the contents list every paper inside with the page on which it begins, cover and back cover apart', () => {
  const model = dossierModel(paperCase(fullValues()));
  expect(model.parts.filter(({ numbered }) => !numbered).map(({ key }) => key)).toEqual([
    'cover',
    'contents',
    'backCover',
  ]);
  const rows = linesOf(model.parts[1]?.blocks ?? []).map((line) => line.split('\t'));
  expect(rows[2]).toEqual(['1', '人民调解申请书', '1', '']);
  const inside = new Set(model.parts.filter(({ numbered }) => numbered).map(({ title }) => title));
  expect(
    rows
      .slice(2)
      .map(([, name]) => name)
      .filter((name) => name !== ''),
  ).toEqual([...inside]);
  const pages = rows
    .slice(2)
    .map(([, , page]) => Number(page))
    .filter((page) => page > 0);
  expect(pages).toEqual([...pages].sort((a, b) => a - b));
});

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [120_050, '壹仟贰佰元伍角整'],
  [720_000, '柒仟贰佰元整'],
  [1_000_500, '壹万零伍元整'],
  [100_000_000_00, '壹亿元整'],
  [10_010_001_03, '壹仟零壹万零壹元零叁分'],
  [1_234_567_89, '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
])('%i 分 in capital figures is %s', (fen, words) => {
  expect(capitalAmount(fen)).toBe(words);
});
