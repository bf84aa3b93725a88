import { useState } from 'react';
import { Link } from 'react-router';
import { kindByName } from '#kinds/index.ts';
import { discardDraft, putBackDraft } from '#store/drafts.ts';
import { useDrafts, useStore } from '#store/hooks.ts';
import type { Draft } from '#store/db.ts';
import { buttonClass, Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { agoOf } from '#pages/shell/ago.ts';
import { draftHeading } from '#pages/shell/draft-heading.ts';
import styles from './home.module.css';

/** What was being typed when the page was left, the battery ended or the browser was killed. */
export function Drafts() {
  const store = useStore();
  const drafts = useDrafts();
  const [gone, setGone] = useState<Draft | null>(null);
  if (drafts === undefined || (drafts.length === 0 && gone === null)) return null;
  const discard = async (draft: Draft) => {
    await discardDraft(store, draft.id);
    setGone(draft);
  };
  const undo = async (draft: Draft) => {
    await putBackDraft(store, draft);
    setGone(null);
  };
  return (
    <Section title="没写完的">
      <Card flush>
        <ul className={styles.drafts}>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} onDiscard={() => void discard(draft)} />
          ))}
          {gone !== null && (
            <li className={styles.gone} role="status">
              <span>已丢弃：{kindByName(gone.kind)?.title ?? '记录'}</span>
              <Button tone="quiet" onClick={() => void undo(gone)}>
                撤销
              </Button>
            </li>
          )}
        </ul>
      </Card>
    </Section>
  );
}

function DraftRow({ draft, onDiscard }: { readonly draft: Draft; readonly onDiscard: () => void }) {
  const { ports } = useStore();
  const kind = kindByName(draft.kind);
  const what = draftHeading(draft);
  return (
    <li className={styles.draft}>
      <div className={styles.draftWords}>
        <b>
          {kind?.title ?? '记录'}
          {draft.isNew ? '' : '（修改）'}
        </b>
        <span>{[what, agoOf(draft.changedAt, ports.now())].filter((part) => part !== '').join(' · ')}</span>
      </div>
      <div className={styles.draftActions}>
        <Link className={buttonClass('primary')} to={`/draft/${draft.id}`}>
          继续填写
        </Link>
        <ConfirmInline label="丢弃" question="丢弃这份没写完的内容？" tone="quiet" onConfirm={onDiscard} />
      </div>
    </li>
  );
}
