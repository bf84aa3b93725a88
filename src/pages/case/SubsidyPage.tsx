/** 以案定补 of a month: what was claimed, what may be, and what would be paid twice (domain.md §1.5). */
import { ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { mediationCase, setting as settingKind } from '#kinds/index.ts';
import { zhDay } from '#core/day.ts';
import { SUBSIDY_STATES, type SubsidyLine } from '#core/subsidy.ts';
import { fieldText, headingOf, type Names } from '#core/text.ts';
import { useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useTaking } from '#pages/take-sheets.ts';
import { monthAfter, monthName, monthOf, useSubsidyMonth } from '#pages/use-subsidy-month.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import styles from './case-pages.module.css';

const TITLE = '以案定补';

export function SubsidyPage() {
  const { maySee } = useRights();
  return maySee(mediationCase) ? <Months /> : <NoRight title={TITLE} />;
}

function Months() {
  const store = useStore();
  const { mayWrite } = useRights();
  const { unitName } = usePlace();
  const [search, setSearch] = useSearchParams();
  const which = monthOf(search.get('month'), todayOf(store));
  const turn = (by: number) => setSearch({ month: monthAfter(which, by) }, { replace: true });
  const { month, setting, names, ready } = useSubsidyMonth(which);
  const monthWords = monthName(which);
  const hasTariff = setting?.values['subsidyTariff'] !== undefined;
  const { said, busy, take } = useTaking();
  const takeAway = () =>
    take(`以案定补-${which}`, async () => {
      const { subsidySheet } = await import('#core/tables/registers.ts');
      return [subsidySheet(month, { names, under: `${unitName}　${monthWords}结案`, reveal: false })];
    });
  return (
    <Screen title={TITLE} back={`/ledger/${mediationCase.name}`}>
      <div className={styles.page}>
        <div className={styles.month}>
          <Button tone="quiet" aria-label="上个月" icon={<ChevronLeft aria-hidden />} onClick={() => turn(-1)} />
          <b aria-live="polite">{monthWords}结案</b>
          <Button tone="quiet" aria-label="下个月" icon={<ChevronRight aria-hidden />} onClick={() => turn(1)} />
        </div>
        {ready && !hasTariff && (
          <Notice
            actions={
              mayWrite(settingKind) && (
                <Link
                  className={buttonClass('quiet')}
                  to={setting === undefined ? '/ledger/setting/new' : `/ledger/setting/${setting.id}/edit`}
                  state={{ at: 'subsidyTariff', asks: ['subsidyTariff', 'subsidyConditions'] }}
                >
                  去填标准
                </Link>
              )
            }
          >
            乡镇的补贴标准还没有填，金额先按每件上写的算。
          </Notice>
        )}
        {!ready && <Loading what="正在汇总" />}
        {month.unpaid.length > 0 && (
          <div className={styles.unpaid}>
            <span>别的月份结案、还没有发的：</span>
            {month.unpaid.map((other) => (
              <Button
                key={other.month}
                tone="quiet"
                onClick={() => setSearch({ month: other.month }, { replace: true })}
              >
                {monthName(other.month)} {other.count} 件
              </Button>
            ))}
          </div>
        )}
        {ready && month.lines.length === 0 && (
          <EmptyState>这个月没有可以补贴的案件。要审核通过、符合乡镇的条件才会列在这里。</EmptyState>
        )}
        {month.lines.length > 0 && (
          <Section
            title={`${month.lines.filter(({ counts }) => counts).length} 件，合计 ${fieldText(AMOUNT, month.total, names)}`}
          >
            <Card flush>
              <ul className={styles.lines} aria-label={`${monthWords}以案定补`}>
                {month.lines.map((line) => (
                  <Line key={line.row.id} line={line} names={names} />
                ))}
              </ul>
            </Card>
          </Section>
        )}
        {month.lines.length > 0 && (
          <>
            <Link className={buttonClass('primary', true)} to={`print?month=${which}`}>
              <Printer size={20} aria-hidden />
              打印、存成 .docx
            </Link>
            <Button disabled={busy} onClick={takeAway}>
              导出表格（不含当事人）
            </Button>
          </>
        )}
        {said !== '' && <p role="status">{said}</p>}
      </div>
    </Screen>
  );
}

const AMOUNT = mediationCase.fields.agreedAmount;

function Line({
  line: { row, amount, state, note, counts },
  names,
}: {
  readonly line: SubsidyLine;
  readonly names: Names;
}) {
  const { closedOn, mediators } = row.values;
  return (
    <li>
      <Link className={styles.line} to={`/ledger/${mediationCase.name}/${row.id}`}>
        <span>
          {headingOf(mediationCase, row.values, { names, reveal: false })}
          <small>
            {[
              typeof closedOn === 'string' ? zhDay(closedOn) : '',
              fieldText(mediationCase.fields.mediators, mediators, names),
            ]
              .filter((word) => word !== '')
              .join(' · ')}
          </small>
          {note !== '' && <small className={styles.note}>{note}</small>}
        </span>
        <span className={styles.sum}>
          <b className={classes(!counts && amount !== null && styles.out)}>
            {amount === null ? '—' : fieldText(AMOUNT, amount, names)}
          </b>
          <small>{SUBSIDY_STATES[state]}</small>
        </span>
      </Link>
    </li>
  );
}
