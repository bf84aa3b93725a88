/** What a row says of a case beyond single fields: parties, result with form of agreement, agreement, sub-type. */
import { agreementForms, caseStatuses } from '#kinds/codes.ts';
import { party } from '#kinds/case-parts.ts';
import type { Group, Value } from '#kinds/field.ts';
import type { RowReader } from './row-reader.ts';
import { partiesIn } from './people.ts';
import { findWords, subtypeOf } from './values.ts';

const ORGANISATION =
  /公司|村委|居委|委员会|合作社|厂$|局$|所$|学校|医院|集团|中心|银行|信用社|政府|商店|超市|酒店|门市/;

export function readCase(row: RowReader): void {
  readParties(row);
  readStatus(row);
  const type = row.words('disputeType');
  const sub = type === '' || row.values['disputeSubtype'] !== undefined ? undefined : subtypeOf(type);
  if (sub !== undefined) row.set('disputeSubtype', sub.id);
  if (row.values['disputeType'] === 'other' && row.values['disputeSubtype'] === undefined) aboutOther(row, type);
  const agreement = row.words('@agreement');
  if (agreement !== '' && row.values['status'] === 'settled') {
    row.set('agreementItems', { [row.newId()]: { content: agreement.slice(0, 2000) } });
  }
}

/** The list's last item asks for its words. A table that has none is taken in, and says that it has none. */
function aboutOther(row: RowReader, words: string): void {
  const isBare = words === '' || /^其[他它](纠纷|类)?$/.test(words);
  if (isBare) row.note('disputeType', '写的是“其他”，没有写明是什么纠纷，先记“未写明”，请补');
  row.set('disputeSubtype', isBare ? '未写明' : words.slice(0, 60));
}

/** 赵六等5人: of whom one alone is named. */
const AND_OTHERS = /等\s*\d+\s*[人户名]/u;

function readParties(row: RowReader): void {
  const [own, other] = [sideOf(row, 'A'), sideOf(row, 'B')];
  const both = partiesIn(row.words('@parties'));
  const one = own.length > 0 ? own : both.one.map(asParty);
  const against =
    other.length > 0 ? other : own.length > 0 ? [...both.one, ...both.other].map(asParty) : both.other.map(asParty);
  const [first] = one;
  if (first !== undefined && own.length === 0) Object.assign(first, partsOf(row, 'A'));
  const [foe] = against;
  if (foe !== undefined && other.length === 0) Object.assign(foe, partsOf(row, 'B'));
  // Without a prototype: the engine would keep a shape for every id of ten thousand rows.
  const parties = Object.create(null) as { [id: string]: Group };
  for (const [side, list] of [
    ['partyA', one],
    ['partyB', against],
  ] as const) {
    for (const each of list) parties[row.newId()] = { side, ...each };
  }
  if (Object.keys(parties).length > 0) row.set('parties', parties);
  const unnamed = ['@parties', '@partyA.name', '@partyB.name'].find((path) => AND_OTHERS.test(row.words(path)));
  if (unnamed !== undefined && row.values['peopleInvolved'] === undefined)
    row.note(unnamed, '只记了写出姓名的；共有多少人，请填在涉及人数里');
}

type Party = { [part: string]: Value };

const asParty = (name: string): Party => ({
  partyKind: ORGANISATION.test(name) ? 'organisation' : 'person',
  name: name.slice(0, 60),
});

/** Several names in one cell are several parties; what else the row says belongs to the first. */
function sideOf(row: RowReader, side: 'A' | 'B'): Party[] {
  const { one, other } = partiesIn(row.words(`@party${side}.name`));
  return [...one, ...other].map((name, i) => ({ ...asParty(name), ...(i === 0 ? partsOf(row, side) : {}) }));
}

/** What a table may say of a party beside its name, and where. */
const placesOf = (side: 'A' | 'B') =>
  Object.keys(party)
    .filter((part) => part !== 'name' && part !== 'side' && part !== 'partyKind')
    .map((part) => [part, `@party${side}.${part}`] as const);
const PARTS = { A: placesOf('A'), B: placesOf('B') };

function partsOf(row: RowReader, side: 'A' | 'B'): Party {
  const parts: Party = {};
  for (const [part, path] of PARTS[side]) {
    const value = row.read(path);
    if (value !== null) parts[part] = value;
  }
  return parts;
}

/** 达成书面协议 is a result and a form; 是否调解成功 is answered 是 or 否. */
function readStatus(row: RowReader): void {
  const words = row.words('status');
  if (words === '') return;
  const said = findWords(words, caseStatuses) ?? loose(words);
  if (said === undefined) row.wrong('status', `“${words.slice(0, 20)}”看不出是什么结果`, 'leftOut', [words]);
  else row.set('status', said);
  const form = /口头/.test(words) ? 'oral' : /书面|协议书/.test(words) ? 'written' : findWords(words, agreementForms);
  if (said === 'settled' && form !== undefined && row.values['agreementForm'] === undefined)
    row.set('agreementForm', form);
}

/** 未能达成协议, 没有办结: what comes after such a word has not happened. */
const NOT = '(?:未|没有?|无法|不能|难以|不)(?:能够?|得以?|得到|有效|最终|成功|双方|完全|全部|调解|调处|签订|达成)*';
const NOT_ENDED = new RegExp(`${NOT}(?:结案|办结|审结)`, 'u');
const NOT_REACHED = new RegExp(`${NOT}(?:成功|达成|化解|和解|签订|签署|调结|调好|一致)`, 'u');

function loose(words: string): string | undefined {
  if (NOT_ENDED.test(words)) return 'inMediation';
  if (/^(否|×|未)$/.test(words) || /不成|失败|未调成|调解不了/.test(words) || NOT_REACHED.test(words))
    return 'notSettled';
  if (/撤回|终止|拒绝/.test(words)) return 'terminated';
  if (/^(是|√)$/.test(words) || /成功|达成|化解|和解|协议|调结|办结|结案|调好/.test(words)) return 'settled';
  return /中$|正在/.test(words) ? 'inMediation' : undefined;
}
