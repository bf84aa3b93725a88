import { useId, useState } from 'react';
import { matchNames, type NamedPeople } from '#core/name-list.ts';
import { Button } from '#ui/Button.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import type { LinkChoice } from './form-api.ts';
import controls from './controls.module.css';
import styles from './PasteNames.module.css';

export interface PasteNamesProps {
  readonly roster: readonly LinkChoice[];
  readonly others: readonly LinkChoice[];
  readonly onFound: (ids: readonly string[]) => void;
  /** Takes names that are on no roster as guests; absent where there are none. */
  readonly onGuests?: (names: readonly string[]) => void;
}

/** A 微信接龙 or any list of names ticks the roster; what it cannot place it says, and offers as guests. */
export function PasteNames({ roster, others, onFound, onGuests }: PasteNamesProps) {
  const [words, setWords] = useState('');
  const [named, setNamed] = useState<NamedPeople | null>(null);
  const [guests, setGuests] = useState(0);
  const id = useId();
  const tick = () => {
    const next = matchNames(words, roster, others);
    setNamed(next);
    setGuests(0);
    onFound(next.found);
  };
  return (
    <Disclosure label="粘贴名单点名">
      <div className={styles.paste}>
        <label htmlFor={id}>名单</label>
        <textarea
          id={id}
          className={controls.input}
          rows={4}
          value={words}
          placeholder="把微信接龙、表格里的一列或名单粘贴到这里"
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button disabled={words.trim() === ''} onClick={tick}>
          按名单点名
        </Button>
        {named !== null && (
          <div role="status">
            <p>名单里 {named.found.length} 人已点到会。</p>
            {named.several.length > 0 && <p>{named.several.join('、')}：有同名的几个人，请在下面自己点。</p>}
            {named.unknown.length > 0 && <p>名册上没有：{named.unknown.join('、')}。</p>}
            {guests > 0 && <p>已加名册外 {guests} 人。</p>}
          </div>
        )}
        {named !== null && named.unknown.length > 0 && guests === 0 && onGuests !== undefined && (
          <Button
            onClick={() => {
              setGuests(named.unknown.length);
              onGuests(named.unknown);
            }}
          >
            这 {named.unknown.length} 人记为名册外
          </Button>
        )}
      </div>
    </Disclosure>
  );
}
