import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { LinkComponent } from './link.ts';
import { Parts } from './Parts.tsx';
import { StandingBadge, type Standing } from './StandingBadge.tsx';
import { StateBadge, type Tone } from './StateBadge.tsx';
import { useTop } from './use-top.ts';
import styles from './RecordList.module.css';

/** What a card says of a record. */
export interface CardLine {
  /** What it is: masked where the kind says so. */
  readonly title: string;
  /** Who and when, in parts joined by ` · `. */
  readonly second?: string;
  readonly state?: { readonly text: string; readonly tone: Tone };
  /** What it still lacks, as one quiet line. */
  readonly missing?: string;
  /** Where it stands beside this device. */
  readonly standing?: Standing;
}

export interface RecordListProps<R extends { readonly id: string }> {
  /** The kind's title: the accessible name. */
  readonly title: string;
  readonly rows: readonly R[];
  readonly lineOf: (row: R) => CardLine;
  readonly hrefOf: (row: R) => string;
  readonly link: LinkComponent;
}

/** Cards for the phone; only those near the window are made, however many there are. */
export function RecordList<R extends { readonly id: string }>({
  title,
  rows,
  lineOf,
  hrefOf,
  link: Link,
}: RecordListProps<R>) {
  const list = useRef<HTMLDivElement>(null);
  const margin = useTop(list);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 96,
    overscan: 6,
    scrollMargin: margin,
    getItemKey: (at) => rows[at]?.id ?? at,
  });
  useLayoutEffect(() => {
    // A new screen is scrolled to its start before the list hears of it: cards above the old place must not push it down.
    // oxlint-disable-next-line react/immutability -- the library offers this setting on its instance alone
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ end }, _delta, { scrollOffset, scrollDirection }) =>
      scrollOffset !== null &&
      Math.abs(scrollOffset - window.scrollY) < 2 &&
      end <= scrollOffset &&
      scrollDirection !== 'backward';
  }, [virtualizer]);
  return (
    <div
      ref={list}
      role="list"
      aria-label={title}
      className={styles.list}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { title: heading, second, state, missing, standing } = lineOf(row);
        return (
          <div
            role="listitem"
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className={styles.item}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <Link to={hrefOf(row)} className={styles.card ?? ''}>
              <span className={styles.line}>
                <span className={styles.title}>{heading}</span>
                {state !== undefined && <StateBadge tone={state.tone}>{state.text}</StateBadge>}
              </span>
              {(second !== undefined || standing !== undefined) && (
                <span className={styles.line}>
                  <span className={styles.second}>{second !== undefined && <Parts line={second} />}</span>
                  {standing !== undefined && <StandingBadge standing={standing} />}
                </span>
              )}
              {missing !== undefined && <span className={styles.missing}>{missing}</span>}
            </Link>
          </div>
        );
      })}
    </div>
  );
}
