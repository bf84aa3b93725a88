import { describe, expect, test } from 'vitest';
import { hasRole, rolesOf } from '#kinds/person.ts';
import { person } from '#kinds/index.ts';
import { problemsOf, warningsOf } from '#core/validate.ts';

const withRoles = (...roles: { [field: string]: string }[]) => ({
  name: '张三',
  roles: Object.fromEntries(roles.map((role, at) => [`r${at}`, role])),
});

describe('roles of a person, each from–to', () => {
  const values = withRoles(
    { role: 'mediator', from: '2023-01-01', to: '2023-12-31' },
    { role: 'lawSavvyPerson', from: '2024-03-01' },
    { role: 'gridWorker' },
  );

  test('are held on the days between, the last included', () => {
    expect(rolesOf(values, '2023-12-31')).toEqual(['mediator', 'gridWorker']);
    expect(rolesOf(values, '2024-03-01')).toEqual(['lawSavvyPerson', 'gridWorker']);
  });

  test('退出 ends a role without a day', () => {
    expect(hasRole(withRoles({ role: 'lawSavvyPerson', state: 'exited' }), 'lawSavvyPerson', '2024-01-01')).toBe(false);
  });

  test('a role cannot end before it begins, and a term of over three years is only remarked on', () => {
    const ended = withRoles({ role: 'mediator', from: '2024-01-02', to: '2024-01-01' });
    expect(problemsOf(person, ended, { today: null })).toEqual([
      { field: 'roles.r0.to', message: '终止日期不能早于起始日期' },
    ]);
    const long = { name: '张三', roles: { r: { role: 'mediator', term: { from: '2021-01-01', to: '2024-06-01' } } } };
    expect(problemsOf(person, long, { today: null })).toEqual([]);
    expect(warningsOf(person, long).map(({ field }) => field)).toEqual(['roles.r.term']);
  });

  test('* at least one role', () => {
    expect(problemsOf(person, { name: '张三' }, { today: null })).toEqual([
      { field: 'roles', message: '至少要有1个身份' },
    ]);
  });
});
