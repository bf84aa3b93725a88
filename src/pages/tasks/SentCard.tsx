import { Send } from 'lucide-react';
import { Link } from 'react-router';
import { submission } from '#kinds/index.ts';
import { zhDay } from '#core/day.ts';
import type { AppendixDifferences } from '#core/report/appendix.ts';
import type { Difference, Kept } from '#core/report/kept.ts';
import type { Sent } from '#core/report/sent.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useKeep, type KeepRequest } from './use-submissions.ts';
import styles from './tables.module.css';

export interface SentCardProps {
  readonly sent: Sent | null;
  /** What is different now from what was sent. */
  readonly differences: readonly Difference[];
  /** The same of the tables and charts that go with it, each under its title. */
  readonly more?: readonly AppendixDifferences[];
  /** What would be kept now; made when it is marked as sent. */
  readonly made: () => Kept;
  /** null while the day is not known: then nothing can be marked as sent. */
  readonly today: string | null;
  readonly request: Omit<KeepRequest, 'kept' | 'sentOn'>;
  readonly what: string;
}

/** Sent or not; once sent, what is different now stands here as 补报 or 更正, and what was sent stays as it was. */
export function SentCard({ sent, differences, more = [], made, today, request, what }: SentCardProps) {
  const { keep, failure } = useKeep();
  const { mayWrite } = useRights();
  const mark = () => {
    if (today !== null) void keep({ ...request, kept: made(), sentOn: today });
  };
  const beside = more.reduce((sum, each) => sum + each.differences.length, 0);
  if (!mayWrite(submission)) return null;
  return (
    <Section title="报送留存">
      <div className={styles.sent}>
        {failure !== null && <FailureNotice failure={failure} />}
        {sent === null ? (
          <Notice
            actions={
              <Button icon={<Send size={20} aria-hidden />} disabled={today === null} onClick={mark}>
                记为已报送
              </Button>
            }
          >
            {what}还没有报送。报出去以后点“记为已报送”，按现在的数字留存一份，以后的变化另外列出。
          </Notice>
        ) : (
          <Card flush>
            <p className={styles.sentHead}>
              {zhDay(sent.sentOn)}已报送。<Link to={`/ledger/submission/${sent.id}`}>看留存记录</Link>
              {sinceThen(differences.length, beside)}
            </p>
            {differences.length > 0 && <Differences label="报送后的变化" differences={differences} />}
            {more.map(({ title, differences: own }) => (
              <Disclosure key={title} label={title} note={`${own.length} 处变化`}>
                <Differences label={`${title}：报送后的变化`} differences={own} />
              </Disclosure>
            ))}
            {differences.length + beside > 0 && today !== null && (
              <Button tone="quiet" wide onClick={mark}>
                已补报或更正，按现在的数字再留存一份
              </Button>
            )}
          </Card>
        )}
      </div>
    </Section>
  );
}

function sinceThen(own: number, beside: number): string {
  if (own + beside === 0) return '　此后没有变化。';
  if (beside === 0) return `　此后有 ${own} 处变化：`;
  return own === 0 ? `　此后附表、附图有 ${beside} 处变化：` : `　此后有 ${own} 处变化，附表、附图另有 ${beside} 处：`;
}

interface DifferencesProps {
  readonly label: string;
  readonly differences: readonly Difference[];
}

function Differences({ label, differences }: DifferencesProps) {
  return (
    <table className={styles.differences} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">报送时</th>
          <th scope="col">现在</th>
          <th scope="col">类别</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ what, was, is, manner }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{was}</td>
            <td>{is}</td>
            <td>{manner}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
