import { utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { toBase64 } from '#core/base64.ts';
import { enrolText, MAX_DECIDED, sessionText } from '#core/enrolment.ts';
import {
  readChallengeRequest,
  readConfirmRequest,
  readDecisionRequest,
  readDeviceNameRequest,
  readDevicesAnswer,
  readEnrolAnswer,
  readEnrolRequest,
  readInvitation,
  readNumberFindings,
  readRecovery,
  readRecoveryRequest,
  readRevokeRequest,
  readSessionRequest,
} from '#core/enrolment-shape.ts';
import { deviceOfKey } from '#core/heads.ts';
import { PROBLEM_CODES, problemCodeOf, problemText } from '#core/problem-code.ts';

const publicKey = toBase64(new Uint8Array(91).fill(7));
const device = { id: deviceOfKey(publicKey) as string, publicKey, name: '村委会的手机' };
const enrol = (over: object) => ({ code: '123456789', device, signature: 'c2ln', ...over });
const founds = { township: 't', member: 'm' };

test('[X12] what a device sends to enrol is read whole', () => {
  for (const body of [
    enrol({}),
    enrol({ code: undefined, setup: 'token', founds }),
    enrol({ code: undefined, follows: 'cloned' }),
    enrol({ adopts: { township: 'local', units: [{ id: 'v', name: '石坝村' }] } }),
  ]) {
    expect(readEnrolRequest(body)).toEqual({ body });
  }
});

test.for([
  [enrol({ code: undefined }), 'code'],
  [enrol({ setup: 'token' }), 'code'],
  [enrol({ follows: 'cloned' }), 'code'],
  [enrol({ code: '12 34' }), 'code'],
  [enrol({ code: 123_456_789 }), 'code'],
  [enrol({ device: { ...device, publicKey: null } }), 'device.publicKey'],
  [enrol({ device: { ...device, id: 'another' } }), 'device.publicKey'],
  [enrol({ device: 'd' }), 'device'],
  [enrol({ founds }), 'founds'],
  [enrol({ code: undefined, setup: 's', founds: { township: 't/u', member: 'm' } }), 'founds.township'],
  [enrol({ code: undefined, setup: 's', founds: { township: 't' } }), 'founds.member'],
  [enrol({ adopts: { township: '__proto__', units: [] } }), 'adopts.township'],
  [enrol({ adopts: { township: 't', units: [{ id: 'v' }] } }), 'adopts.units[0].name'],
  [enrol({ signature: undefined }), 'signature'],
  [[], ''],
  ['<html>', ''],
] as const)('[X12] what is no enrolment is refused with the place: %#', ([body, at]) => {
  expect(readEnrolRequest(body)).toEqual({ fault: expect.objectContaining({ at }) });
});

test('the smaller bodies are refused with the place as well', () => {
  const at = (read: object) => ('fault' in read ? (read.fault as { at: string }).at : 'none');
  expect(at(readChallengeRequest({ device: 'd' }))).toBe('none');
  expect(at(readChallengeRequest({}))).toBe('device');
  expect(at(readSessionRequest({ device: 'd', nonce: 'n', signature: '签' }))).toBe('signature');
  expect(at(readRevokeRequest({ lost: 'yes' }))).toBe('lost');
  expect(at(readConfirmRequest({ member: 'toString' }))).toBe('member');
  expect(at(readDeviceNameRequest({ name: 'x'.repeat(61) }))).toBe('name');
  expect(at(readDecisionRequest({ changes: ['x'], state: 'accepted' }))).toBe('changes');
  expect(at(readDecisionRequest({ changes: [], state: 'review' }))).toBe('state');
  const many = Array.from({ length: MAX_DECIDED + 1 }, () => 'a'.repeat(64));
  expect(at(readDecisionRequest({ changes: many, state: 'accepted' }))).toBe('changes');
  expect(at(readRecoveryRequest({ close: false }))).toBe('close');
});

test('[X7] a login page or another program is no answer', () => {
  const account = {
    member: 'm',
    name: '杨晓梅',
    person: '',
    unit: 't',
    role: 'office',
    caseDuty: false,
    township: 't',
    servers: ['s'],
  };
  expect(readEnrolAnswer({ account, epoch: 'e', serverTime: 1 })).toHaveProperty('body');
  expect(readEnrolAnswer({ account: {}, epoch: 'e', serverTime: 1 })).toHaveProperty('fault');
  const entry = { id: 'd', name: '', member: '', state: 'unknown', since: 1, seenAt: null };
  expect(readDevicesAnswer({ devices: [entry] })).toHaveProperty('body');
  expect(readDevicesAnswer({ devices: [{ ...entry, state: 'stolen' }] })).toHaveProperty('fault');
  expect(
    readRecovery({ open: true, since: 1, missing: [{ id: 'd', name: '', member: 'm' }], unnumbered: 0 }),
  ).toHaveProperty('body');
  expect(readRecovery('<!doctype html>')).toHaveProperty('fault');
  const findings = {
    duplicates: [{ fileNumber: '1', records: ['a', 'b'] }],
    voids: [{ fileNumber: '2', record: 'c' }],
    gaps: [{ first: '3', last: '5' }],
  };
  expect(readNumberFindings(findings)).toHaveProperty('body');
  expect(readNumberFindings({ ...findings, voids: [{ fileNumber: 2 }] })).toHaveProperty('fault');
  expect(readNumberFindings({ ...findings, gaps: [{ first: '3' }] })).toHaveProperty('fault');
  const invitation = { code: '012345678', link: 'https://fazhi.example/join#c=abc', expiresAt: 5 };
  expect(readInvitation(invitation)).toHaveProperty('body');
  expect(readInvitation({ ...invitation, code: '12' })).toHaveProperty('fault');
});

test('[X12] one signature serves one purpose only', () => {
  expect(enrolText('d', '123')).toEqual(utf8ToBytes('fazhi-taizhang enrol d 123'));
  expect(sessionText('d', '123')).toEqual(utf8ToBytes('fazhi-taizhang session d 123'));
});

test('every expected failure has a plain sentence; a code of another program is none', () => {
  for (const code of PROBLEM_CODES) {
    expect(problemText(code)).toMatch(/[\u4e00-\u9fff]/);
    expect(problemCodeOf({ code })).toBe(code);
  }
  for (const other of [{ code: 'toString' }, { code: 7 }, {}, null, '<html>']) expect(problemCodeOf(other)).toBeNull();
});
