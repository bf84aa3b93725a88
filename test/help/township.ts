/** A township on the real server, and devices in the browser that speak to it. */
import { commands } from 'vitest/browser';
import type { TestContext } from 'vitest';
import { readBase64, toBase64 } from '#core/base64.ts';
import { readInvitation } from '#core/enrolment-shape.ts';
import { member } from '#kinds/member.ts';
import { packInvitation, unpackInvitation, type OfflineInvitation } from '#core/offline-invitation.ts';
import { verify } from '#files/verify.ts';
import { createDeviceStore } from '#store/device-store.ts';
import { signAs } from '#store/device.ts';
import {
  entranceOf,
  followDevice,
  joinEmpty,
  joinOffline,
  joinWithRecords,
  settleIn,
  type Secret,
} from '#store/joining.ts';
import { saveValues } from '#store/records.ts';
import { createStandalone } from '#store/standalone.ts';
import { newId, type Identity, type Store } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { askJson } from '#sync/ask.ts';
import { createExchange } from '#sync/http.ts';
import { createSession, enrol, type Self, type Session } from '#sync/session.ts';
import { syncAll } from './suite-device.ts';
import type { serverCommands } from './server-commands.ts';
import { freshName, testPorts } from './store.ts';

type Commands = typeof serverCommands;
const { startServer, stopServer, killServer, askServer } = commands as unknown as {
  startServer: () => ReturnType<Commands['startServer']>;
  stopServer: (id: string) => Promise<void>;
  killServer: (id: string) => Promise<void>;
  askServer: (
    ...input: Parameters<Commands['askServer']> extends [unknown, ...infer Rest] ? Rest : never
  ) => ReturnType<Commands['askServer']>;
};

export interface Device {
  /** The workspace as it is now. */
  readonly open: () => Promise<Store>;
  readonly sync: () => ReturnType<typeof syncAll>;
  readonly session: Session;
  readonly self: Self;
}

export interface Township {
  readonly id: string;
  readonly office: Device;
  /** Opens an account and gives the code of its invitation. */
  readonly invite: (role: string, unit: string) => Promise<Secret>;
  readonly join: (secret: Secret, alone?: Store) => Promise<Device>;
  /** Opens an account and says what its QR code says to a phone without a network. */
  readonly inviteOffline: (unit: string) => Promise<OfflineInvitation>;
  /** A phone that has read that code and asks nobody. */
  readonly takeOffline: (invitation: OfflineInvitation, alone?: Store) => Promise<Device>;
  readonly kill: () => Promise<void>;
}

const bytesOf = async (body: RequestInit['body']): Promise<string | null> =>
  body === undefined || body === null ? null : toBase64(new Uint8Array(await new Response(body).arrayBuffer()));

/** fetch, by way of the test runner: a page of another origin could not keep the server's cookies. */
const fetchAs =
  (id: string, device: string): typeof fetch =>
  async (input, init) => {
    const answer = await askServer(id, device, {
      path: typeof input === 'string' ? input : '',
      method: init?.method ?? 'GET',
      headers: (init?.headers ?? {}) as Record<string, string>,
      body: await bytesOf(init?.body),
    });
    if (answer === null) throw new TypeError('Failed to fetch');
    const { status, headers } = answer;
    return new Response([204, 304].includes(status) ? null : readBase64(answer.body), {
      status,
      headers,
    });
  };

function deviceAt(id: string, store: Store, jar: string): Device {
  const { db } = store;
  const open = async (): Promise<Store> => ({ ...store, identity: (await db.meta.get('identity'))?.value as Identity });
  const self: Self = {
    current: async () => {
      const { identity } = await open();
      const device = await db.devices.get(identity.device);
      if (device === undefined) throw new Error('No device');
      return { device, enrolled: identity.joined?.device ?? identity.device };
    },
    sign: (device, text) => signAs({ db }, device, text),
    follow: (device) => followDevice({ db }, device),
    late: { entrance: () => entranceOf(store), entered: async (answer) => void (await settleIn(store, answer)) },
  };
  const ports = { fetch: fetchAs(id, jar), patienceMs: 20_000 };
  const session = createSession(ports, self);
  const exchange = createExchange(ports, self, session);
  return { open, session, self, sync: async () => syncAll(createDeviceStore(await open(), verify), exchange) };
}

/** Founds a township of two villages on a server of its own. */
export async function aTownship(t: TestContext): Promise<Township> {
  const { id, setup } = await startServer();
  t.onTestFinished(() => stopServer(id));
  const empty = async () => {
    const opened = await openWorkspace(freshName(), testPorts());
    if (opened.kind !== 'empty') throw new Error(opened.kind);
    t.onTestFinished(() => opened.db.delete());
    return opened.db;
  };
  const join = async (secret: Secret, alone?: Store): Promise<Device> => {
    const jar = freshName();
    const ask = (body: Parameters<typeof enrol>[1]) => enrol({ fetch: fetchAs(id, jar), patienceMs: 20_000 }, body);
    const joined =
      alone === undefined
        ? await joinEmpty(await empty(), testPorts(), secret, ask)
        : await joinWithRecords(alone, secret, ask);
    if (joined.kind !== 'ok') throw new Error(JSON.stringify(joined));
    return deviceAt(id, (joined as { readonly store: Store }).store, jar);
  };
  const villages = ['岩口村', '沙坝村'];
  const first = await createStandalone(await empty(), testPorts(), {
    mode: 'township',
    township: '双泉乡',
    villages,
    me: '李所长',
  });
  const office = await join({ setup }, first);
  await office.sync();
  const invited = async (role: string, unit: string) => {
    const store = await office.open();
    const record = newId(store);
    const values = { name: '王敏', unit, role, caseDuty: true };
    await saveValues(store, [{ kind: member, record, unit: store.identity.township, values }]);
    await office.sync();
    const got = await office.session.call(askJson('/api/invitations', readInvitation, { member: record }));
    if (got.kind !== 'ok') throw new Error(JSON.stringify(got));
    return { record, ...got.body };
  };
  const invite = async (role: string, unit: string): Promise<Secret> => ({ code: (await invited(role, unit)).code });
  const inviteOffline = async (unit: string): Promise<OfflineInvitation> => {
    const { record, link, expiresAt } = await invited('mediator', unit);
    const { db, identity } = await office.open();
    const units = await db.rows('unit').bulkGet([identity.township, unit]);
    const committee = await db
      .rows('committee')
      .filter(({ values }) => values['unit'] === unit)
      .first();
    const [township, village] = units.map((row) => row?.values['name'] as string);
    const packed = packInvitation({
      secret: link.replace(/^.*#c=/, ''),
      expiresAt,
      member: record,
      role: 'mediator',
      caseDuty: true,
      township: { id: identity.township, name: township ?? '' },
      unit: { id: unit, name: village ?? '', unitKind: 'village' },
      committee: { id: committee?.id ?? '', name: committee?.values['name'] as string },
      servers: identity.joined?.account.servers ?? [],
    });
    return unpackInvitation(packed ?? '') ?? Promise.reject(new Error('Nothing was packed'));
  };
  const takeOffline = async (invitation: OfflineInvitation, alone?: Store): Promise<Device> => {
    const taken = await joinOffline(alone ?? { db: await empty(), ports: testPorts() }, invitation);
    if (taken.kind !== 'ok') throw new Error(taken.kind);
    return deviceAt(id, taken.store, freshName());
  };
  return { id, office, invite, join, inviteOffline, takeOffline, kill: () => killServer(id) };
}
