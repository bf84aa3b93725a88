import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { owingOf, type Round, type RoundReport } from '#core/screening-rounds.ts';
import { setting as settingKind } from '#kinds/index.ts';
import { screening, zeroReport } from '#kinds/screening.ts';
import { screeningRoundsOf, type ScreeningRounds } from '#pages/screening-rounds.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useYear } from '#pages/use-year.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './matrix.module.css';

const KINDS = ['screening'];

/** Which village has reported which round of 排查, a 零报告 included, and which still has to. */
export function ScreeningsPage() {
  const year = useYear(KINDS);
  const { units } = usePlace();
  const { maySee, mayWrite } = useRights();
  const mayAdd = mayWrite(screening);
  const asked = useMemo(
    () => screeningRoundsOf(year, new Set(units.filter(({ id }) => maySee(screening, id)).map(({ id }) => id))),
    [year, units, maySee],
  );
  return (
    <Screen
      title="排查报告"
      back="/tasks"
      full
      actions={<YearSelect />}
      under="没有发现纠纷也要报：零报告。点数字看记录。"
    >
      {!year.ready && <Loading what="仍在载入" after={0} />}
      {asked === null || asked.villages.length === 0 ? (
        year.ready && (
          <EmptyState
            {...(mayAdd
              ? {
                  action: (
                    <Link className={buttonClass('primary')} to="/ledger/screening/new">
                      记一次排查
                    </Link>
                  ),
                }
              : {})}
          >
            还没有排查记录。记了第一次以后，这里按月列出各村报没报。
          </EmptyState>
        )
      ) : (
        <>
          <Owing asked={asked} />
          <Section
            title="各村报告"
            {...(mayWrite(settingKind) ? { aside: <RhythmLink setting={year.rows.get('setting')?.[0]?.id} /> } : {})}
          >
            <Overview asked={asked} />
          </Section>
        </>
      )}
    </Screen>
  );
}

/** To the one setting that decides which rounds there are. */
const RhythmLink = ({ setting }: { readonly setting: string | undefined }) => (
  <Link
    to={setting === undefined ? '/ledger/setting/new' : `/ledger/setting/${setting}/edit`}
    state={{ at: 'screeningRhythm', asks: ['screeningRhythm'] }}
  >
    多久报一次
  </Link>
);

/** What is to be done, with one tap where nothing was found. */
function Owing({ asked }: { readonly asked: ScreeningRounds }) {
  const last = asked.rounds[asked.rounds.length - 1]?.to ?? '';
  // Of a year that is over nothing is asked any more.
  const owing = owingOf(asked).filter(({ round, villages }) => villages.length > 0 && round.from <= last);
  if (owing.length === 0) return null;
  return (
    <>
      {owing.map(({ round, villages }) => (
        <Section key={round.id} title={`${round.label}还没有报的`} aside={`${villages.length} 个村`}>
          <Card flush>
            <ul className={styles.owing} aria-label={`${round.label}还没有报的`}>
              {villages.map(({ id, name }) => (
                <OwingLine key={id} round={round} unit={id} name={name} />
              ))}
            </ul>
          </Card>
        </Section>
      ))}
    </>
  );
}

const spanOf = ({ from, to }: Round) => ({ from, to });

function OwingLine({ round, unit, name }: { readonly round: Round; readonly unit: string; readonly name: string }) {
  const store = useStore();
  const say = useSay();
  const { mayWrite } = useRights();
  const [busy, setBusy] = useState(false);
  const report = async () => {
    // The line goes once the list has followed: a second tap before that would report twice.
    setBusy(true);
    const values = { ...zeroReport, period: spanOf(round) };
    const saved = await saveValues(store, [{ kind: screening, record: newId(store), unit, values }]);
    say(saved.ok ? '已存本机' : saved.failure === 'full' ? '手机空间不够，没有存下' : '没有存下，请重新打开再试');
    if (!saved.ok) setBusy(false);
  };
  return (
    <li>
      <span>{name}</span>
      {mayWrite(screening, unit) && (
        <>
          <Button tone="quiet" onClick={() => void report()} aria-label={`${name}零报告`} disabled={busy}>
            零报告
          </Button>
          <Link
            to="/ledger/screening/new"
            state={{ unit, typed: { period: spanOf(round) } }}
            className={buttonClass('quiet')}
            aria-label={`${name}有发现，去记`}
          >
            有发现
          </Link>
        </>
      )}
    </li>
  );
}

function Overview({ asked: { rounds, reports, villages, today } }: { readonly asked: ScreeningRounds }) {
  const latest = [...rounds].reverse();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys
    <div className={styles.scroll} role="region" aria-label="各村排查报告表" tabIndex={0}>
      <table className={styles.matrix} aria-label="各村排查报告">
        <thead>
          <tr>
            <th scope="col">时段</th>
            {villages.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {latest.map((round) => (
            <tr key={round.id}>
              <th scope="row">{round.label}</th>
              {villages.map(({ id }) => (
                <ReportCell key={id} report={reports.get(id)?.get(round.id)} unit={id} isOver={round.to < today} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ReportCellProps {
  readonly report: RoundReport | undefined;
  readonly unit: string;
  readonly isOver: boolean;
}

function ReportCell({ report, unit, isOver }: ReportCellProps) {
  if (report === undefined) return <td className={classes(isOver && styles.lacks)}>{isOver ? '没有报' : ''}</td>;
  const [first] = report.records;
  const to =
    report.records.length === 1 && first !== undefined
      ? `/ledger/screening/${first}`
      : `/ledger/screening?unit=${encodeURIComponent(unit)}`;
  return (
    <td className={styles.done}>
      <Link to={to}>{report.found === 0 ? '零报告' : `发现 ${report.found}`}</Link>
    </td>
  );
}
