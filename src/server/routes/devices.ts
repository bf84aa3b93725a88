import type { FastifyInstance } from 'fastify';
import { readConfirmRequest, readDeviceNameRequest, readRevokeRequest } from '#core/enrolment-shape.ts';
import { listDevices, memberOfDevice, nameDevice, revokeDevice } from '#server/accounts/devices.ts';
import { confirmDevice } from '#server/accounts/confirm.ts';
import { isOffice, speaker } from '#server/http/access.ts';
import { bodyOf } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, deviceEntryRef, empty, list, object, text, truth } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

interface ById {
  readonly Params: { readonly id: string };
}
const params = object({ id: text });
const done = answers(empty, 204);

/** The office sees, names and revokes all devices of the township; everybody else sees and names their own. */
export function deviceRoutes(app: FastifyInstance, { accounts, ledger }: ApiPorts): void {
  const { storage } = accounts;

  const listed = { summary: 'Devices', response: answers(object({ devices: list(deviceEntryRef) })) };
  app.get('/api/devices', { schema: listed, config: { needs: 'active' } }, async (request) => {
    const caller = speaker(request);
    const whose = (await isOffice(ledger, caller)) ? null : caller.member;
    return { devices: await listDevices(storage, caller.township, whose) };
  });

  const named = { summary: 'Names a device', params, body: object({ name: text }), response: done };
  app.post<ById>('/api/devices/:id/name', { schema: named, config: { needs: 'active' } }, async (request, reply) => {
    const { name } = bodyOf(readDeviceNameRequest, request);
    const caller = speaker(request);
    const device = await memberOfDevice(storage, caller.township, request.params.id);
    const mayName = device !== null && (device.member === caller.member || (await isOffice(ledger, caller)));
    // A device of somebody else is no more there than one that is nowhere.
    if (!mayName) return sendProblem(reply, 'notFound');
    await nameDevice(storage, caller.township, request.params.id, name);
    return reply.code(204).send();
  });

  const revoked = {
    summary: 'Takes a device out of use; a lost one hands over what it still has and clears itself',
    params,
    body: object({ lost: truth }),
    response: done,
  };
  app.post<ById>(
    '/api/devices/:id/revoke',
    { schema: revoked, config: { needs: 'office' } },
    async (request, reply) => {
      const { lost } = bodyOf(readRevokeRequest, request);
      const { township, device: by } = speaker(request);
      const { id: device } = request.params;
      if ((await memberOfDevice(storage, township, device)) === null) return sendProblem(reply, 'notFound');
      await revokeDevice(storage, township, device, lost);
      request.log.info({ device, by, lost }, 'Device revoked');
      return reply.code(204).send();
    },
  );

  const confirmed = {
    summary:
      'Says whose a device is that carried files alone speak of, or lets a revoked one of the same member speak again',
    params,
    body: object({ member: text }),
    response: done,
  };
  app.post<ById>(
    '/api/devices/:id/confirm',
    { schema: confirmed, config: { needs: 'office' } },
    async (request, reply) => {
      const { member } = bodyOf(readConfirmRequest, request);
      const caller = speaker(request);
      const { id: device } = request.params;
      const problem = await confirmDevice(accounts, ledger, { caller, device, member });
      if (problem !== null) return sendProblem(reply, problem);
      request.log.info({ device, by: caller.device, member }, 'Device confirmed');
      return reply.code(204).send();
    },
  );
}
