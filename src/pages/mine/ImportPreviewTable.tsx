import { useEffect, useRef } from 'react';
import { dayOfMs, zhDay } from '#core/day.ts';
import type { ImportPreview } from '#store/backup-import.ts';
import { Notice } from '#ui/Notice.tsx';
import { kindCountText, spanText } from './import-words.ts';
import styles from './mine.module.css';

/** What a backup holds and what of it is new here. */
export function ImportPreviewTable({ preview }: { readonly preview: ImportPreview }) {
  const { units, fresh, held, outside, freshRecords, photos, forks, sample, createdAt } = preview;
  const names = units.map(({ name }) => name).join('、');
  const made = Date.parse(createdAt);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // It opens under the fold of most screens, and nothing else says that the file has been read.
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section ref={section} tabIndex={-1} aria-label="备份里有什么" className={styles.close}>
      <dl className={styles.facts}>
        <Fact title="单位" text={names === '' ? '没有写明' : names} />
        <Fact title="导出日期" text={Number.isNaN(made) ? '没有写明' : zhDay(dayOfMs(made))} />
        <Fact title="记录时间" text={spanText(preview)} />
        <Fact title="新的" text={`${fresh} 处改动`} />
        <Fact title="新的记录" text={kindCountText(freshRecords)} />
        <Fact title="本机已有" text={`${held} 处改动`} />
        <Fact title="核对" text="全部完好" />
        <Fact title="照片" text={photos === 0 ? '' : `${photos} 张`} />
      </dl>
      {sample && outside > 0 && <Notice>这是示例的备份，不能并进真实的台账。</Notice>}
      {fresh === 0 && held > 0 && <Notice>这份备份里的改动本机都有了。</Notice>}
      {outside > 0 && !sample && (
        <Notice>还有 {outside} 处改动属于别的村，不会并进来。要看全部，请在乡镇的法治台账里导入。</Notice>
      )}
      {forks.length > 0 && (
        <Notice tone="warn">有两台设备用过同一个身份（可能是整机克隆的），两边写的都会留下。</Notice>
      )}
    </section>
  );
}

function Fact({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  );
}
