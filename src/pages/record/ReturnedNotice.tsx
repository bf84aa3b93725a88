import { Link } from 'react-router';
import { wordsOf } from '#core/verdict-words.ts';
import type { Returned } from '#store/returned.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useRefused } from '#pages/use-refused.ts';

/** What of this record the server did not take or holds back, and why; what to do stands under 被退回 (SPEC X4). */
export function ReturnedNotice({ record }: { readonly record: string }) {
  const returned = useRefused()?.filter(({ change }) => change.records.includes(record)) ?? [];
  if (returned.length === 0) return null;
  return (
    <Notice
      tone="warn"
      actions={
        <Link className={buttonClass('quiet')} to="/mine/refused">
          看怎么办
        </Link>
      }
    >
      {[...new Set(returned.map(saying))].map((words) => (
        <p key={words}>{words}</p>
      ))}
    </Notice>
  );
}

const saying = ({ state, reason }: Returned): string =>
  `${state === 'review' ? '有改动等司法所决定' : '有改动被退回'}：${wordsOf(reason).why}。`;
