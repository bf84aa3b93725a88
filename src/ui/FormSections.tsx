import { useId, type ReactNode } from 'react';
import { Card } from './Card.tsx';
import styles from './RecordForm.module.css';

export interface FormSection {
  readonly title: string;
  readonly rows: readonly ReactNode[];
  /** Its only field says the same as the heading. */
  readonly plain: boolean;
}

/** From so many on there is a way to jump to each. */
const JUMPS = 3;

/** The fields of a form under their headings. */
export function FormSections({ sections }: { readonly sections: readonly FormSection[] }) {
  const id = useId();
  return (
    <>
      {sections.length >= JUMPS && (
        <ul className={styles.jumps} aria-label="更多信息有哪些">
          {sections.map(({ title }, at) => (
            <li key={title}>
              <button
                type="button"
                className={styles.jump}
                onClick={() => {
                  const section = document.getElementById(`${id}-${at}`);
                  section?.focus({ preventScroll: true });
                  section?.scrollIntoView({ block: 'start' });
                }}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {sections.map(({ title, rows, plain }, at) => (
        <section key={title} id={`${id}-${at}`} tabIndex={-1} className={styles.group} aria-label={title}>
          {sections.length > 1 && !plain && <h2 className={styles.title}>{title}</h2>}
          <Card>{rows}</Card>
        </section>
      ))}
    </>
  );
}
