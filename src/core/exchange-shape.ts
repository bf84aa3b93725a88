/** What must hold of a request or an answer before anything else looks at it (SPEC X1): both come from a network. */
import type { SyncAnswer, SyncRequest } from './exchange.ts';
import { EXCHANGE_VERSION, MAX_PUSH_CHANGES } from './exchange.ts';
import { deviceFault, headFault } from './backup-shape.ts';
import { isHash, isObj, isPosition, jsonFault, nameFault, scopeFault, type Fault, type Obj } from './wire.ts';

/** newer: the other end speaks a version that this one does not know. */
export type ExchangeFault = Fault | { readonly reason: 'newer'; readonly at: 'version' };

const shape = (at: string): Fault => ({ reason: 'shape', at });
export const isCount = (json: unknown): json is number => Number.isSafeInteger(json) && (json as number) >= 0;

/** The first fault among the entries of a list; `at` names the list. */
export function listFault(
  json: unknown,
  at: string,
  faultOf: (entry: Obj) => Fault | null,
  max = Number.MAX_SAFE_INTEGER,
): Fault | null {
  if (!Array.isArray(json) || json.length > max) return shape(at);
  for (let i = 0; i < json.length; i++) {
    const entry: unknown = json[i];
    const fault = isObj(entry) ? faultOf(entry) : shape('');
    if (fault !== null) return { ...fault, at: `${at}[${i}]${fault.at === '' ? '' : `.${fault.at}`}` };
  }
  return null;
}

/** Fault of a map; `faultOf` looks at one key and its value. */
function mapFault(json: unknown, at: string, faultOf: (key: string, value: unknown) => Fault | null): Fault | null {
  if (!isObj(json)) return shape(at);
  for (const key of Object.keys(json)) {
    const fault = faultOf(key, json[key]);
    if (fault !== null) return { ...fault, at };
  }
  return null;
}

/** The frame of a run. Its changes are looked at one by one: a bad one must not stop the others. */
const runFault = (run: Obj): Fault | null =>
  nameFault(run['device'], 'device') ??
  scopeFault(run['scope'], 'scope') ??
  (isPosition(run['n']) ? null : shape('n')) ??
  (run['n'] === 1 ? (run['prev'] === '' ? null : shape('prev')) : isHash(run['prev']) ? null : shape('prev')) ??
  (Array.isArray(run['changes']) && run['changes'].length > 0 && run['changes'].every(isObj) ? null : shape('changes'));

const cursorFault = (scope: string, json: unknown): Fault | null =>
  scopeFault(scope, '') ??
  (isObj(json) && isCount(json['seq']) && (json['seq'] === 0 || isHash(json['id'])) && isMark(json['mark'])
    ? null
    : shape(''));
const isMark = (json: unknown): boolean => json === undefined || (typeof json === 'string' && json.length <= 32);

function versionFault(json: Obj): ExchangeFault | null {
  const { version } = json;
  if (!isPosition(version)) return shape('version');
  return version > EXCHANGE_VERSION ? { reason: 'newer', at: 'version' } : null;
}

/** Reads a request. Runs are checked as far as their frame; their changes come unread. */
export function readRequest(json: unknown): { readonly request: SyncRequest } | { readonly fault: ExchangeFault } {
  if (!isObj(json)) return { fault: shape('') };
  const fault =
    versionFault(json) ??
    (json['epoch'] === null ? null : nameFault(json['epoch'], 'epoch')) ??
    listFault(json['runs'], 'runs', runFault, MAX_PUSH_CHANGES) ??
    listFault(json['heads'], 'heads', (head) => jsonFault(head) ?? headFault(head), MAX_PUSH_CHANGES) ??
    listFault(json['devices'], 'devices', (device) => jsonFault(device) ?? deviceFault(device), MAX_PUSH_CHANGES) ??
    mapFault(json['cursors'], 'cursors', cursorFault);
  if (fault !== null) return { fault };
  const request = json as unknown as SyncRequest;
  const sent = request.runs.reduce((sum, { changes }) => sum + changes.length, 0);
  return sent > MAX_PUSH_CHANGES ? { fault: shape('runs') } : { request };
}

