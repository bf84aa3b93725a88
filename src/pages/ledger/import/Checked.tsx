import { useMemo, useState } from 'react';
import type { Kind } from '#kinds/kind.ts';
import type { Preview } from '#files/sheet-desk.ts';
import { columnsOf } from '#core/columns.ts';
import type { Names } from '#core/text.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import styles from './import.module.css';

export interface CheckedProps {
  readonly kind: Kind;
  readonly preview: Preview;
  readonly names: Names;
  readonly unitName: (id: string) => string;
}

/** What importing would bring, what of the table would stay out, and why. */
export function Checked({ kind, preview, names, unitName }: CheckedProps) {
  const { rows, records, refused, duplicates, sums, merged } = preview;
  return (
    <Section title="核对结果">
      <p role="status">{summary(preview, kind.title)}</p>
      {records === 0 && (
        <Notice tone="warn">
          {rows === 0
            ? '没有读到一行，请看看各列放对了没有。'
            : '没有一行能导入，原因见下面；改好表格，或改各列的去处。'}
        </Notice>
      )}
      {(sums > 0 || merged > 0) && (
        <p className={styles.soft}>
          {sums > 0 && `合计行 ${sums} 行没有算。`}
          {merged > 0 && '合并的单元格填到了每一行，合并的数字只记在第一行。'}
        </p>
      )}
      {records > 0 && <Samples kind={kind} preview={preview} names={names} unitName={unitName} />}
      {(refused > 0 || duplicates > 0 || preview.problemCount > 0) && <Problems preview={preview} />}
    </Section>
  );
}

function summary({ rows, records, refused, duplicates }: Preview, title: string): string {
  const parts = [
    `读了 ${rows} 行，能导入${title} ${records} 条`,
    refused > 0 ? `${refused} 行不能导入` : '',
    duplicates > 0 ? `${duplicates} 行重复` : '',
  ];
  return `${parts.filter((part) => part !== '').join('，')}。`;
}

const FIRST = 20;
const weights = { refused: '没有导入', duplicate: '重复', leftOut: '这一格没要', remark: '请看一眼' } as const;

function Problems({ preview: { problems, problemCount } }: { readonly preview: Preview }) {
  const [all, setAll] = useState(false);
  const sorted = useMemo(
    () => [...problems].sort((a, b) => Number(b.weight === 'refused') - Number(a.weight === 'refused')),
    [problems],
  );
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <Card>
      <h3>要看一眼的 {problemCount} 处</h3>
      <ul className={styles.problems} aria-label="要看一眼的">
        {shown.map(({ sheet, row, column, reason, weight }) => (
          <li key={`${sheet} ${row} ${column} ${reason}`}>
            <b>
              {sheet} 第{row}行{column}
            </b>
            <span>{reason}</span>
            <small>{weights[weight]}</small>
          </li>
        ))}
      </ul>
      {!all && sorted.length > FIRST && <Button onClick={() => setAll(true)}>看全部</Button>}
      {problemCount > sorted.length && all && (
        <p className={styles.soft}>还有 {problemCount - sorted.length} 处，先改好这些再核对。</p>
      )}
    </Card>
  );
}

/** The first records as they will stand in the ledger: a wrong column shows at once. */
function Samples({ kind, preview, names, unitName }: CheckedProps) {
  const columns = columnsOf(kind);
  return (
    <Card>
      <h3>前几条会记成这样</h3>
      <ul className={styles.samples}>
        {preview.samples.map(({ unit, values }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- they have no ids yet and never move
          <li key={at}>
            <b>{unitName(unit)}</b>
            {columns
              .map(({ id, label, text }) => ({ id, label, words: text(values, names, true) }))
              .filter(({ words }) => words !== '')
              .map(({ id, label, words }) => (
                <span key={id}>
                  {label}：{words}
                </span>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
