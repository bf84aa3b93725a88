/** Full case records from the short list: every path of the state machine, with papers on the way (domain.md §1.3). */
import { addDays } from '#core/day.ts';
import type { Group, Values } from '#kinds/field.ts';
import { CASES, type ShortCase } from './case-list.ts';
import { mediatorKey } from './people.ts';
import { villageName, type World } from './world.ts';

const NAMES = '田 冉 彭 白 石 杨 张 李 王 陈 黄 刘 吴 周'.split(' ');
const STEMS = ['甲', '乙', '丙', '丁'];

export function addCases(world: World): void {
  CASES.forEach((short, index) => {
    world.add({
      kind: 'mediationCase',
      key: `case.${index + 1}`,
      unit: short.village,
      values: caseValues(world, short, index),
      invented: ['parties', 'facts', 'acceptedOn', 'status'],
    });
  });
}

function caseValues(world: World, short: ShortCase, index: number): Values {
  const {
    village,
    acceptedOn,
    type,
    subtype,
    facts,
    status,
    form,
    amount,
    source = 'ownMotion',
    people,
    difficulty = 'simple',
  } = short;
  const ended = status === 'settled' || status === 'notSettled' || status === 'terminated';
  const closedOn = addDays(acceptedOn, 2 + ((index * 5) % 19));
  return {
    parties: world.items(partiesOf(short, index)),
    disputeType: type,
    facts: `示例：${facts}`,
    status,
    acceptedOn,
    source,
    committee: world.id(`committee.${village}`),
    mediators: [world.id(mediatorKey(village))],
    difficulty,
    risk: difficulty === 'major' ? 'possible' : 'none',
    language: short.language ?? 'chinese',
    openness: type === 'marriageFamily' ? 'closed' : 'open',
    place: villageName(village),
    ...(subtype === undefined ? {} : { disputeSubtype: subtype }),
    ...(amount === undefined ? {} : { amountInvolved: amount * 100 }),
    ...(people === undefined ? {} : { peopleInvolved: people }),
    ...(ended || status === 'declined' ? { closedOn: status === 'declined' ? acceptedOn : closedOn } : {}),
    ...(status === 'notSettled' || status === 'declined' ? { routesAdvised: ['litigation'] } : {}),
    ...(status === 'terminated' ? { terminationReason: 'refused' } : {}),
    ...(ended && form !== 'oral' ? hearing(world, short, closedOn) : {}),
    ...(status === 'inMediation' ? { rightsNoticeOn: acceptedOn } : {}),
    ...(status === 'settled' ? agreement(world, short, index, closedOn) : {}),
  };
}

/** Names as papers write them when nobody is meant: 田某甲. */
function partiesOf({ type, source }: ShortCase, index: number): Group[] {
  const name = (place: number) =>
    `${NAMES[(index * 3 + place * 5) % NAMES.length] ?? '田'}某${STEMS[(index + place) % 4] ?? '甲'}`;
  const side = (place: number): Group => ({
    side: place === 0 ? 'partyA' : 'partyB',
    partyKind: 'person',
    name: name(place),
    sex: (index + place) % 3 === 0 ? 'female' : 'male',
    age: 31 + ((index * 7 + place * 13) % 40),
    ...(source === 'application' ? { applicationSide: place === 0 ? 'applicant' : 'respondent' } : {}),
  });
  if (type !== 'migrantWageArrears') return [side(0), side(1)];
  return [side(0), { side: 'partyB', partyKind: 'organisation', name: '示例建筑劳务公司' }];
}

function hearing({ items }: World, { village, facts }: ShortCase, closedOn: string): Values {
  const session = {
    heldOn: closedOn,
    place: `${villageName(village)}矛盾纠纷调解室`,
    recorder: `${villageName(village)}（示例）`,
    body: `示例：告知权利义务后，双方陈述。${facts}调解员讲明有关法律规定，双方交换意见。`,
  };
  return { rightsNoticeOn: closedOn, sessions: items([session]) };
}

function agreement(
  world: World,
  { form, amount, village, type, acceptedOn }: ShortCase,
  index: number,
  closedOn: string,
): Values {
  const performBy = addDays(closedOn, 15);
  const content =
    amount === undefined
      ? '示例：双方互相让步，恢复原状，今后互不妨碍。'
      : `示例：一方于约定日期前一次性支付${amount}元，双方再无争议。`;
  // Only late agreements are still to be performed: a year-old one would have been followed up.
  const isPerformed = acceptedOn < '2024-10-15' || index % 2 === 0;
  const signature = (signer: string): Group => ({
    signer,
    signedOn: closedOn,
    manner: signer === 'seal' ? 'sealed' : 'signed',
  });
  return {
    ...(form === undefined ? {} : { agreementForm: form }),
    agreementItems: world.items([{ content, dueOn: performBy, ...(isPerformed ? { performedOn: performBy } : {}) }]),
    ...(amount === undefined ? {} : { agreedAmount: amount * 100 }),
    performBy,
    performance: isPerformed ? 'performed' : 'pending',
    followUpDue: addDays(performBy, 7),
    ...(isPerformed ? { followUps: followUp(world, performBy, village) } : {}),
    ...(form === 'written' ? { signatures: world.items(['party', 'party', 'mediator', 'seal'].map(signature)) } : {}),
    ...(type === 'otherLabor' ? { judicialConfirmation: confirmation(closedOn) } : {}),
    ...(index % 5 === 0 ? { review: { state: 'approved', by: '司法所（示例）', on: addDays(closedOn, 20) } } : {}),
  };
}

const confirmation = (closedOn: string): Group => ({
  state: 'confirmed',
  appliedOn: addDays(closedOn, 9),
  decidedOn: addDays(closedOn, 20),
});

const followUp = ({ items }: World, performBy: string, village: string) =>
  items([
    {
      on: addDays(performBy, 7),
      by: `${villageName(village)}（示例）`,
      findings: '示例：已按协议履行。',
      satisfaction: 'satisfied',
    },
  ]);
