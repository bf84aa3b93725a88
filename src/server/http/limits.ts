import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#server/problem.ts';

/** Requests a minute from one address. A township's phones may all stand behind one, and on a training day they enrol at once. */
export interface Limits {
  readonly all: number;
  readonly signIn: number;
}
export const usualLimits: Limits = { all: 6000, signIn: 300 };

/** Marks a route as one of enrolling and signing in. */
export const signInLimit = { max: usualLimits.signIn, timeWindow: 60_000, groupId: 'signIn' } as const;

/** A flood costs the server a look at an address and no more. */
export async function limitRates(app: FastifyInstance, { all, signIn }: Limits): Promise<void> {
  app.addHook('onRoute', ({ config }) => {
    if (config?.rateLimit === signInLimit) config.rateLimit = { ...signInLimit, max: signIn };
  });
  await app.register(rateLimit, {
    max: all,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Refused('tooMany'),
  });
}
