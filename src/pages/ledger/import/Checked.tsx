import { useMemo, useState } from 'react';
import type { Kind } from '#kinds/kind.ts';
import type { Preview } from '#files/sheet-desk.ts';
import { columnsOf } from '#core/columns.ts';
import { listOfPlace, targetsOf } from '#core/sheets/targets.ts';
import type { Names } from '#core/text.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import styles from './import.module.css';

export interface CheckedProps {
  readonly kind: Kind;
  readonly preview: Preview;
  readonly names: Names;
  readonly unitName: (id: string) => string;
  /** Of a place that names a village or somebody on a roster: whom it may name. */
  readonly namesFor: (path: string) => readonly string[];
  /** Somebody says which item of a list, or whom, words of the table mean. */
  readonly onTeach: (path: string, words: string, meaning: string) => void;
}

/** What importing would bring, what of the table would stay out, and why. */
export function Checked({ kind, preview, names, unitName, namesFor, onTeach }: CheckedProps) {
  const { rows, records, refused, duplicates, sums, merged, hidden, unlisted } = preview;
  return (
    <Section title="核对结果">
      <div className={styles.checked}>
        <p role="status">{summary(preview, kind.title)}</p>
        {records === 0 && (
          <Notice tone="warn">
            {rows === 0
              ? '没有读到一行，请看看各列放对了没有。'
              : '没有一行能导入，原因见下面；改好表格，或改各列的去处。'}
          </Notice>
        )}
        {unlisted.map(({ sheet, names: count }) => (
          <Notice key={sheet} tone="warn">
            “{sheet}”里有 {count} 人名册上没有，请在上面选“名册上没有的人”算作来宾还是加进名册。
          </Notice>
        ))}
        {(sums > 0 || merged > 0 || hidden > 0) && (
          <p className={styles.soft}>
            {sums > 0 && `合计行 ${sums} 行没有算。`}
            {merged > 0 && '合并的单元格填到了每一行，合并的数字只记在第一行。'}
            {hidden > 0 && `隐藏或筛选掉的 ${hidden} 行也读了，不要的请在表格里删去再导入。`}
          </p>
        )}
        {preview.unknown.length > 0 && <Unknowns kind={kind} preview={preview} namesFor={namesFor} onTeach={onTeach} />}
        {(refused > 0 || duplicates > 0 || preview.problemCount > 0) && <Problems preview={preview} />}
        {records > 0 && <Samples kind={kind} preview={preview} names={names} unitName={unitName} />}
      </div>
    </Section>
  );
}

function summary({ rows, records, enlisted, refused, duplicates }: Preview, title: string): string {
  const parts = [
    `读了 ${rows} 行，能导入${title} ${records} 条`,
    enlisted > 0 ? `加进人员名册 ${enlisted} 人` : '',
    refused > 0 ? `${refused} 行不能导入` : '',
    duplicates > 0 ? `${duplicates} 行重复` : '',
  ];
  return `${parts.filter((part) => part !== '').join('，')}。`;
}

/** 天文纠纷: no list knows it, but whoever keeps the ledger does. The answer is remembered for the next table. */
function Unknowns({
  kind,
  preview: { unknown },
  namesFor,
  onTeach,
}: Pick<CheckedProps, 'kind' | 'preview' | 'namesFor' | 'onTeach'>) {
  const asked = unknown.flatMap(({ path, words, rows }) => {
    const list = listOfPlace(kind, path);
    const label = targetsOf(kind).find((target) => target.path === path)?.label ?? '';
    const meanings = list === null ? namesFor(path) : list.codes.map(({ zh }) => zh);
    const none = list?.open === true ? '照原样记' : '请选择';
    return meanings.length === 0 ? [] : [{ path, words, rows, label, meanings, none }];
  });
  if (asked.length === 0) return null;
  return (
    <Card>
      <h3>表里的这些写法，算哪一个？</h3>
      <ul className={styles.columns}>
        {asked.slice(0, MOST_ASKED).map(({ path, words, rows, label, meanings, none }) => (
          <li key={`${path} ${words}`}>
            <span>
              {label}“{words}”（{rows} 行）
            </span>
            <Select
              label={`${label}“${words}”算作`}
              value=""
              options={[{ id: '', label: none }, ...meanings.map((name) => ({ id: name, label: name }))]}
              onChange={(meaning) => onTeach(path, words, meaning)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const MOST_ASKED = 30;
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
        {shown.map(({ sheet, rows, column, reason, weight }) => (
          <li key={`${sheet} ${column} ${reason} ${weight}`}>
            <b>
              {sheet} {rowWords(rows)}
              {column}
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

const NAMED_ROWS = 6;

/** 第5、6、7行; of very many the first few and how many. */
function rowWords(rows: readonly number[]): string {
  const named = `第${rows.slice(0, NAMED_ROWS).join('、')}行`;
  return rows.length > NAMED_ROWS ? `${named}等 ${rows.length} 行` : named;
}

/** The first records as they will stand in the ledger: a wrong column shows at once. */
function Samples({ kind, preview, names, unitName }: Omit<CheckedProps, 'onTeach' | 'namesFor'>) {
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
