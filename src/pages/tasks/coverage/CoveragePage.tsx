import { useMemo } from 'react';
import { Link } from 'react-router';
import { levelWords } from '#core/tables/place.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { coverageByRoster, coverageOf, type AudienceFigures, type Covered } from '#core/coverage.ts';
import { asOfDay } from '#core/period.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import { useAsked } from '#pages/use-asked.ts';
import { useYear } from '#pages/use-year.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { StatTile, StatTiles } from '#ui/StatTile.tsx';
import { MakeUp } from './MakeUp.tsx';
import plain from '#pages/tasks/plain-table.module.css';
import styles from './coverage.module.css';

const KINDS = ['person', 'training', 'codeEntry'];
/** Everybody who is on any roster. */
const EVERYBODY = '';

/** Whom this year's trainings have reached, and by name whom not (全覆盖、无盲区). */
export function CoveragePage() {
  const year = useYear(KINDS);
  const { role, unit, all, set } = useNarrowing();
  const { rows, ready, context, today } = year;
  const { period, units } = context;
  const asked = useMemo(
    () => ({ period, units, asOf: asOfDay(period, today), trainingsOnly: !all }),
    [period, units, today, all],
  );
  const coverage = useMemo(() => coverageOf(rows, { ...asked, role }), [rows, asked, role]);
  const rosters = useMemo(() => coverageByRoster(rows, asked), [rows, asked]);
  const shown = coverage.villages.find(({ id }) => id === unit) ?? coverage.whole;
  const roleName = personRoles.codes.find(({ id }) => id === role)?.zh ?? '名册上的人';
  return (
    <Screen
      title="参训覆盖"
      back="/tasks/rosters"
      actions={<YearSelect />}
      under={`${year.year}年谁学过、谁还没有学过。`}
    >
      {!ready && <Loading what="仍在载入" after={0} />}
      {ready && rosters.length === 0 ? (
        <EmptyState
          action={
            <Link className={buttonClass('primary')} to="/ledger/person/batch">
              批量添加人员
            </Link>
          }
        >
          名册上还没有人。登记以后，这里看谁今年还没有参加培训。
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <div className={styles.tools}>
            <Select
              label="名册"
              value={role}
              options={[{ id: EVERYBODY, label: '全部名册' }, ...rosters.map(({ id, name }) => ({ id, label: name }))]}
              onChange={(next) => set('role', next)}
            />
            {coverage.villages.length > 1 && (
              <Select
                label="村或单位"
                value={unit}
                options={[
                  { id: '', label: levelWords(units.list).whole },
                  ...coverage.villages.map(({ id, name }) => ({ id, label: name })),
                ]}
                onChange={(next) => set('unit', next)}
              />
            )}
          </div>
          <Segmented
            label="算哪些场次"
            choices={[
              { id: '', label: '只算培训' },
              { id: 'all', label: '会议、学法也算' },
            ]}
            value={all ? 'all' : ''}
            onChange={(next) => set('all', next)}
          />
          <StatTiles>
            <StatTile label={role === EVERYBODY ? '在册' : `${roleName}在册`} value={shown.people} unit="人" />
            <StatTile label="已参训" value={shown.reached} unit="人" note={shareOf(shown)} />
            <StatTile label="还没有参训" value={shown.missed.length} unit="人" />
            <StatTile label="参加过的场次" value={shown.sessions} unit="场" note={`${shown.personTimes} 人次`} />
          </StatTiles>
          <Missed shown={shown} coverage={coverage.villages} />
          <MakeUp
            key={`${role}/${shown.id}`}
            people={shown.missed}
            unit={shown.id}
            role={role}
            what={role === EVERYBODY ? '' : roleName}
          />
          {coverage.villages.length > 1 && <CoveredTable title="各村（单位）" rows={coverage.villages} />}
          <CoveredTable title="各名册" rows={rosters} />
          <AudienceTable rows={coverage.audiences} />
        </div>
      )}
    </Screen>
  );
}

function useNarrowing() {
  const { params, set } = useAsked();
  const role = params.get('role') ?? EVERYBODY;
  const isKnown = personRoles.codes.some(({ id }) => id === role);
  return { role: isKnown ? role : EVERYBODY, unit: params.get('unit') ?? '', all: params.get('all') === 'all', set };
}

const shareOf = ({ people, reached }: Covered): string =>
  people === 0 ? '—' : `占 ${Math.floor((reached / people) * 100)}%`;

const nameOf = ({ values }: Covered['missed'][number]): string =>
  typeof values['name'] === 'string' ? values['name'] : '未填姓名';

/** By village, so that whoever invites them knows where to ring. */
function Missed({ shown, coverage }: { readonly shown: Covered; readonly coverage: readonly Covered[] }) {
  if (shown.people === 0) return null;
  if (shown.missed.length === 0) return <p className={styles.done}>在册的 {shown.people} 人今年都参加过，没有盲区。</p>;
  const groups = (shown.id === '' ? coverage : [shown]).filter(({ missed }) => missed.length > 0);
  return (
    <Section title={`还没有参训的 ${shown.missed.length} 人`}>
      <Card flush>
        {groups.map(({ id, name, missed }) => (
          <div key={id} className={styles.group}>
            {groups.length > 1 && (
              <h3>
                {name} <small>{missed.length} 人</small>
              </h3>
            )}
            <ul className={styles.names} aria-label={`${name}还没有参训的人`}>
              {missed.map((person) => (
                <li key={person.id}>
                  <Link to={`/ledger/person/${person.id}`}>{nameOf(person)}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Card>
    </Section>
  );
}

function CoveredTable({ title, rows }: { readonly title: string; readonly rows: readonly Covered[] }) {
  return (
    <Section title={title}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys */}
      <div className={plain.scroll} role="region" aria-label={`${title}参训表`} tabIndex={0}>
        <table className={plain.table} aria-label={`${title}参训`}>
          <thead>
            <tr>
              {['', '在册', '已参训', '还没有', '场次', '人次'].map((head) => (
                <th key={head} scope="col">
                  {head === '' ? title.slice(1) : head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, people, reached, missed, sessions, personTimes }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{people}</td>
                <td>{reached}</td>
                <td className={missed.length > 0 ? styles.open : undefined}>{missed.length}</td>
                <td>{sessions}</td>
                <td>{personTimes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** 人次 counts guests, 人 those with a record of their own: the headings say so. */
function AudienceTable({ rows }: { readonly rows: readonly AudienceFigures[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="各类对象">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys */}
      <div className={plain.scroll} role="region" aria-label="各类对象参训表" tabIndex={0}>
        <table className={plain.table} aria-label="各类对象参训">
          <thead>
            <tr>
              {['对象', '场次', '人次', '名册上的人'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, sessions, personTimes, people }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{sessions}</td>
                <td>{personTimes}</td>
                <td>{people}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.small}>一场有几类对象的，每类都算一场；人次含名册外的人。</p>
    </Section>
  );
}
