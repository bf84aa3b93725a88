/** What must hold of the bodies in `enrolment.ts` before anything else looks at them: they come from a network. */
import { deviceFault } from './backup-shape.ts';
import {
  MAX_DECIDED,
  MAX_NAME,
  type ChallengeAnswer,
  type ChallengeRequest,
  type ConfirmRequest,
  type DecisionRequest,
  type DeviceNameRequest,
  type DevicesAnswer,
  type EndLeaseRequest,
  type EnrolAnswer,
  type EnrolRequest,
  type ErasureRequest,
  type GiveLeaseRequest,
  type Invitation,
  type InvitationRequest,
  type LeaseRequest,
  type NumberFindings,
  type Recovery,
  type RecoveryRequest,
  type RevokeRequest,
  type SessionAnswer,
  type SessionRequest,
} from './enrolment.ts';
import { isErasureReason } from './erasure.ts';
import { accountFault, isCount, listFault } from './exchange-shape.ts';
import { isHash, isObj, jsonFault, nameFault, scopeFault, within, type Fault, type Obj } from './wire.ts';

export type Read<Body> = { readonly body: Body } | { readonly fault: Fault };

const MAX_UNITS = 500;
/** Codes, tokens, nonces and signatures: printable ASCII without spaces. */
const WORD = /^[!-~]{1,200}$/;

const shape = (at: string): Fault => ({ reason: 'shape', at });
const holds = (condition: boolean, at: string): Fault | null => (condition ? null : shape(at));

const wordFault = (json: unknown, at: string): Fault | null => holds(typeof json === 'string' && WORD.test(json), at);
/** A name that a person gave: anything but control characters. */
const saidFault = (json: unknown, at: string): Fault | null =>
  holds(typeof json === 'string' && json.length > 0 && json.length <= MAX_NAME && !/\p{Cc}/u.test(json), at);
const innerFault = (json: unknown, at: string, faultOf: (inner: Obj) => Fault | null): Fault | null => {
  const fault = isObj(json) ? faultOf(json) : shape('');
  return fault === null ? null : within(fault, at);
};

function reader<Body>(faultOf: (json: Obj) => Fault | null): (json: unknown) => Read<Body> {
  return (json) => {
    const fault = isObj(json) ? (jsonFault(json) ?? faultOf(json)) : shape('');
    return fault === null ? { body: json as Body } : { fault };
  };
}

const foundingFault = (founds: Obj): Fault | null =>
  nameFault(founds['township'], 'township') ?? nameFault(founds['member'], 'member');

const adoptionFault = (adopts: Obj): Fault | null =>
  nameFault(adopts['township'], 'township') ??
  listFault(
    adopts['units'],
    'units',
    (unit) => nameFault(unit['id'], 'id') ?? holds(typeof unit['name'] === 'string', 'name'),
    MAX_UNITS,
  );

/** A device without a key could prove nothing (SPEC C12). */
const enrolledFault = (device: Obj): Fault | null =>
  deviceFault(device) ?? holds(device['publicKey'] !== null, 'publicKey');

/** Exactly one of the three ways in. */
function secretFault({ code, setup, follows }: Obj): Fault | null {
  const given = [code, setup, follows].filter((secret) => secret !== undefined);
  return holds(given.length === 1, 'code') ?? wordFault(given[0], 'code');
}

export const readEnrolRequest = reader<EnrolRequest>(
  (json) =>
    secretFault(json) ??
    innerFault(json['device'], 'device', enrolledFault) ??
    (json['founds'] === undefined ? null : innerFault(json['founds'], 'founds', foundingFault)) ??
    (json['adopts'] === undefined ? null : innerFault(json['adopts'], 'adopts', adoptionFault)) ??
    holds(json['founds'] === undefined || json['setup'] !== undefined, 'founds') ??
    wordFault(json['signature'], 'signature'),
);

export const readEnrolAnswer = reader<EnrolAnswer>(
  (json) =>
    accountFault(json['account']) ??
    nameFault(json['epoch'], 'epoch') ??
    holds(isCount(json['serverTime']), 'serverTime'),
);

export const readChallengeRequest = reader<ChallengeRequest>(({ device }) => nameFault(device, 'device'));
export const readChallengeAnswer = reader<ChallengeAnswer>(({ nonce }) => wordFault(nonce, 'nonce'));
export const readSessionRequest = reader<SessionRequest>(
  ({ device, nonce, signature }) =>
    nameFault(device, 'device') ?? wordFault(nonce, 'nonce') ?? wordFault(signature, 'signature'),
);
export const readSessionAnswer = reader<SessionAnswer>(({ account }) => accountFault(account));

