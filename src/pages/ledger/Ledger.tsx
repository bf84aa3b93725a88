import { Plus, UsersRound } from 'lucide-react';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { kindByName, mediationCase } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { totalText } from '#core/columns.ts';
import { buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { RecordList } from '#ui/RecordList.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useWide } from '#pages/shell/use-wide.ts';
import { cardLine } from './card-line.ts';
import { isNarrowed } from './list-query.ts';
import { CountsOnly } from './CountsOnly.tsx';
import { LedgerTools } from './LedgerTools.tsx';
import { useLedger, type LedgerState } from './use-ledger.ts';
import { useStanding } from './use-standing.ts';
import styles from './ledger.module.css';

const TableView = lazy(async () => ({ default: (await import('./TableView.tsx')).TableView }));

export function Ledger() {
  const kind = kindByName(useParams()['kind'] ?? '');
  const { maySee } = useRights();
  if (kind === undefined) return <NotFound />;
  if (!maySee(kind)) return kind.scope === 'cases' ? <CountsOnly kind={kind} /> : <NotFound />;
  return <KindLedger key={kind.name} kind={kind} />;
}

/** One list per kind: cards on the phone, a table where there is room. */
function KindLedger({ kind }: { readonly kind: Kind }) {
  const ledger = useLedger(kind);
  const wide = useWide();
  const mayWrite = useRights().mayWrite(kind);
  const add = mayWrite && <AddLink kind={kind} wide={!wide} />;
  const batch = mayWrite && kind.name === 'person' && (
    <Link className={buttonClass('secondary', !wide)} to="/ledger/person/batch">
      <UsersRound size={20} aria-hidden />
      批量添加
    </Link>
  );
  return (
    <Screen
      title={kind.title}
      back="/ledger"
      full={wide}
      actions={
        <div className={styles.actions}>
          {kind.name === mediationCase.name && (
            <Link className={buttonClass('quiet')} to={`/ledger/${kind.name}/subsidy`}>
              以案定补
            </Link>
          )}
          {wide && batch}
          {wide && add}
        </div>
      }
      {...(wide || !mayWrite
        ? {}
        : {
            bottom: batch ? (
              <div className={styles.two}>
                {batch}
                {add}
              </div>
            ) : (
              add
            ),
          })}
    >
      <LedgerTools kind={kind} ledger={ledger} wide={wide} />
      <Lines kind={kind} ledger={ledger} wide={wide} />
    </Screen>
  );
}

function AddLink({ kind, wide }: { readonly kind: Kind; readonly wide: boolean }) {
  return (
    <Link className={buttonClass('primary', wide)} to={`/ledger/${kind.name}/new`}>
      <Plus size={22} aria-hidden />
      {kind.action}
    </Link>
  );
}

interface LinesProps {
  readonly kind: Kind;
  readonly ledger: LedgerState;
  readonly wide: boolean;
}

function Lines({ kind, ledger, wide }: LinesProps) {
  const { rows, names, unitName, ready, query, columns, shown, setSort } = ledger;
  const standingOf = useStanding();
  if (rows.length === 0) return <Nothing kind={kind} ledger={ledger} wide={wide} />;
  if (wide) {
    return (
      <Suspense fallback={<Loading />}>
        <TableView
          kind={kind}
          rows={rows}
          columns={columns}
          shown={shown}
          names={names}
          sort={query.sort}
          onSort={setSort}
          standingOf={standingOf}
        />
      </Suspense>
    );
  }
  return (
    <>
      <RecordList
        title={kind.title}
        rows={rows}
        lineOf={(row) => cardLine(kind, row, { names, unitName: unitName(row.unit), standing: standingOf(row) })}
        hrefOf={({ id }) => `/ledger/${kind.name}/${id}`}
        link={Link}
      />
      {ready && <Totals ledger={ledger} />}
    </>
  );
}

/** The totals row of the table, as one line for the phone. */
function Totals({ ledger: { rows, columns, kind, names } }: { readonly ledger: LedgerState }) {
  const totals = useMemo(() => {
    const values = rows.map((row) => row.values);
    return columns
      .filter(({ id, total }) => total && kind.fields[id]?.first === true)
      .map((column) => ({ label: column.label, text: totalText(column, values, names) }))
      .filter(({ text }) => text !== '');
  }, [rows, columns, kind, names]);
  if (totals.length === 0) return null;
  return (
    <p className={styles.totals}>
      <b>合计</b>
      {totals.map(({ label, text }) => (
        <span key={label}>
          {label} {text}
        </span>
      ))}
    </p>
  );
}

/** An empty list teaches; a list that nothing was found in says how to widen. */
function Nothing({ kind, ledger: { ready, searching, query, typed, clear }, wide }: LinesProps): ReactNode {
  const mayWrite = useRights().mayWrite(kind);
  if (!ready || searching) return <Loading what="正在载入台账" />;
  if (typed.trim() !== '' || isNarrowed(query)) {
    return (
      <EmptyState
        action={
          <button type="button" className={buttonClass('secondary')} onClick={clear}>
            看全部
          </button>
        }
      >
        没有找到。换个字，或者看全部。
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        // On the phone it stands under the thumb already.
        mayWrite &&
        wide && (
          <Link className={buttonClass('primary')} to={`/ledger/${kind.name}/new`}>
            {kind.action}
          </Link>
        )
      }
    >
      {teaching[kind.name] ?? `还没有${kind.title}，记下的会排在这里。`}
    </EmptyState>
  );
}

const teaching: { readonly [kind: string]: string } = {
  mediationCase: '还没有案件。调解一起记一起，两个名字、一句话就够。',
  screening: '还没有排查记录。没发现纠纷也记一次，就是零报告。',
  training: '还没有培训。记下来，谁到会、谁没到一目了然。',
  publicityEvent: '还没有普法活动。活动一结束就记，年底不用再回忆。',
  person: '名册还是空的。把常来的人加进来，以后点一下就选上。',
  venue: '还没有阵地。调解室、宣传栏、法治广场都记在这里。',
};
