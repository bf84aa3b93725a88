import type { Kind } from '#kinds/kind.ts';
import type { Problem } from '#core/validate.ts';
import { Notice } from './Notice.tsx';
import styles from './RecordForm.module.css';

export interface FormProblemsProps {
  readonly kind: Kind;
  readonly problems: readonly Problem[];
  readonly onGo: (path: string) => void;
}

/** The line over a form that could not be saved: how many places, and a way to each. */
export function FormProblems({ kind, problems, onGo }: FormProblemsProps) {
  const places = new Map<string, string>();
  for (const { field } of problems) {
    const id = field.split('.')[0] ?? field;
    if (!places.has(id)) places.set(id, field);
  }
  return (
    <div className={styles.problems}>
      <Notice
        tone="error"
        announced
        actions={[...places].map(([id, path]) => (
          <button key={id} type="button" className={styles.go} onClick={() => onGo(path)}>
            {kind.fields[id]?.label ?? id}
          </button>
        ))}
      >
        还有 {problems.length} 处要改，写好的都还在：
      </Notice>
    </div>
  );
}
