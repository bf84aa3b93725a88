/** The real server as a process of its own, for tests in the browser: without the built app, which they bring themselves. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isSetUp, newSetupToken } from '#server/accounts/setup.ts';
import { createApp } from '#server/app.ts';
import { openBlobFiles } from '#server/blobs.ts';
import { parseEnv } from '#server/env.ts';
import { createLedger } from '#server/ledger.ts';
import { openAccounts } from '#server/open.ts';

const env = parseEnv(process.env);
if ('problem' in env) throw new Error(env.problem);
const accounts = await openAccounts(env);
if ('problem' in accounts) throw new Error(accounts.problem);
const dist = join(env.dataDir, 'dist');
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, 'index.html'), '<!doctype html>');
const blobs = openBlobFiles(join(env.dataDir, 'blobs'));
const app = await createApp({ accounts, ledger: createLedger(accounts), blobs, version: '0', dist, env });
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;
const setup = (await isSetUp(accounts)) ? '' : await newSetupToken(accounts, null);
process.stdout.write(`${JSON.stringify({ port, setup })}\n`);
