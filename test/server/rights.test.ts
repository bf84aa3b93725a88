/** Every role at every route, in every scope (SPEC S3): what is not expected here is refused. */
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import Fastify, { type InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import type { ScopeAccess, SyncAnswer } from '#core/exchange.ts';
import { guardRoutes } from '#server/http/access.ts';
import { anApi, asking, told, type Api, type Ask } from './api.ts';
import {
  aMember,
  aStaffedWorld,
  enrolled,
  id,
  requestOf,
  settle,
  verdictsOn,
  write,
  type Edit,
  type Phone,
  type Staffed,
} from './phone.ts';

const ROLES = [
  'nobody',
  'mediator',
  'cadre',
  'lawSavvy',
  'leader',
  'office',
  'lost',
  'revoked',
  'ended',
  'foreign',
] as const;
type Role = (typeof ROLES)[number];

interface Place extends Api {
  readonly world: Staffed;
  readonly phones: ReadonlyMap<Role, Phone>;
  readonly asks: ReadonlyMap<Role, Ask>;
}

/** One phone for each role in the first village, and the office of another township on the same server. */
async function aPlace(): Promise<Place> {
  const world = await aStaffedWorld();
  const api = await anApi(world);
  const [village] = world.villages;
  const foreign = await aStaffedWorld({ storage: world.storage });
  const phones = new Map<Role, Phone>([
    ['mediator', await enrolled(world, village, 'mediator', { caseDuty: true })],
    ['cadre', await enrolled(world, village, 'villageCadre')],
    ['lawSavvy', await enrolled(world, village, 'lawSavvyPerson', { caseDuty: true })],
    ['leader', await enrolled(world, world.township, 'leader')],
    ['office', world.office],
    ['lost', await enrolled(world, village, 'mediator', { caseDuty: true })],
    ['revoked', await enrolled(world, village, 'mediator', { caseDuty: true })],
    ['ended', await enrolled(world, village, 'mediator', { caseDuty: true, endedOn: '2024-06-02' })],
    ['foreign', foreign.office],
  ]);
  const asks = new Map<Role, Ask>([['nobody', (options) => api.app.inject(options)]]);
  for (const [role, phone] of phones) asks.set(role, await asking(api, phone));
  for (const state of ['lost', 'revoked'] as const) {
    const device = phones.get(state)?.known.id ?? '';
    await world.storage.db.updateTable('devices').set({ state }).where('device', '=', device).execute();
  }
  return { ...api, world, phones, asks };
}

type Expected = { readonly [role in Role]: string };
const DENIED = { nobody: '401 signedOut', revoked: '403 revoked' } as const;

const open = (answer: string): Expected => Object.fromEntries(ROLES.map((role) => [role, answer])) as Expected;
const withSession = (answer: string): Expected => ({ ...open(answer), ...DENIED });
const active = (answer: string): Expected => ({ ...withSession(answer), lost: '403 revoked' });
const office = (answer: string, foreign: string): Expected => ({
  ...active('403 noRight'),
  office: answer,
  foreign,
});

interface Row {
  readonly route: string;
  readonly ask: (place: Place, role: Role) => InjectOptions;
  readonly expected: Expected;
}

const stranger = id();
const member = (place: Place): string => place.phones.get('mediator')?.actor ?? '';
const device = (place: Place, role: Role = 'mediator'): string => place.phones.get(role)?.known.id ?? '';

/** Routes that ask for no scope. Their bodies are good: what is refused is refused for the role. */
const ROUTES: readonly Row[] = [
  { route: 'GET /api/health', ask: () => ({ url: '/api/health' }), expected: open('200') },
  { route: 'GET /api/openapi.json', ask: () => ({ url: '/api/openapi.json' }), expected: open('200') },
  // Who enrols or signs in proves it by the body; an empty one is no proof.
  { route: 'POST /api/enrol', ask: () => ({ payload: {} }), expected: open('400 shape') },
  {
    route: 'POST /api/session/challenge',
    ask: () => ({ payload: { device: stranger } }),
    expected: open('401 unknownDevice'),
  },
  {
    route: 'POST /api/session',
    ask: () => ({ payload: { device: stranger, nonce: 'n', signature: 's' } }),
    expected: open('401 challengeGone'),
  },
  {
    route: 'POST /api/sync',
    ask: ({ phones, world }, role) => ({ payload: requestOf(phones.get(role) ?? world.office, { runs: [] }) }),
    expected: withSession('200'),
  },
  { route: 'GET /api/devices', ask: () => ({}), expected: active('200') },
  {
    route: 'POST /api/devices/{id}/name',
    ask: (place) => ({ url: `/api/devices/${device(place)}/name`, payload: { name: '村委会的手机' } }),
    expected: { ...active('404 notFound'), mediator: '204', office: '204' },
  },
  {
    route: 'POST /api/devices/{id}/revoke',
    ask: (place) => ({ url: `/api/devices/${device(place, 'ended')}/revoke`, payload: { lost: false } }),
    expected: office('204', '404 notFound'),
  },
  {
    route: 'POST /api/devices/{id}/confirm',
    ask: (place) => ({ url: `/api/devices/${device(place)}/confirm`, payload: { member: member(place) } }),
    expected: office('204', '404 notFound'),
  },
  {
    route: 'POST /api/invitations',
    ask: (place) => ({ payload: { member: member(place) } }),
    expected: office('200', '404 noSuchMember'),
  },
  {
    route: 'POST /api/invitations/withdraw',
    ask: (place) => ({ payload: { member: member(place) } }),
    expected: office('204', '204'),
  },
  {
    route: 'POST /api/decisions',
    ask: () => ({ payload: { changes: ['a'.repeat(64)], state: 'accepted' } }),
    expected: office('204', '204'),
  },
  {
    route: 'POST /api/erasures',
    ask: ({ world }) => ({
      payload: { scope: `${world.villages[0]}/cases`, record: stranger, paths: [], reason: 'asked' },
    }),
    // Nobody has such a record; another township's office has no such scope.
    expected: office('404 notFound', '403 noRight'),
  },
  {
    route: 'POST /api/leases',
    ask: (place) => ({ payload: { committee: stranger, year: 2024, device: device(place) } }),
    expected: office('404 notFound', '404 notFound'),
  },
  {
    route: 'POST /api/leases/end',
    ask: () => ({ payload: { committee: stranger, year: 2024 } }),
    expected: active('404 notFound'),
  },
  {
    route: 'POST /api/leases/renew',
    ask: () => ({ payload: { committee: stranger, year: 2024 } }),
    expected: active('404 notFound'),
  },
  { route: 'GET /api/numbers', ask: () => ({}), expected: office('200', '200') },
  { route: 'GET /api/recovery', ask: () => ({}), expected: office('200', '200') },
  { route: 'POST /api/recovery', ask: () => ({ payload: { close: true } }), expected: office('200', '200') },
];

/** Answers at once and stays open. */
const EVENTS = 'GET /api/events';

/** Whatever is no address of the API is a file of the app, or its one page: nothing that a role could change. */
const FILES = ['GET *', 'HEAD *'];

test.for(ROUTES)('[S3] [X13] $route', async ({ route, ask, expected }) => {
  const place = await aPlace();
  const [method, url] = route.split(' ') as ['GET' | 'POST', string];
  const answers: { [role: string]: string } = {};
  // The office last: what it does changes what others may.
  for (const role of [...ROLES].sort((a, b) => Number(a === 'office') - Number(b === 'office'))) {
    const asked = place.asks.get(role);
    if (asked !== undefined) answers[role] = told(await asked({ method, url, ...ask(place, role) }));
  }
  expect(answers).toEqual(expected);
});

const SCOPES = [
  'shared',
  'office',
  'own/work',
  'own/cases',
  'own/counts',
  'far/work',
  'far/cases',
  'far/counts',
] as const;

/** SPEC S3, in the order of SCOPES: r reads, w writes, – neither. */
const TABLE: { readonly [role in Exclude<Role, 'nobody' | 'revoked'>]: string } = {
  mediator: 'r–wwr–––',
  cadre: 'r–w–r–––',
  lawSavvy: 'r–w–r–––',
  leader: 'rrr–rr–r',
  office: 'wwwwrwwr',
  lost: '––––––––',
  ended: '––––––––',
  foreign: '––––––––',
};

const scopesOf = ({ township, villages: [own, far] }: Staffed): string[] =>
  SCOPES.map((name) =>
    name
      .replace(/^own/, own)
      .replace(/^far/, far)
      .replace(/^(shared|office)$/, `${township}/$1`),
  );

const photo = Buffer.from('a photo');
const hash = createHash('sha256').update(photo).digest('hex');
const upload = {
  'content-type': 'application/octet-stream',
  'upload-offset': '0',
  'upload-length': String(photo.length),
};

interface ScopedRow {
  readonly route: string;
  readonly ask: (scope: string) => InjectOptions;
  /** What the role is told where it reads, writes or neither. */
  readonly expected: { readonly [access: string]: string };
}

const inScope = (path: string) => (scope: string) => `${path}?scope=${encodeURIComponent(scope)}`;
const blob = inScope(`/api/blobs/${hash}`);
const thumbnail = inScope(`/api/blobs/${hash}/thumbnail`);
const reading = { r: '200', w: '200', '–': '403 noRight' };

const SCOPED: readonly ScopedRow[] = [
  {
    route: 'PUT /api/blobs/{id}',
    ask: (scope) => ({ url: blob(scope), payload: photo, headers: upload }),
    expected: { r: '403 noRight', w: '204', '–': '403 noRight' },
  },
  {
    route: 'PUT /api/blobs/{id}/thumbnail',
    ask: (scope) => ({ url: thumbnail(scope), payload: photo, headers: upload }),
    expected: { r: '403 noRight', w: '204', '–': '403 noRight' },
  },
  {
    route: 'HEAD /api/blobs/{id}',
    ask: (scope) => ({ url: blob(scope) }),
    expected: { r: '403 noRight', w: '200', '–': '403 noRight' },
  },
  { route: 'GET /api/blobs/{id}', ask: (scope) => ({ url: blob(scope) }), expected: reading },
  { route: 'GET /api/blobs/{id}/thumbnail', ask: (scope) => ({ url: thumbnail(scope) }), expected: reading },
];

test('[S3] [X13] GET /api/events', async () => {
  const { asks } = await aPlace();
  const answers: { [role: string]: string } = {};
  for (const [role, ask] of asks) {
    const answer = await ask({ url: '/api/events', payloadAsStream: true });
    const stream = answer.stream();
    // Only a refusal comes to an end.
    const code = answer.statusCode === 200 ? [] : [(JSON.parse(await text(stream)) as { code: string }).code];
    stream.destroy();
    answers[role] = [answer.statusCode, ...code].join(' ');
  }
  expect(answers).toEqual(active('200'));
});

test.for(SCOPED)('[S3] [X13] [X15] $route in every scope', async ({ route, ask, expected }) => {
  const place = await aPlace();
  const method = route.replace(/ .*/, '') as 'GET' | 'PUT' | 'HEAD';
  const scopes = scopesOf(place.world);
  const at = { township: place.world.township, id: hash };
  for (const scope of method === 'GET' ? scopes : []) {
    await place.blobs.append({ ...at, scope }, { offset: 0, length: photo.length, bytes: photo });
    await place.blobs.putThumbnail({ ...at, scope }, photo);
  }
  for (const role of ROLES) {
    const asked = place.asks.get(role);
    const answers: string[] = [];
    for (const scope of scopes) if (asked !== undefined) answers.push(told(await asked({ method, ...ask(scope) })));
    const isRead = method === 'GET';
    const told403 =
      role === 'nobody' ? '401 signedOut' : role === 'revoked' || (role === 'lost' && isRead) ? '403 revoked' : null;
    const accesses = role === 'nobody' || role === 'revoked' ? '' : TABLE[role];
    const due = SCOPES.map((_, i) => told403 ?? expected[accesses[i] ?? '–'] ?? '');
    expect(answers, role).toEqual(method === 'HEAD' ? due.map((each) => each.slice(0, 3)) : due);
  }
});

test('[S3] what an exchange shows is what the table says', async () => {
  const place = await aPlace();
  const words: { readonly [access: string]: ScopeAccess } = { r: 'read', w: 'write' };
  const scopes = scopesOf(place.world);
  for (const role of Object.keys(TABLE) as (keyof typeof TABLE)[]) {
    const phone = place.phones.get(role) as Phone;
    const answer = await place.asks.get(role)?.({
      method: 'POST',
      url: '/api/sync',
      payload: requestOf(phone, { runs: [], cursors: {} }),
    });
    const seen = answer?.json<SyncAnswer>().scopes ?? {};
    expect(
      scopes.map((scope) => seen[scope]),
      role,
    ).toEqual(TABLE[role].split('').map((access) => words[access]));
  }
});

/** SPEC S3, X4: what is said of a case of the own village, and what the server says to that. A dash: nothing, it stands. */
const OFFICE_WORDS: readonly (readonly [
  values: Edit['values'],
  told: { readonly [role in keyof typeof TABLE]?: string },
])[] = [
  ...[
    { review: { state: 'approved', by: '刘所长' } },
    { review: { state: 'returned' } },
    { subsidy: { state: 'granted', amount: 20000 } },
    { subsidy: { state: 'paid' } },
    { subsidy: { state: 'refused' } },
    { 'review.state': 'approved' },
    { 'subsidy.state': 'paid' },
    { place: '院坝', review: { state: 'approved' } },
  ].map((values) => [values, { mediator: 'quarantined officeOnly' }] as const),
  ...[
    { review: { state: 'pending' } },
    { subsidy: { state: 'applied', amount: 20000 } },
    { review: null },
    { 'review.on': '2024-06-03' },
  ].map((values) => [values, { mediator: '–' }] as const),
];

test.for(OFFICE_WORDS)('[S3, X4] POST /api/sync: of a case %j', async ([values, expected]) => {
  const place = await aPlace();
  const { world, phones } = place;
  const answers: { [role: string]: string } = {};
  const written = new Map<string, string>();
  for (const role of Object.keys(TABLE) as (keyof typeof TABLE)[]) {
    if (role === 'foreign') continue;
    const phone = phones.get(role) as Phone;
    const file = write(phone, `${world.villages[0]}/cases`, { record: id(), kind: 'mediationCase', values });
    written.set(role, file.id);
    await place.asks.get(role)?.({ method: 'POST', url: '/api/sync', payload: requestOf(phone) });
  }
  await settle(world.office);
  for (const [role, change] of written) {
    const verdict = verdictsOn(world.office).get(change);
    answers[role] = verdict === undefined ? '–' : `${verdict.state} ${verdict.reason}`;
  }
  const denied = 'quarantined noRight';
  const over = 'review rightEnded';
  expect(answers).toEqual({
    cadre: denied,
    lawSavvy: denied,
    leader: denied,
    office: '–',
    lost: over,
    ended: over,
    ...expected,
  });
});

const WRITES: readonly (readonly [of: RegExp, kind: string, values: Edit['values']])[] = [
  [/shared$/, 'committee', { name: '调委会' }],
  [/office$/, 'reportParagraph', { heading: '一' }],
  [/work$/, 'venue', { name: '文化广场' }],
  [/cases$/, 'screening', { place: '院坝' }],
  [/counts$/, 'caseCounts', { note: '一' }],
];

test('[S3] [X4] POST /api/sync: what each role writes into every scope stands where the table says that it writes, and nowhere else', async () => {
  const { world, phones, asks } = await aPlace();
  const scopes = scopesOf(world);
  const written = new Map<Role, string[]>();
  const heard = new Map<Role, string[]>();
  for (const role of Object.keys(TABLE) as (keyof typeof TABLE)[]) {
    const phone = phones.get(role) as Phone;
    const changes = scopes.map((scope) => {
      const [, kind = '', values = {}] = WRITES.find(([of]) => of.test(scope)) ?? [];
      return write(phone, scope, { record: id(), kind, values });
    });
    const answer = await asks.get(role)?.({ method: 'POST', url: '/api/sync', payload: requestOf(phone) });
    const states = new Map(
      answer
        ?.json<SyncAnswer>()
        .results.map(({ scope, states: [state = ''], refusals }) => [
          scope,
          refusals === undefined ? state : 'refused',
        ]),
    );
    written.set(
      role,
      changes.map(({ id: change }) => change),
    );
    heard.set(
      role,
      scopes.map((scope) => states.get(scope) ?? ''),
    );
  }
  await settle(world.office);
  const verdicts = verdictsOn(world.office);
  for (const role of Object.keys(TABLE) as (keyof typeof TABLE)[]) {
    const isOut = role === 'lost' || role === 'ended';
    const said = (written.get(role) ?? []).map((change, i) => {
      const verdict = verdicts.get(change);
      const state = heard.get(role)?.[i];
      return state !== 'stored' ? state : verdict === undefined ? 'stands' : `${verdict.state} ${verdict.reason}`;
    });
    const due = TABLE[role].split('').map((access) => {
      if (role === 'foreign') return 'refused';
      return isOut ? 'review rightEnded' : access === 'w' ? 'stands' : 'quarantined noRight';
    });
    expect(said, role).toEqual(due);
  }
});

test('[S3] [C9] POST /api/erasures: in every scope that the office writes, and by the office alone', async () => {
  const { world, asks } = await aPlace();
  for (const role of ROLES) {
    const answers: string[] = [];
    for (const scope of scopesOf(world)) {
      const payload = { scope, record: stranger, paths: [], reason: 'asked' };
      const answer = await asks.get(role)?.({ method: 'POST', url: '/api/erasures', payload });
      if (answer !== undefined) answers.push(told(answer));
    }
    const denied = { ...open('403 noRight'), ...DENIED, lost: '403 revoked' }[role];
    const due = SCOPES.map((_, i) => (role === 'office' && TABLE.office[i] === 'w' ? '404 notFound' : denied));
    expect(answers, role).toEqual(due);
  }
});

/** Every method and address that the app answers, from the app itself: what nobody described is there as well. */
function routesOf(tree: string): string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    const url = `${depth === 0 ? '' : parents[depth - 1]}${path}`;
    parents[depth] = url;
    const named = url.replace(/:(\w+)/g, '{$1}');
    return methods === undefined ? [] : methods.split(', ').map((method) => `${method} ${named}`);
  });
}

