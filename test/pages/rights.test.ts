import { expect, test } from 'vitest';
import { dutyEntry, mediationCase, training, unit } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { rightsIn } from '#pages/shell/use-rights.ts';
import type { Identity } from '#store/store.ts';

const KINDS = { mediationCase, training, dutyEntry, unit, member };

const as = (role: string, caseDuty: boolean): Identity => ({
  device: 'd',
  actor: 'm',
  township: 'T',
  units: ['V'],
  mode: 'village',
  sample: false,
  joined: {
    account: { member: 'm', name: '李伟', person: '', unit: 'V', role, caseDuty, township: 'T', servers: [] },
    scopes: {},
    device: 'd',
    brought: ['L'],
  },
});

/** Kinds by what may be done with them in the own unit. */
function listed(identity: Identity, inUnit?: string) {
  const rights = rightsIn(identity, ['V', 'L']);
  const names = Object.entries(KINDS);
  return {
    writes: names.filter(([, kind]) => rights.mayWrite(kind, inUnit)).map(([name]) => name),
    sees: names.filter(([, kind]) => rights.maySee(kind, inUnit)).map(([name]) => name),
  };
}

test('[S3] every role is offered what the server takes from it, and nothing else', () => {
  expect(listed(as('mediator', true))).toEqual({
    writes: ['mediationCase', 'training', 'dutyEntry'],
    sees: ['mediationCase', 'training', 'dutyEntry', 'unit'],
  });
  expect(listed(as('lawSavvyPerson', true))).toEqual({
    writes: ['training', 'dutyEntry'],
    sees: ['training', 'dutyEntry', 'unit'],
  });
  expect(listed(as('leader', false))).toEqual({
    writes: ['dutyEntry'],
    sees: ['training', 'dutyEntry', 'unit', 'member'],
  });
  expect(listed(as('office', false))).toEqual({ writes: Object.keys(KINDS), sees: Object.keys(KINDS) });
});

test('[D8] what a device brought along is its own, another village’s is not', () => {
  expect(listed(as('mediator', true), 'L').writes).toContain('mediationCase');
  expect(listed(as('mediator', true), 'W')).toEqual({ writes: [], sees: ['unit'] });
});

test('[D8] without a server nobody is kept from anything', () => {
  const { joined: _, ...alone } = as('mediator', false);
  expect(listed(alone)).toEqual({ writes: Object.keys(KINDS), sees: Object.keys(KINDS) });
});
