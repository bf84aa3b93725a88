/** An archived case: since when, its number for checking paper against the ledger, and whether the ledger still agrees. */
import { Lock } from 'lucide-react';
import type { Values } from '#kinds/field.ts';
import { checkSeal, sealIn, sealWords } from '#core/case-seal.ts';
import { zhDay } from '#core/day.ts';
import type { StoredRow } from '#store/db.ts';
import { useChangeIds } from '#store/record-hooks.ts';
import styles from './case.module.css';

export function CaseSeal({ row }: { readonly row: StoredRow }) {
  const values = row.values as Values;
  const { archivedOn } = values;
  const ids = useChangeIds(row.id);
  if (typeof archivedOn !== 'string') return null;
  const seal = sealIn(values);
  const checked = seal === null || ids === undefined ? null : checkSeal(row.id, seal, ids);
  return (
    <section className={styles.seal} aria-label="归档">
      <Lock size={20} aria-hidden />
      <div>
        <p>
          {zhDay(archivedOn)}已归档，原来的内容不再改
          {checked === null ? '。' : checked.state === 'whole' ? '，与本机账本相符。' : '，但与本机账本不符：'}
        </p>
        {checked?.state === 'missing' && <p>归档时的改动这里缺了 {checked.count} 条，先同步或合并备份再看。</p>}
        {checked?.state === 'altered' && <p>校验码对不上，请告诉司法所。</p>}
        {seal !== null && (
          <p className={styles.hash}>
            校验码 <span>{sealWords(seal)}</span>
          </p>
        )}
      </div>
    </section>
  );
}
