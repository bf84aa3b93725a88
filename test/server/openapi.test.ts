import { expect, test } from 'vitest';
import { PROBLEM_CODES } from '#core/problem-code.ts';
import { aServer } from './api.ts';

interface Operation {
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly responses: { readonly [status: string]: object };
  readonly requestBody?: object;
}
interface Description {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: { readonly properties?: object } } };
  readonly security: readonly object[];
}

const describe = async (): Promise<Description> => (await (await aServer()).inject('/api/openapi.json')).json();

test('every route of the API is described: what for, what it takes, what it answers', async () => {
  const { openapi, paths } = await describe();
  expect(openapi).toBe('3.1.0');
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, operation })),
  );
  expect(operations.length).toBeGreaterThan(20);
  for (const { name, method, operation } of operations) {
    expect(operation.summary, name).toMatch(/\w/);
    expect(Object.keys(operation.responses).length, name).toBeGreaterThan(0);
    expect(method !== 'post' || operation.requestBody !== undefined, name).toBe(true);
  }
});

test('every reference of the description leads somewhere', async () => {
  const description = await describe();
  const names = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
  expect(names.length).toBeGreaterThan(20);
  for (const ref of names) {
    const name = ref.replace('#/components/schemas/', '');
    expect(description.components.schemas[name], ref).toBeDefined();
  }
});

test('it says which routes need no session, and every code that a problem may carry', async () => {
  const { paths, security, components } = await describe();
  expect(security).toEqual([{ session: [] }]);
  const free = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).every(({ security: own }) => own?.length === 0),
  );
  expect(free.map(([path]) => path).sort()).toEqual([
    '/api/enrol',
    '/api/health',
    '/api/openapi.json',
    '/api/session',
    '/api/session/challenge',
  ]);
  expect(components.schemas['problem']?.properties).toMatchObject({ code: { enum: PROBLEM_CODES } });
});