export const readInvitationRequest = reader<InvitationRequest>(({ member }) => nameFault(member, 'member'));
export const readInvitation = reader<Invitation>(
  ({ code, link, expiresAt }) =>
    holds(typeof code === 'string' && /^\d{9}$/.test(code), 'code') ??
    holds(typeof link === 'string' && /^https?:\/\/\S+\/join#c=\S+$/.test(link), 'link') ??
    holds(isCount(expiresAt), 'expiresAt'),
);

const STATES: readonly unknown[] = ['active', 'lost', 'revoked', 'unknown'];
const namedFault = ({ id, name, member }: Obj): Fault | null =>
  nameFault(id, 'id') ?? holds(typeof name === 'string', 'name') ?? holds(typeof member === 'string', 'member');
const FAULTS: readonly unknown[] = ['late', 'used', 'withdrawn', 'ended'];
const claimFault = ({ member, fault }: Obj): Fault | null =>
  nameFault(member, 'member') ?? holds(FAULTS.includes(fault), 'fault');
const entryFault = (entry: Obj): Fault | null =>
  namedFault(entry) ??
  standingFault(entry) ??
  (entry['claim'] === undefined ? null : innerFault(entry['claim'], 'claim', claimFault));
const standingFault = ({ state, since, seenAt }: Obj): Fault | null =>
  holds(STATES.includes(state), 'state') ??
  holds(isCount(since), 'since') ??
  holds(seenAt === null || isCount(seenAt), 'seenAt');

export const readDevicesAnswer = reader<DevicesAnswer>(({ devices }) => listFault(devices, 'devices', entryFault));
export const readDeviceNameRequest = reader<DeviceNameRequest>(({ name }) => saidFault(name, 'name'));
export const readRevokeRequest = reader<RevokeRequest>(({ lost }) => holds(typeof lost === 'boolean', 'lost'));
export const readConfirmRequest = reader<ConfirmRequest>(({ member }) => nameFault(member, 'member'));

const areChanges = (json: unknown): boolean => Array.isArray(json) && json.length <= MAX_DECIDED && json.every(isHash);
export const readDecisionRequest = reader<DecisionRequest>(
  ({ changes, state }) =>
    holds(areChanges(changes), 'changes') ?? holds(state === 'accepted' || state === 'quarantined', 'state'),
);

const isText = (json: unknown): boolean => typeof json === 'string';
export const readNumberFindings = reader<NumberFindings>(
  ({ duplicates, voids, gaps }) =>
    listFault(
      duplicates,
      'duplicates',
      ({ fileNumber, records }) =>
        holds(isText(fileNumber), 'fileNumber') ?? holds(Array.isArray(records) && records.every(isText), 'records'),
    ) ??
    listFault(
      voids,
      'voids',
      ({ fileNumber, record }) => holds(isText(fileNumber), 'fileNumber') ?? holds(isText(record), 'record'),
    ) ??
    listFault(gaps, 'gaps', ({ first, last }) => holds(isText(first), 'first') ?? holds(isText(last), 'last')),
);

export const readRecovery = reader<Recovery>(
  ({ open, since, missing, unnumbered }) =>
    holds(typeof open === 'boolean', 'open') ??
    holds(isCount(since), 'since') ??
    listFault(missing, 'missing', namedFault) ??
    holds(isCount(unnumbered), 'unnumbered'),
);
export const readRecoveryRequest = reader<RecoveryRequest>(({ close }) => holds(close === true, 'close'));

const MAX_ERASED_PATHS = 200;
export const readErasureRequest = reader<ErasureRequest>(
  ({ scope, record, paths, reason }) =>
    scopeFault(scope, 'scope') ??
    nameFault(record, 'record') ??
    holds(
      Array.isArray(paths) &&
        paths.length <= MAX_ERASED_PATHS &&
        paths.every((path) => typeof path === 'string' && path.length > 0 && path.length <= 400),
      'paths',
    ) ??
    holds(isErasureReason(reason), 'reason'),
);

const leaseFault = ({ committee, year }: Obj): Fault | null =>
  nameFault(committee, 'committee') ?? holds(isCount(year) && year >= 1900 && year <= 2999, 'year');
const heldFault = (held: Obj): Fault | null => wordsFault(held['said'], 'said') ?? holds(isCount(held['last']), 'last');
const wordsFault = (json: unknown, at: string): Fault | null =>
  holds(typeof json === 'string' && json !== '' && json.split(',').every(isHash), at);
export const readLeaseRequest = reader<LeaseRequest>(leaseFault);
export const readEndLeaseRequest = reader<EndLeaseRequest>(
  (body) => leaseFault(body) ?? (body['held'] === undefined ? null : innerFault(body['held'], 'held', heldFault)),
);
export const readGiveLeaseRequest = reader<GiveLeaseRequest>(
  (body) => leaseFault(body) ?? nameFault(body['device'], 'device'),
);
