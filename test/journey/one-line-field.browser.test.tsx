import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { columnsOf } from '#core/columns.ts';
import { NO_NAMES } from '#core/text.ts';
import { readDraft } from '#core/validate.ts';
import { readBackup } from '#files/backup-read.ts';
import { count, text } from '#kinds/field.ts';
import { defineKind } from '#kinds/kind.ts';
import { exportBackup } from '#store/backup-export.ts';
import type { StoredRow } from '#store/db.ts';
import { receive } from '#store/incoming.ts';
import { saveValues } from '#store/records.ts';
import type { LinkProps } from '#ui/link.ts';
import { RecordTable } from '#ui/RecordTable.tsx';
import type { Typed } from '#ui/typed.ts';
import { aStore } from '#test/help/store.ts';
import { TryForm } from '#test/ui/TryForm.tsx';

afterEach(cleanup);

/** A kind that exists for this test alone; `floors` is the line that was added. */
const house = defineKind('house', {
  title: '房屋',
  action: '加房屋',
  scope: 'work',
  heading: () => '老屋',
  fields: {
    name: text('名称', { required: true, first: true }),
    floors: count('层数', '层', { first: true }),
  },
});

const Link = ({ to, children, ...rest }: LinkProps) => (
  <a {...rest} href={to}>
    {children}
  </a>
);

test('a field added in one line stands in the form, in the table and in the backup', async (t) => {
  let typed: Typed = {};
  render(<TryForm kind={house} onTyped={(now) => (typed = now)} />);
  await userEvent.type(screen.getByRole('textbox', { name: /名称/ }), '老屋');
  await userEvent.type(screen.getByRole('textbox', { name: /层数/ }), '３');
  cleanup();

  const store = await aStore(t);
  const { values, problems } = readDraft(house, typed, { today: '2026-03-01' });
  expect(problems).toEqual([]);
  await saveValues(store, [{ kind: house, record: 'h1', unit: store.identity.units[0] ?? '', values }]);
  const row = (await store.db.rows('house').get('h1')) as StoredRow;

  render(
    <RecordTable
      title={house.title}
      rows={[{ id: row.id, values: row.values as typeof values }]}
      columns={columnsOf(house)}
      names={NO_NAMES}
      sort={null}
      onSort={() => {}}
      leadOf={() => '老屋'}
      hrefOf={({ id }) => `/${id}`}
      link={Link}
    />,
  );
  expect(await screen.findByRole('columnheader', { name: /层数/ })).toBeVisible();
  expect(await screen.findAllByRole('cell', { name: '3层' })).toHaveLength(2);

  const exported = await exportBackup(store, { photos: false });
  if (!exported.ok) throw new Error(exported.failure);
  const reading = await readBackup(await (exported.value.files[0]?.blob.text() ?? ''));
  if (reading.state !== 'read') throw new Error(reading.state);
  const other = await aStore(t);
  await receive(other, { changes: reading.backup.changes });
  expect((await other.db.rows('house').get('h1'))?.values).toEqual({ name: '老屋', floors: 3 });
});
