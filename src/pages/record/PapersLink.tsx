import { ChevronRight, Printer } from 'lucide-react';
import { Link } from 'react-router';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { StoredRow } from '#store/db.ts';
import { Card, Section } from '#ui/Card.tsx';
import styles from './papers/papers.module.css';

/** From a case to its papers. */
export function PapersLink({ row }: { readonly row: StoredRow }) {
  if (row.kind !== mediationCase.name) return null;
  return (
    <Section title="文书">
      <Card flush>
        <ul className={styles.list}>
          <li>
            <Link className={styles.paper} to="papers">
              <span>
                <b className={styles.iconed}>
                  <Printer size={18} aria-hidden /> 文书和整卷
                </b>
                <small>生成 .docx、打印，没有网络也行</small>
              </span>
              <ChevronRight size={20} aria-hidden />
            </Link>
          </li>
          <li>
            <Link className={styles.paper} to="platform">
              <span>按平台顺序复制</span>
              <ChevronRight size={20} aria-hidden />
            </Link>
          </li>
        </ul>
      </Card>
    </Section>
  );
}
