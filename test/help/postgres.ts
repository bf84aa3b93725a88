/** Databases on the test run's PostgreSQL. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { startPostgres } from './postgres-server.ts';

const urlOf = (folder: string, database: string): string => `postgres:///${database}?host=${folder}&user=postgres`;

/** The address of a fresh database; its server goes with the test run. */
export async function aPostgres(): Promise<string> {
  const folder = await startPostgres(inject('postgresFolder'));
  const name = `fazhi_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: urlOf(folder, 'postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return urlOf(folder, name);
}
