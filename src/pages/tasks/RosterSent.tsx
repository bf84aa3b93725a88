import { Copy, Download, Send } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { submission } from '#kinds/index.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { zhDay } from '#core/day.ts';
import { readKept } from '#core/report/kept.ts';
import { differencesText, rosterDifferences, type KeptRoster } from '#core/roster-sent.ts';
import { changeWords, rosterChanges } from '#core/tables/roster-changes.ts';
import type { Period } from '#core/period.ts';
import { copyText } from '#pages/copy-text.ts';
import { useTaking } from '#pages/take-sheets.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useKeep } from './use-submissions.ts';
import styles from './rosters.module.css';

export interface RosterSentProps {
  /** mediatorRoster, lawSavvyRoster. */
  readonly content: string;
  readonly title: string;
  readonly submissions: readonly CountedRow[];
  readonly now: KeptRoster;
  readonly canonical: (person: string) => string;
  readonly year: number;
  readonly period: Period;
  /** null: with a wrong clock nothing is marked as sent. */
  readonly today: string | null;
}

/** The roster that the county has, and what is different now (人民调解法 art. 10). */
export function RosterSent(props: RosterSentProps) {
  const { content, title, submissions, now, canonical, year, period, today } = props;
  const { mayWrite } = useRights();
  const { keep, failure } = useKeep();
  const say = useSay();
  const { said, busy, take } = useTaking();
  const { unitName } = usePlace();
  const sent = useMemo(() => lastSent(submissions, content), [submissions, content]);
  const differences = useMemo(
    () => (sent === null ? [] : rosterDifferences(sent.kept, now, canonical)),
    [sent, now, canonical],
  );
  if (!mayWrite(submission)) return null;
  const mark = () => {
    if (today !== null) void keep({ content, year, span: period, sentOn: today, kept: now, unit: '' });
  };
  const copy = async () => {
    const text = differencesText(title, zhDay(sent?.sentOn ?? ''), differences);
    say((await copyText(text)) ? '变动情况已复制' : '这个浏览器不让复制');
  };
  const save = () =>
    take(`${unitName}${title}变动表`, async () => [
      rosterChanges(title, `${unitName}　自${zhDay(sent?.sentOn ?? '')}报送以来`, differences),
    ]);
  if (sent === null) {
    return (
      <>
        {failure !== null && <FailureNotice failure={failure} />}
        <Notice
          actions={
            <Button icon={<Send size={20} aria-hidden />} disabled={today === null} onClick={mark}>
              记为已报县局
            </Button>
          }
        >
          {title}还没有记过报送。报出去以后点一下，按现在的 {now.people.length} 名留存，以后这里列出进出和变更。
        </Notice>
      </>
    );
  }
  return (
    <Card flush>
      {failure !== null && <FailureNotice failure={failure} />}
      <p className={styles.sent}>
        {zhDay(sent.sentOn)}报过{title}，{sent.kept.people.length} 名。
        <Link to={`/ledger/submission/${sent.id}`}>看留存记录</Link>
        {differences.length === 0 ? '　此后没有变动。' : `　此后变动 ${differences.length} 处：`}
      </p>
      {differences.length > 0 && (
        <>
          <ul className={styles.lines} aria-label={`${title}报送以后的变动`}>
            {differences.map(({ id, name, unit, change, facts }) => (
              <li key={`${change}/${id}`}>
                <Link to={`/ledger/person/${id}`}>{name || '未填姓名'}</Link>
                <span className={styles.figure}>
                  {changeWords[change]} · {unit}
                </span>
                {facts.length > 0 && <p className={styles.small}>{facts.join('，')}</p>}
              </li>
            ))}
          </ul>
          <div className={styles.buttons}>
            <Button icon={<Download size={20} aria-hidden />} disabled={busy} onClick={save}>
              变动表（.xlsx）
            </Button>
            <Button icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
              复制变动情况
            </Button>
            <Button tone="quiet" disabled={today === null} onClick={mark}>
              已重新报送，再留存一份
            </Button>
          </div>
          {said !== '' && (
            <p role="status" className={styles.small}>
              {said}
            </p>
          )}
        </>
      )}
    </Card>
  );
}

interface LastSent {
  readonly id: string;
  readonly sentOn: string;
  readonly kept: KeptRoster;
}

/** The latest by the day it was sent; of one day the later record. */
function lastSent(submissions: readonly CountedRow[], content: string): LastSent | null {
  const own = submissions.flatMap(({ id, values }): LastSent[] => {
    const { sentOn } = values;
    const kept = values.content === content ? readKept(values) : null;
    return kept?.type === 'roster' && typeof sentOn === 'string' ? [{ id, kept, sentOn }] : [];
  });
  const key = ({ sentOn, id }: LastSent) => `${sentOn} ${id}`;
  return own.reduce<LastSent | null>((last, one) => (last === null || key(one) > key(last) ? one : last), null);
}
