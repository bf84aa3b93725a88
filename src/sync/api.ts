/** The server's routes beside exchange and session, as typed calls. What may go wrong is an answer, with a sentence for a person. */
import type {
  ConfirmRequest,
  DecisionRequest,
  DeviceNameRequest,
  DevicesAnswer,
  EndLeaseRequest,
  ErasureRequest,
  GiveLeaseRequest,
  Invitation,
  InvitationRequest,
  LeaseRequest,
  NumberFindings,
  Recovery,
  RecoveryRequest,
  RevokeRequest,
} from '#core/enrolment.ts';
import { readDevicesAnswer, readInvitation, readNumberFindings, readRecovery } from '#core/enrolment-shape.ts';
import { problemText } from '#core/problem-code.ts';
import { askJson, type Ask } from './ask.ts';
import type { Called, Session } from './session.ts';
import type { Failure } from './step.ts';

export interface Api {
  readonly invite: (request: InvitationRequest) => Promise<Called<Invitation>>;
  /** Takes back what the member was invited with and nobody has used. */
  readonly withdraw: (request: InvitationRequest) => Promise<Called<null>>;
  readonly listDevices: () => Promise<Called<DevicesAnswer>>;
  readonly nameDevice: (device: string, request: DeviceNameRequest) => Promise<Called<null>>;
  readonly revokeDevice: (device: string, request: RevokeRequest) => Promise<Called<null>>;
  readonly confirmDevice: (device: string, request: ConfirmRequest) => Promise<Called<null>>;
  readonly decide: (request: DecisionRequest) => Promise<Called<null>>;
  /** Lawful erasure, for good (SPEC C9). */
  readonly erase: (request: ErasureRequest) => Promise<Called<null>>;
  /** Who issues a committee's numbers (SPEC X10). */
  readonly giveLease: (request: GiveLeaseRequest) => Promise<Called<null>>;
  readonly endLease: (request: EndLeaseRequest) => Promise<Called<null>>;
  readonly renewLease: (request: LeaseRequest) => Promise<Called<null>>;
  /** Doubled numbers and voids. */
  readonly readNumbers: () => Promise<Called<NumberFindings>>;
  readonly readRecovery: () => Promise<Called<Recovery>>;
  readonly closeRecovery: (request: RecoveryRequest) => Promise<Called<Recovery>>;
}

/** Where the status says all; any other success is not this server's. */
const askDone = (path: string, body: unknown): Ask<null> => ({
  ...askJson(path, () => ({ body: null }), body),
  take: ({ status }) => Promise.resolve(status === 204 ? { kind: 'ok', body: null } : null),
});

export function createApi({ call }: Pick<Session, 'call'>): Api {
  const device = (id: string, act: string): string => `/api/devices/${encodeURIComponent(id)}/${act}`;
  return {
    invite: (request) => call(askJson('/api/invitations', readInvitation, request)),
    withdraw: (request) => call(askDone('/api/invitations/withdraw', request)),
    listDevices: () => call(askJson('/api/devices', readDevicesAnswer)),
    nameDevice: (id, request) => call(askDone(device(id, 'name'), request)),
    revokeDevice: (id, request) => call(askDone(device(id, 'revoke'), request)),
    confirmDevice: (id, request) => call(askDone(device(id, 'confirm'), request)),
    decide: (request) => call(askDone('/api/decisions', request)),
    erase: (request) => call(askDone('/api/erasures', request)),
    giveLease: (request) => call(askDone('/api/leases', request)),
    endLease: (request) => call(askDone('/api/leases/end', request)),
    renewLease: (request) => call(askDone('/api/leases/renew', request)),
    readNumbers: () => call(askJson('/api/numbers', readNumberFindings)),
    readRecovery: () => call(askJson('/api/recovery', readRecovery)),
    closeRecovery: (request) => call(askJson('/api/recovery', readRecovery, request)),
  };
}

/** Where the server itself said nothing. */
const sentences: { readonly [kind in Failure['kind']]: string } = {
  offline: '没有网络，请连上网络后再试',
  portal: '这个网络要先登录：用浏览器打开任意网页登录，再回来试',
  busy: problemText('busy'),
  signedOut: problemText('signedOut'),
  revoked: problemText('revoked'),
  tooOld: problemText('appTooOld'),
  unusable: problemText('shape'),
};

/** What to tell a person. */
export const failureText = ({ kind, code }: Failure): string =>
  code === undefined ? sentences[kind] : problemText(code);
