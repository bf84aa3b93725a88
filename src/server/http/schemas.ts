/** What bodies look like, for whoever reads `/api/openapi.json`. They document; what is taken is judged by the readers in core. */
import { PROBLEM_CODES } from '#core/problem-code.ts';

export type Schema = { readonly [key: string]: unknown };

export const text: Schema = { type: 'string' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const truth: Schema = { type: 'boolean' };
export const hash: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
export const said = (schema: Schema, description: string): Schema => ({ ...schema, description });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const list = (items: Schema): Schema => ({ type: 'array', items });
const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
const nullable = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });
const ref = (name: string): Schema => ({ $ref: `${name}#` });

/** All of `required` and perhaps `optional`. */
export const object = (required: { readonly [name: string]: Schema }, optional: typeof required = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const milliseconds = said(count, 'milliseconds since 1970');
const signature = said(text, 'ECDSA P-256 with SHA-256, r and s side by side, in base64');

const problem = object(
  { type: text, title: text, status: count },
  { detail: said(text, 'the sentence for a person, in Chinese'), code: oneOf(...PROBLEM_CODES) },
);
const knownDevice = object(
  {
    id: said(text, 'first 32 hex digits of the SHA-256 of the public key'),
    publicKey: said(nullable(text), 'SubjectPublicKeyInfo in base64'),
    name: text,
  },
  { proof: said(hash, 'that it took an invitation without a network') },
);
const signedHead = object({ device: text, scope: text, n: count, id: hash, signature });
const account = object({
  member: text,
  name: text,
  person: text,
  unit: text,
  role: text,
  caseDuty: truth,
  township: text,
  servers: list(text),
});
const op = object(
  { record: text, kind: text, field: text, replaces: list(hash) },
  { value: {}, salt: text, digest: hash, saw: list(hash) },
);
const change = object({ action: text, actor: text, stamp: text, schema: count, ops: list(ref('op')) });
const run = object({
  device: text,
  scope: text,
  n: said(count, 'position of the first change'),
  prev: said(text, 'id of the change before it; empty for n = 1'),
  changes: list(ref('change')),
});
const runResult = object(
  {
    device: text,
    scope: text,
    n: count,
    states: list(oneOf('stored', 'known', 'waiting', 'fork', 'refused')),
    tip: said(text, 'id of the last change as the server computed it'),
  },
  { refusals: map(oneOf('shape', 'size', 'unknownScope', 'unproven')) },
);
const mark = said(text, 'of the commit that put the change there; the cursor gives it back');
const page = object(
  {
    scope: text,
    after: count,
    to: count,
    tip: hash,
    digest: said(hash, 'SHA-256 over all ids of the stretch, sorted and one behind the other; read from version 2 on'),
    runs: list(ref('run')),
    held: list(hash),
    heads: list(ref('signedHead')),
    devices: list(ref('knownDevice')),
    more: truth,
  },
  { mark },
);
const deviceEntry = object(
  {
    id: text,
    name: text,
    member: said(text, 'empty while unknown'),
    state: oneOf('active', 'lost', 'revoked', 'unknown'),
    since: milliseconds,
    seenAt: nullable(milliseconds),
  },
  {
    claim: said(
      object({ member: text, fault: oneOf('late', 'used', 'withdrawn', 'ended') }),
      'of an unknown one: whose invitation it has proved, and why that alone does not make it the member’s',
    ),
  },
);

/** Registered under these names. */
export const components: { readonly [name: string]: Schema } = {
  problem,
  knownDevice,
  signedHead,
  account,
  op,
  change,
  run,
  runResult,
  page,
  deviceEntry,
};

export const accountRef = ref('account');
export const deviceEntryRef = ref('deviceEntry');

export const syncRequest = object({
  version: count,
  epoch: said(nullable(text), 'null before the first exchange'),
  runs: list(ref('run')),
  heads: list(ref('signedHead')),
  devices: list(ref('knownDevice')),
  cursors: map(object({ seq: count, id: text }, { mark })),
});
export const syncAnswer = object(
  {
    version: count,
    epoch: text,
    serverTime: milliseconds,
    account: accountRef,
    scopes: map(oneOf('read', 'write', 'push')),
    results: list(ref('runResult')),
    pages: list(ref('page')),
  },
  {
    start: object({ bases: map(count), vector: map(object({ n: count, id: text })) }),
    rewound: list(text),
    clear: truth,
  },
);

export const enrolRequest = object(
  { device: ref('knownDevice'), signature },
  {
    code: said(text, 'nine digits of an invitation, or the secret of its link'),
    setup: said(text, 'token of a set-up link'),
    follows: said(text, 'device of the present session, found to be cloned'),
    founds: object({ township: text, member: text }),
    adopts: object({ township: text, units: list(object({ id: text, name: text })) }),
  },
);
export const enrolAnswer = object({ account: accountRef, epoch: text, serverTime: milliseconds });
export const invitation = object({
  code: { type: 'string', pattern: '^[0-9]{9}$' },
  link: text,
  expiresAt: milliseconds,
});
export const recovery = object({
  open: truth,
  since: said(count, 'when the epoch began, in milliseconds since 1970'),
  missing: list(object({ id: text, name: text, member: text })),
  unnumbered: said(count, 'cases that get their number when the recovery is closed'),
});

/** One answer, and problem details for everything else. */
export const answers = (schema: Schema, status = 200): Schema => ({ [status]: schema, default: ref('problem') });
export const empty = said({ type: 'null' }, 'nothing');
/** Bytes as they are. */
export const binary = (type: string): Schema => ({
  description: 'bytes',
  content: { [type]: { schema: { type: 'string', format: 'binary' } } },
});