test('[X13] a route that does not say what it needs cannot be opened', async () => {
  const { accounts, world } = await aPlace();
  const app = Fastify();
  guardRoutes(app, { accounts, ledger: world.ledger });
  expect(() => app.get('/api/forgotten', async () => 'open to all')).toThrow('does not say what it needs');
  await app.close();
});

test('[S3] [X13] no route of the app is missing from these tables', async () => {
  const { app } = await aPlace();
  await app.ready();
  const tested = [...ROUTES.map(({ route }) => route), ...SCOPED.map(({ route }) => route), EVENTS, ...FILES];
  // Fastify answers HEAD wherever it answers GET, under the same need.
  const own = routesOf(app.printRoutes({ commonPrefix: false })).filter(
    (route) => !route.startsWith('HEAD') || tested.includes(route),
  );
  expect(own.sort()).toEqual(tested.sort());
});

test('[X8] photos of words that went up for review may follow them', async () => {
  const place = await aPlace();
  const phone = place.phones.get('mediator') as Phone;
  const scope = `${place.world.villages[0]}/cases`;
  write(phone, scope, { record: id(), kind: 'screening', values: { place: '院坝' } });
  await settle(phone);
  write(
    place.world.office,
    `${place.world.township}/office`,
    aMember(phone.actor, place.world.villages[0], 'villageCadre'),
  );
  write(place.world.office, `${place.world.township}/office`, {
    record: phone.actor,
    kind: 'member',
    values: { caseDuty: false },
  });
  await settle(place.world.office);
  const ask = place.asks.get('mediator') as Ask;
  const putInto = async (into: string) =>
    told(await ask({ method: 'PUT', url: blob(into), payload: photo, headers: upload }));
  expect(await putInto(scope)).toBe('204');
  expect(told(await ask({ url: blob(scope) }))).toBe('403 noRight');
  expect(await putInto(`${place.world.villages[1]}/cases`)).toBe('403 noRight');
});