const STATES: readonly unknown[] = ['stored', 'known', 'waiting', 'fork', 'refused'];
const resultFault = (result: Obj): Fault | null =>
  nameFault(result['device'], 'device') ??
  scopeFault(result['scope'], 'scope') ??
  (isPosition(result['n']) ? null : shape('n')) ??
  (Array.isArray(result['states']) && result['states'].every((state) => STATES.includes(state))
    ? null
    : shape('states')) ??
  (typeof result['tip'] === 'string' ? null : shape('tip'));

const pageFault = (page: Obj, version: number): Fault | null =>
  scopeFault(page['scope'], 'scope') ??
  (isCount(page['after']) && isPosition(page['to']) && page['to'] > page['after'] ? null : shape('to')) ??
  (isHash(page['tip']) ? null : shape('tip')) ??
  (isMark(page['mark']) ? null : shape('mark')) ??
  (isHash(page['digest']) || (version === 1 && page['digest'] === undefined) ? null : shape('digest')) ??
  listFault(page['runs'], 'runs', (run) => runFault(run) ?? changesFault(run)) ??
  (Array.isArray(page['held']) && page['held'].every(isHash) ? null : shape('held')) ??
  listFault(page['heads'], 'heads', (head) => jsonFault(head) ?? headFault(head)) ??
  listFault(page['devices'], 'devices', (device) => jsonFault(device) ?? deviceFault(device)) ??
  (typeof page['more'] === 'boolean' ? null : shape('more'));

/** What the server let into its stream has been checked there; here only what would harm this device. */
const changesFault = (run: Obj): Fault | null =>
  listFault(run['changes'], 'changes', (change) => jsonFault(change) ?? listFault(change['ops'], 'ops', () => null));

const ROLES = ['member', 'name', 'person', 'unit', 'role', 'township'] as const;
export function accountFault(json: unknown): Fault | null {
  if (!isObj(json)) return shape('account');
  const isText = ROLES.every((key) => typeof json[key] === 'string');
  const { servers } = json;
  return isText && typeof json['caseDuty'] === 'boolean' && Array.isArray(servers) && servers.every(isName)
    ? null
    : shape('account');
}
const isName = (json: unknown): boolean => nameFault(json, '') === null;
const isAccess = (json: unknown): boolean => json === 'read' || json === 'write' || json === 'push';

function startFault(json: unknown): Fault | null {
  if (!isObj(json)) return shape('start');
  const count = (_key: string, value: unknown): Fault | null => (isCount(value) ? null : shape(''));
  const end = (_key: string, value: unknown): Fault | null =>
    isObj(value) && isPosition(value['n']) && isHash(value['id']) ? null : shape('');
  return mapFault(json['bases'], 'start', count) ?? mapFault(json['vector'], 'start', end);
}

/** Reads an answer. A login page, another program's JSON or a newer server is a fault, never a success (SPEC X7). */
export function readAnswer(json: unknown): { readonly answer: SyncAnswer } | { readonly fault: ExchangeFault } {
  if (!isObj(json)) return { fault: shape('') };
  const fault =
    versionFault(json) ??
    nameFault(json['epoch'], 'epoch') ??
    (isCount(json['serverTime']) ? null : shape('serverTime')) ??
    accountFault(json['account']) ??
    mapFault(
      json['scopes'],
      'scopes',
      (scope, access) => scopeFault(scope, '') ?? (isAccess(access) ? null : shape('')),
    ) ??
    listFault(json['results'], 'results', resultFault) ??
    listFault(json['pages'], 'pages', (page) => pageFault(page, json['version'] as number)) ??
    (json['start'] === undefined ? null : startFault(json['start'])) ??
    (json['rewound'] === undefined || Array.isArray(json['rewound']) ? null : shape('rewound'));
  return fault === null ? { answer: json as unknown as SyncAnswer } : { fault };
}
