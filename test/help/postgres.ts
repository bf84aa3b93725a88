/** Databases on the test run's PostgreSQL. */
import { inject } from 'vitest';
import { createDatabase, startPostgres } from './postgres-server.ts';

/** The address of a fresh database; its server goes with the test run. */
export const aPostgres = async (): Promise<string> => createDatabase(await startPostgres(inject('postgresFolder')));
