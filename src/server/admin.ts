/** `npm run admin -- …`: what an operator does at the machine itself. */
import { parseArgs } from 'node:util';
import type { Ports } from '#server/accounts/ports.ts';
import { newSetupToken, setupPath, whomToSignIn, type SetupWishes } from '#server/accounts/setup.ts';
import { type Env, parseEnv } from '#server/env.ts';
import { startEpoch } from '#server/epochs.ts';
import { openAccounts } from '#server/open.ts';
import { addressOf, stop } from '#server/places.ts';

const usage = `npm run admin -- setup-link [--township ID] [--member ID] [--new]   a fresh set-up link
npm run admin -- restored                                           after a backup was restored: begins a new epoch`;

await run();

async function run(): Promise<void> {
  const given = readArguments();
  const command = given?.command;
  if (given === null || (command !== 'setup-link' && command !== 'restored')) return stop(usage, 2);
  const env = parseEnv(process.env);
  if ('problem' in env) return stop(env.problem, 2);
  const accounts = await openAccounts(env);
  if ('problem' in accounts) return stop(accounts.problem, 2);
  try {
    if (command === 'restored') await restored(accounts);
    else await setupLink(accounts, env, given.wishes);
  } finally {
    await accounts.storage.close();
  }
}

function readArguments(): { readonly command: string | undefined; readonly wishes: SetupWishes } | null {
  try {
    const options = { township: { type: 'string' }, member: { type: 'string' }, new: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return positionals.length > 1 ? null : { command: positionals[0], wishes: values };
  } catch {
    return null;
  }
}

async function setupLink(accounts: Ports, env: Env, wishes: SetupWishes): Promise<void> {
  const whom = await whomToSignIn(accounts, wishes);
  if (whom !== null && 'problem' in whom) return stop(whom.problem, 1);
  const address = addressOf(env);
  console.log(`${address}${setupPath(await newSetupToken(accounts, whom))}`);
  console.log(`72 小时内有效，只能用一次；经反向代理访问时，把 ${address} 换成对外的网址。`);
}

async function restored(accounts: Ports): Promise<void> {
  const { storage } = accounts;
  const townships = await storage.db.selectFrom('townships').select('township').execute();
  for (const { township } of townships) {
    const epoch = await storage.transaction((tx) => startEpoch(accounts, tx, township));
    console.log(`${township}: a new epoch ${epoch} has begun`);
  }
  console.log('正式卷号暂停发放，直到司法所在“账号与设备”里点“核对完毕”。');
}
