/** Enter once, found everywhere: person, training, event, case, venue and calendar lead to each other, both ways. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { calendarEntry, committee, mediationCase, person, publicityEvent, training, venue } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Values } from '#kinds/field.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const NAMES = {
  person: '冉红',
  training: '民法典培训',
  publicityEvent: '民法典进村',
  mediationCase: '邻里纠纷',
  venue: '法治广场',
  calendarEntry: '赶场日',
  committee: '城墙村调委会',
} as const;
type Named = keyof typeof NAMES;

/** One of each, linked in a ring of all pairs. */
function world() {
  const ids = new Map<Named, string>();
  const fill = (store: Store) => {
    for (const kind of Object.keys(NAMES) as Named[]) ids.set(kind, newId(store));
    const id = (kind: Named) => ids.get(kind) ?? '';
    const unit = store.identity.units[0] ?? '';
    const entry = (kind: Kind, values: Values) => ({ kind, record: id(kind.name as Named), unit, values });
    return saveValues(store, [
      entry(committee, { name: NAMES.committee, unit, committeeKind: 'village' }),
      entry(person, { name: NAMES.person, roles: { a: { role: 'mediator', committee: id('committee') } } }),
      entry(training, {
        heldOn: '2026-03-01',
        type: 'businessTraining',
        audience: ['mediator'],
        title: NAMES.training,
        attendance: { [id('person')]: { state: 'present', name: NAMES.person } },
        publicityEvent: id('publicityEvent'),
      }),
      entry(venue, { name: NAMES.venue, type: 'cultureSquare' }),
      entry(calendarEntry, { name: NAMES.calendarEntry, pattern: 'fixed', month: 3, dayOfMonth: 1 }),
      entry(mediationCase, {
        acceptedOn: '2026-03-01',
        disputeType: 'neighbor',
        status: 'accepted',
        source: 'ownMotion',
        mediators: [id('person')],
        parties: {
          a: { side: 'partyA', partyKind: 'person', name: '田大山' },
          b: { side: 'partyB', partyKind: 'person', name: '彭秀英' },
        },
      }),
      entry(publicityEvent, {
        heldOn: '2026-03-01',
        title: NAMES.publicityEvent,
        themes: ['civilCode'],
        forms: ['rally'],
        venue: id('venue'),
        keyDate: id('calendarEntry'),
        mediationCase: id('mediationCase'),
      }),
    ]);
  };
  return { ids, fill };
}

/** From a record to those that it names, and from each of them back. */
const PAIRS: readonly (readonly [from: Named, to: Named])[] = [
  ['training', 'person'],
  ['training', 'publicityEvent'],
  ['mediationCase', 'person'],
  ['publicityEvent', 'mediationCase'],
  ['publicityEvent', 'venue'],
  ['publicityEvent', 'calendarEntry'],
  ['person', 'committee'],
];

test.for(PAIRS)('[I3] a %s leads to its %s and back', async ([from, to], context) => {
  const { ids, fill } = world();
  const { user, router } = await openVillage(context, { me: '', fill });
  const pathOf = (kind: Named) => `/ledger/${kind}/${ids.get(kind) ?? ''}`;
  const linkTo = (kind: Named) =>
    screen.queryAllByRole('link').find((link) => link.getAttribute('href') === pathOf(kind));

  await router.navigate(pathOf(from));
  await waitFor(() => expect(linkTo(to)).toBeTruthy());
  await user.click(linkTo(to) as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe(pathOf(to)));

  const fold = await screen.findByRole('button', { name: /相关记录/ });
  if (fold.getAttribute('aria-expanded') !== 'true') await user.click(fold);
  await waitFor(() => expect(linkTo(from)).toBeTruthy());
  await user.click(linkTo(from) as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe(pathOf(from)));
});

test('[I3] a record that names a case does not say whose it is', async (context) => {
  const { ids, fill } = world();
  const { router } = await openVillage(context, { me: '', fill });
  await router.navigate(`/ledger/publicityEvent/${ids.get('publicityEvent') ?? ''}`);
  await screen.findByText(NAMES.venue);
  expect(document.body.textContent).not.toMatch(/田大山|彭秀英/);
});
