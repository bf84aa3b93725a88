import { Copy } from 'lucide-react';
import { useState } from 'react';
import { briefOf } from '#core/brief.ts';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from '#store/db.ts';
import { useRecords } from '#store/record-hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { copyText } from '#pages/copy-text.ts';
import styles from './record.module.css';

/** 复制简报: one tap, and the paragraph can be pasted into a chat; it is shown, for one reads what one sends. */
export function CopyBrief({ kind, row }: { readonly kind: Kind; readonly row: StoredRow }) {
  const { names, ready: named } = useLinked(kind);
  const { rows: people, ready } = useRecords('person');
  const unit = usePlace().unitRows.find(({ id }) => id === row.unit)?.values['name'];
  const [copied, setCopied] = useState<{ readonly text: string; readonly done: boolean } | null>(null);
  const copy = async () => {
    const text = briefOf(kind, {
      values: row.values as Values,
      names,
      unit: typeof unit === 'string' ? unit : '',
      people: people.flatMap(({ values: { name } }) => (typeof name === 'string' ? [name] : [])),
    });
    setCopied({ text, done: await copyText(text) });
  };
  return (
    <div className={styles.brief}>
      <Button icon={<Copy size={20} aria-hidden />} disabled={!ready || !named} onClick={() => void copy()}>
        复制简报
      </Button>
      {copied !== null && (
        <Card>
          <p role="status">{copied.done ? '已复制，到微信里粘贴就行：' : '没有复制成，请长按下面的文字自己复制：'}</p>
          <p className={styles.words}>{copied.text}</p>
        </Card>
      )}
    </div>
  );
}
