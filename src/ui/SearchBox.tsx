import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import styles from './SearchBox.module.css';

export interface SearchBoxProps {
  /** What is searched, as accessible name: 查找调解案件. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Said politely: 找到 12 条. */
  readonly found?: string;
}

export function SearchBox({ label, value, onChange, placeholder = '姓名、拼音或内容', found }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div role="search" className={styles.search}>
      <div className={styles.box}>
        <Search size={20} aria-hidden />
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && value !== '') onChange('');
            // The keyboard has done its work; the list is what one wants to see.
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) input.current?.blur();
          }}
        />
        {value !== '' && (
          <button
            type="button"
            aria-label="清除查找"
            onClick={() => {
              onChange('');
              input.current?.focus();
            }}
          >
            <X size={20} aria-hidden />
          </button>
        )}
      </div>
      <p role="status" className={styles.found}>
        {found ?? ''}
      </p>
    </div>
  );
}
