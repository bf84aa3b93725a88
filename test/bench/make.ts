/** Records for measuring: as long and as varied as real ones, made from a seed. */
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { isSensitive } from '#core/sensitive.ts';
import { fieldOfPath } from '#core/change.ts';
import type { Json } from '#core/canonical.ts';
import { stampText } from '#core/stamp.ts';
import { disputeTypes } from '#kinds/codes.ts';
import { kindOf } from '#kinds/index.ts';

/** A small linear congruential generator: the same records in every run. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗';
const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰';
const pick = (text: string, at: number) => text[at % text.length] ?? '某';

export function aCaseOf(next: (below: number) => number, i: number): { [field: string]: Json } {
  const name = () => pick(surnames, next(20)) + pick(given, next(24)) + (next(3) === 0 ? '' : pick(given, next(24)));
  const month = String(1 + next(10)).padStart(2, '0');
  const dayOfMonth = String(1 + next(28)).padStart(2, '0');
  return {
    'parties.a': {
      side: 'partyA',
      partyKind: 'person',
      name: name(),
      sex: 'male',
      address: '双泉乡城墙村3组',
      phone: '13800138000',
    },
    'parties.b': { side: 'partyB', partyKind: 'person', name: name(), sex: 'female', address: '双泉乡城墙村4组' },
    disputeType: disputeTypes.codes[next(17)]?.id ?? 'neighbor',
    facts: `第${i}件：双方因田间水沟改道发生争执，经村民小组长劝说未果，申请调解。`.repeat(1 + next(4)),
    status: ['settled', 'settled', 'settled', 'accepted', 'notSettled'][next(5)] ?? 'accepted',
    agreementForm: next(2) === 0 ? 'oral' : 'written',
    acceptedOn: `${2021 + next(6)}-${month}-${dayOfMonth}`,
    source: 'ownMotion',
    peopleInvolved: 2 + next(5),
    amountInvolved: next(500) * 10_000,
    agreedAmount: next(300) * 10_000,
    committee: 'committee',
    place: '村委会调解室',
  };
}

type Made = { readonly [field: string]: Json };

export function aTrainingOf(next: (below: number) => number, i: number): Made {
  return {
    heldOn: dayOf(next),
    type: ['businessTraining', 'centralGroupStudy', 'legalExam', 'ruleOfLawMeeting'][next(4)] ?? 'other',
    title: `第${i}次学习`,
    audience: ['mediator', 'lawSavvyPerson'].slice(next(2)),
    'extraAttendees.a': { people: 5 + next(40) },
    place: '村文化广场',
  };
}

export function anEventOf(next: (below: number) => number, i: number): Made {
  return {
    heldOn: dayOf(next),
    title: `第${i}场普法活动`,
    themes: [['constitution', 'civilCode', 'peaceBuilding', 'youthProtection'][next(4)] ?? 'constitution'],
    forms: [['materials', 'lecture', 'courtyardMeeting'][next(3)] ?? 'materials'],
    audience: 20 + next(200),
    materials: next(300),
    consultations: next(20),
    place: '村文化广场',
  };
}

const dayOf = (next: (below: number) => number): string =>
  `${2021 + next(6)}-${String(1 + next(10)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;

/** One change per case, as a phone would have written them. */
export const caseChanges = (count: number, unit: string, device: string, seed = 1): IdentifiedChange[] =>
  recordChanges('mediationCase', aCaseOf, { count, unit, device, seed });

/** One change per record of a kind; with a seed of its own for every kind and unit. */
export function recordChanges(
  kindName: string,
  make: (next: (below: number) => number, i: number) => Made,
  { count, unit, device, seed }: { count: number; unit: string; device: string; seed: number },
): IdentifiedChange[] {
  const next = chance(seed);
  const kind = kindOf(kindName);
  const changes: IdentifiedChange[] = [];
  let end: ChainEnd = CHAIN_START;
  for (let i = 0; i < count; i++) {
    const values = make(next, i);
    const record = `0190${String(seed).padStart(4, '0')}-0000-7000-8000-${String(i).padStart(12, '0')}`;
    const ops = Object.keys(values).map((path): Op => {
      const field = kind.fields[fieldOfPath(path)];
      const salt = field !== undefined && isSensitive(field) ? { salt: i.toString(16).padStart(32, '0') } : {};
      return { record, kind: kind.name, field: path, value: values[path] ?? null, replaces: [], ...salt };
    });
    const by = {
      device,
      action: `a${i}`,
      actor: 'm',
      nextStamp: () => stampText({ ms: 1_700_000_000_000 + i, counter: 0 }, device),
    };
    const [change] = changesOf(ops, `${unit}/${kind.scope}`, by, end);
    if (change === undefined) throw new Error('nothing was made');
    end = { n: change.n, id: change.id };
    changes.push(change);
  }
  return changes;
}
