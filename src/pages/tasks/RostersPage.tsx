import { UserCheck } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { namesOf } from '#core/names.ts';
import { asOfDay } from '#core/period.ts';
import { rosterNow } from '#core/roster-sent.ts';
import { personsOf } from '#core/row-index.ts';
import {
  committeeChecks,
  holdersOf,
  LAW_SAVVY_MIN,
  mediatorCounts,
  rosterChanges,
  servicesOf,
  type CommitteeCheck,
  type Held,
  type RosterChange,
  type Service,
} from '#core/rosters.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { zhDay } from '#core/day.ts';
import { likelySame } from '#core/same-person.ts';
import { serviceTypes } from '#kinds/codes-people.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import { useYear } from '#pages/use-year.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { RosterSent } from './RosterSent.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import plain from './plain-table.module.css';
import styles from './rosters.module.css';

const KINDS = ['person', 'committee', 'serviceEntry', 'mediationCase', 'publicityEvent', 'training', 'submission'];

const NONE: readonly CountedRow[] = [];

/** The two rosters: how many in which sense, what the law asks of each committee, who came and went, who did what. */
export function RostersPage() {
  const { rows, ready, context, today, year } = useYear(KINDS);
  const { period, units } = context;
  const on = asOfDay(period, today);
  const rosters = useMemo(() => {
    const people = rows.get('person') ?? [];
    const mediators = holdersOf(people, 'mediator', on);
    const lawSavvy = holdersOf(people, 'lawSavvyPerson', on);
    const names = namesOf(rows);
    const unitName = (id: string) => units.list.find((unit) => unit.id === units.canonical(id))?.name ?? '';
    return {
      mediators,
      lawSavvy,
      now: { mediator: rosterNow(mediators, names, unitName), lawSavvy: rosterNow(lawSavvy, names, unitName) },
      canonical: personsOf(people).canonical,
      checks: committeeChecks(rows.get('committee') ?? [], mediators, on),
      services: servicesOf(rows, period, personsOf(people).canonical),
      changes: {
        mediator: rosterChanges(people, 'mediator', period),
        lawSavvyPerson: rosterChanges(people, 'lawSavvyPerson', period),
      },
    };
  }, [rows, on, period, units]);
  const submissions = rows.get('submission') ?? NONE;
  // Half a roster must not be kept as the one that was sent.
  const sent = { submissions, canonical: rosters.canonical, year, period, today: ready ? today : null };
  const isEmpty = rosters.mediators.length === 0 && rosters.lawSavvy.length === 0;
  return (
    <Screen
      title="队伍名册"
      back="/tasks"
      actions={<YearSelect />}
      under={`按${zhDay(on)}在册的人数。法律的要求只作提醒，不影响保存。`}
    >
      {!ready && <Loading what="仍在载入" after={0} />}
      {isEmpty && ready ? (
        <EmptyState
          action={
            <Link className={buttonClass('primary')} to="/ledger/person/batch">
              批量添加人员
            </Link>
          }
        >
          还没有登记人民调解员和法律明白人。登记以后，这里核对各调委会和各村的人数。
        </EmptyState>
      ) : (
        <>
          <Link className={buttonClass('secondary', true)} to="/tasks/coverage">
            <UserCheck size={20} aria-hidden />
            今年谁还没有参训
          </Link>
          <TwiceListed people={rows.get('person') ?? []} />
          <Mediators mediators={rosters.mediators} checks={rosters.checks} changes={rosters.changes.mediator}>
            <RosterSent {...sent} content="mediatorRoster" title="人民调解员花名册" now={rosters.now.mediator} />
          </Mediators>
          <LawSavvy
            people={rosters.lawSavvy}
            services={rosters.services}
            changes={rosters.changes.lawSavvyPerson}
            villages={units.villages}
          >
            <RosterSent {...sent} content="lawSavvyRoster" title="法律明白人花名册" now={rosters.now.lawSavvy} />
          </LawSavvy>
        </>
      )}
    </Screen>
  );
}

/** A count is only as good as its list. */
function TwiceListed({ people }: { readonly people: readonly CountedRow[] }) {
  const { standsFor } = usePlace();
  const soundsOf = useSounds();
  const count = useMemo(() => likelySame(people, standsFor, soundsOf).length, [people, standsFor, soundsOf]);
  if (count === 0) return null;
  return (
    <Notice
      actions={
        <Link className={buttonClass('quiet')} to="/ledger/person/same">
          去核对
        </Link>
      }
    >
      有 {count} 组可能是同一个人登记了两次，人数会多算。
    </Notice>
  );
}

interface MediatorsProps {
  readonly mediators: readonly Held[];
  readonly checks: readonly CommitteeCheck[];
  readonly changes: readonly RosterChange[];
  readonly children: ReactNode;
}

