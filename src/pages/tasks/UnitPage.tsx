import { BookOpen, ChartColumn, ListChecks, Sheet } from 'lucide-react';
import { useParams } from 'react-router';
import { ledgerKinds, mediationCase } from '#kinds/index.ts';
import { itemEntries } from '#kinds/conditions.ts';
import { zhDay } from '#core/day.ts';
import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import type { SlimRow } from '#store/projection.ts';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StatTile, StatTiles } from '#ui/StatTile.tsx';
import { rosterOfRole } from '#core/marks.ts';
import { Tiles } from './FigureTiles.tsx';
import { Shortcut } from './Shortcut.tsx';
import { TaskCard } from './TaskCard.tsx';
import { viewsOf, type TaskView } from './task-views.ts';
import { useLedgerFigures, useOpen } from './use-ledger-figures.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './tasks.module.css';

/** A village's own page: its year in figures, its part of every task, those behind first. */
export function UnitPage() {
  const { unit: asked = '' } = useParams();
  const year = useYearTasks(FIGURE_LEDGERS);
  const { canonical } = year.context.units;
  const unit = canonical(asked);
  const row = (year.rows.get('unit') ?? []).find(({ id }) => id === unit);
  if (row === undefined) return year.ready ? <NotFound /> : <Loading what="正在载入" />;
  return <OneUnit key={unit} unit={unit} row={row} year={year} />;
}

interface OneUnitProps {
  readonly unit: string;
  readonly row: SlimRow;
  readonly year: YearTasks;
}

function OneUnit({ unit, row, year }: OneUnitProps) {
  const seesCases = useRights().maySee(mediationCase);
  const { cases, trainings, publicity } = useLedgerFigures(year, unit);
  const open = useOpen(unit);
  const views = viewsOf(year.tasks, unit);
  const name = textOf(row, 'name');
  const about = aboutOf(row, year);
  return (
    <Screen title={name} back="/tasks/matrix" full actions={<YearSelect />} {...(about === '' ? {} : { under: about })}>
      <div className={styles.page}>
        {!year.ready && <Loading what="仍在载入，数字会变" after={0} />}
        {!seesCases && <Notice>案件无权查看明细，这里不列。</Notice>}
        <Tiles cases={seesCases ? cases : null} trainings={trainings} publicity={publicity} open={open} />
        <Rosters unit={unit} year={year} />
        <Links unit={unit} />
        <OwnLedgers unit={unit} year={year.year} />
        <Parts views={views} year={year} unit={unit} />
      </div>
    </Screen>
  );
}

const textOf = ({ values }: SlimRow, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** What the unit was called, into which it went and who went into it: so that its figures are not misread. */
function aboutOf(row: SlimRow, { rows, context }: YearTasks): string {
  const former = itemEntries(row.values['formerNames']).flatMap(([, { name }]) =>
    typeof name === 'string' ? [name] : [],
  );
  const until = textOf(row, 'validUntil');
  const absorbed = (rows.get('unit') ?? []).filter(
    (each) => each.id !== row.id && textOf(each, 'absorbedBy') !== '' && context.units.canonical(each.id) === row.id,
  );
  const { population } = row.values;
  return [
    former.length > 0 ? `曾用名${former.join('、')}` : '',
    typeof population === 'number' ? `人口 ${population} 人` : '',
    until === '' ? '' : `用到${zhDay(until)}`,
    absorbed.length > 0 ? `含本年及以前并入的${absorbed.map((each) => textOf(each, 'name')).join('、')}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const ROLES = [
  ['mediator', '人民调解员'],
  ['lawSavvyPerson', '法律明白人'],
] as const;

function Rosters({ unit, year }: Pick<OneUnitProps, 'unit' | 'year'>) {
  const open = useOpen(unit);
  const figures = year.figuresOf(ROLES.map(([role]) => rosterOfRole(role)));
  return (
    <StatTiles>
      {ROLES.map(([role, label], at) => (
        <StatTile
          key={role}
          label={label}
          value={figures[at]?.byUnit.get(unit)?.n ?? 0}
          unit="名"
          onOpen={() => open(rosterOfRole(role))}
        />
      ))}
    </StatTiles>
  );
}

function Links({ unit }: { readonly unit: string }) {
  return (
    <nav aria-label="这个单位的图和表" className={styles.shortcuts}>
      <Shortcut to={`/tasks/figures?unit=${unit}`} icon={ChartColumn}>
        图表
      </Shortcut>
      <Shortcut to={`/tasks/tables?unit=${unit}`} icon={Sheet}>
        统计表
      </Shortcut>
      <Shortcut to="/tasks/screenings" icon={ListChecks}>
        排查报告
      </Shortcut>
    </nav>
  );
}

/** Its own lists, narrowed to it and to the year. */
function OwnLedgers({ unit, year }: { readonly unit: string; readonly year: number }) {
  const { maySee } = useRights();
  return (
    <Section title="这个单位的台账">
      <nav aria-label="这个单位的台账" className={styles.shortcuts}>
        {ledgerKinds
          .filter((kind) => kind.scope !== 'shared' && maySee(kind))
          .map(({ name, title, date }) => (
            <Shortcut
              key={name}
              to={`/ledger/${name}?${new URLSearchParams({ unit, ...(date === undefined ? {} : { year: String(year) }) }).toString()}`}
              icon={BookOpen}
            >
              {title}
            </Shortcut>
          ))}
      </nav>
    </Section>
  );
}

const GROUPS: readonly (readonly [title: string, states: readonly TaskView['state'][]])[] = [
  ['落后的任务', ['behind', 'unknown']],
  ['正常的任务', ['onTrack']],
  ['完成的任务', ['done']],
  ['没有分目标的任务', ['none']],
];

function Parts({
  views,
  year,
  unit,
}: {
  readonly views: readonly TaskView[];
  readonly year: YearTasks;
  readonly unit: string;
}) {
  if (views.length === 0) return <EmptyState>这一年没有分到这个单位的任务。</EmptyState>;
  return GROUPS.map(([title, states]) => {
    const own = views.filter(({ state }) => states.includes(state));
    return own.length === 0 ? null : (
      <Section key={title} title={title} aside={`${own.length} 项`}>
        <Card flush>
          <ul aria-label={title} className={styles.list}>
            {own.map((view) => (
              <li key={view.task.id}>
                <TaskCard view={view} today={year.today} unit={unit} />
              </li>
            ))}
          </ul>
        </Card>
      </Section>
    );
  });
}
