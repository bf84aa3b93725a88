import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSetUp, newSetupToken, setupPath } from '#server/accounts/setup.ts';
import { createApp } from '#server/app.ts';
import { openBlobFiles } from '#server/blobs.ts';
import { type Env, parseEnv } from '#server/env.ts';
import { createLedger } from '#server/ledger.ts';
import { type LogFile, openLogFile } from '#server/log-file.ts';
import { openAccounts } from '#server/open.ts';
import { addressOf, dist, messageOf, readVersion, stop } from '#server/places.ts';

const env = parseEnv(process.env);
if ('problem' in env) stop(env.problem, 2);
else await serve(env);

async function serve(settings: Env): Promise<void> {
  if (!existsSync(dist)) return stop('there is no dist/ to serve; run `npm run build` first, or `npm start`', 1);
  const accounts = await openAccounts(settings);
  if ('problem' in accounts) return stop(accounts.problem, 2);

  const log = openLog(join(settings.dataDir, 'logs'));
  if ('problem' in log) {
    await accounts.storage.close();
    return stop(log.problem, 2);
  }
  const blobs = openBlobFiles(join(settings.dataDir, 'blobs'));
  const ledger = createLedger(accounts);
  const app = await createApp({ accounts, ledger, blobs, version: readVersion(), dist, env: settings, log });
  app.addHook('onClose', async () => {
    await accounts.storage.close();
    log.close();
  });
  // Before anybody is told that it runs: whoever ends it then must find it closing what is open.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (cause) {
    await app.close();
    return stop(`PORT ${settings.port} on HOST ${settings.host} cannot be used: ${messageOf(cause)}`, 2);
  }

  const address = addressOf(settings, app.server.address());
  const link = (await isSetUp(accounts)) ? null : `${address}${setupPath(await newSetupToken(accounts, null))}`;
  console.log(`法治台账 ${address}${link === null ? '' : `\n首次使用，请在司法所的电脑上打开：${link}`}`);
}

/** With PostgreSQL, nothing else may have been written to the data folder before. */
function openLog(folder: string): LogFile | { readonly problem: string } {
  try {
    return openLogFile(folder, Date.now, (line) => void process.stderr.write(line));
  } catch (cause) {
    return { problem: `DATA_DIR: ${folder} cannot be used: ${messageOf(cause)}` };
  }
}