function Mediators({ mediators, checks, changes, children }: MediatorsProps) {
  const { all, fullTime, partTime, elected, engaged } = mediatorCounts(mediators);
  const untold = all - elected - engaged;
  return (
    <Section title="人民调解员" aside={<Link to="/ledger/person?roles.role=mediator">看名册</Link>}>
      <div className={styles.stack}>
        <Card>
          <dl className={styles.counts}>
            <Count label="全部在册" n={all} />
            <Count label="其中专职" n={fullTime} />
            <Count label="其中兼职" n={partTime} />
            <Count label="委员（推选）" n={elected} />
            <Count label="聘任" n={engaged} />
            {untold > 0 && <Count label="没有填产生方式" n={untold} />}
          </dl>
          <p className={styles.small}>报表上写“调解员几名”时，请注明是哪一种。</p>
        </Card>
        <Card flush>
          <ul className={styles.lines} aria-label="调委会核对">
            {checks.map((check) => (
              <li key={check.committee}>
                <Link to={`/ledger/committee/${check.committee}`}>{check.name || '未填名称的调委会'}</Link>
                <span className={styles.figure}>委员 {check.members} 人</span>
                {check.warnings.length === 0 ? (
                  <p className={styles.small}>没有发现问题</p>
                ) : (
                  <ul className={styles.warnings}>
                    {check.warnings.map((words) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </Card>
        <Changes changes={changes} what="调解员" />
        {children}
      </div>
    </Section>
  );
}

interface LawSavvyProps {
  readonly people: readonly Held[];
  readonly services: ReadonlyMap<string, Service>;
  readonly changes: readonly RosterChange[];
  readonly villages: readonly { readonly id: string; readonly name: string }[];
  readonly children: ReactNode;
}

function LawSavvy({ people, services, changes, villages, children }: LawSavvyProps) {
  const { standsFor } = usePlace();
  const few = villages
    .map(({ id, name }) => ({ name, count: people.filter(({ unit }) => standsFor(unit) === id).length }))
    .filter(({ count }) => count < LAW_SAVVY_MIN);
  return (
    <Section title="法律明白人" aside={<Link to="/ledger/person?roles.role=lawSavvyPerson">看名册</Link>}>
      <div className={styles.stack}>
        <Card>
          <dl className={styles.counts}>
            <Count label="在岗" n={people.length} />
            <Count label="考试合格" n={people.filter(({ role }) => role['exam'] === 'passed').length} />
            <Count label="有证书" n={people.filter(({ role }) => role['certificateNumber'] !== undefined).length} />
          </dl>
          {few.length > 0 && (
            <p className={styles.warn}>
              每个村至少{LAW_SAVVY_MIN}名，还不够的：{few.map(({ name, count }) => `${name}（${count}名）`).join('、')}
            </p>
          )}
        </Card>
        {people.length > 0 && <ServiceTable people={people} services={services} />}
        <Changes changes={changes} what="法律明白人" />
        {children}
      </div>
    </Section>
  );
}

function ServiceTable({ people, services }: Pick<LawSavvyProps, 'people' | 'services'>) {
  const duties = serviceTypes.codes;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys
    <div className={plain.scroll} role="region" aria-label="服务记录表" tabIndex={0}>
      <table className={classes(plain.table, styles.served)} aria-label="法律明白人服务记录">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {duties.map(({ id, zh }) => (
              <th key={id} scope="col">
                {zh}
              </th>
            ))}
            <th scope="col">参训</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ person, values }) => {
            const service = services.get(person);
            return (
              <tr key={person}>
                <th scope="row">
                  <Link to={`/ledger/person/${person}`}>
                    {typeof values['name'] === 'string' ? values['name'] : '未填姓名'}
                  </Link>
                </th>
                {duties.map(({ id }) => (
                  <td key={id}>{service?.[id as keyof Service] ?? 0}</td>
                ))}
                <td>{service?.trainings ?? 0}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Changes({ changes, what }: { readonly changes: readonly RosterChange[]; readonly what: string }) {
  if (changes.length === 0) return <p className={styles.small}>本年度没有进出。</p>;
  return (
    <Card flush>
      <ul className={styles.lines} aria-label={`${what}进出`}>
        {changes.map(({ person, name, on, change, reason }) => (
          <li key={`${person}/${change}/${on}`}>
            <Link to={`/ledger/person/${person}`}>{name || '未填姓名'}</Link>
            <span className={styles.figure}>
              {zhDay(on)}
              {change === 'entered' ? '进' : '出'}
              {reason === '' ? '' : `（${reason}）`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Count({ label, n }: { readonly label: string; readonly n: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <b>{n}</b> 名
      </dd>
    </div>
  );
}
