/** 卷宗检查: the papers of the file one by one, and what is out of order (domain.md §1.3). */
import { Check, ChevronRight, CircleAlert, Hand, Minus } from 'lucide-react';
import { Link } from 'react-router';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { dossierOf, isFileDue } from '#core/dossier.ts';
import type { StoredRow } from '#store/db.ts';
import { Card } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Notice } from '#ui/Notice.tsx';
import styles from './case.module.css';
import { useCourseContext } from './use-course.ts';
import type { Asked } from './use-open-at.ts';

const STATES = {
  there: { word: '有了', Icon: Check },
  lacking: { word: '缺', Icon: CircleAlert },
  byHand: { word: '手工放入', Icon: Hand },
  none: { word: '不用', Icon: Minus },
} as const;

interface CaseFileProps {
  readonly row: StoredRow;
  readonly mayEdit: boolean;
}

export function CaseFile(props: CaseFileProps) {
  const { kind, removed } = props.row;
  return kind === mediationCase.name && removed === null ? <FileOf {...props} /> : null;
}

function FileOf({ row, mayEdit }: CaseFileProps) {
  const context = useCourseContext(row);
  if (context === undefined) return null;
  const values = row.values as Values;
  const { papers, lacking, missing, warnings, forbidden } = dossierOf(values, context.today, context.holidays);
  const faults = forbidden.length + warnings.length;
  const note = [
    lacking > 0 ? `缺${lacking}份` : missing.length > 0 ? '' : isFileDue(values) ? '齐了' : '目前齐全',
    missing.length > 0 ? `缺${missing.map(({ label }) => label).join('、')}` : '',
    faults > 0 ? `${faults}处要看` : '',
  ];
  const asked = papers.filter(({ state }) => state !== 'none');
  const others = papers.filter(({ state }) => state === 'none');
  return (
    <div className={styles.file}>
      <Disclosure label="卷宗检查" note={note.filter((word) => word !== '').join(' · ')}>
        {forbidden.map(({ field, message }) => (
          <Notice key={`${field}${message}`} tone="error">
            不能这样存：{message}
          </Notice>
        ))}
        {warnings.map(({ field, message }) => (
          <Notice key={`${field}${message}`} tone="warn">
            {message}
          </Notice>
        ))}
        <Card flush>
          <ul className={styles.papers} aria-label="卷内文书">
            {asked.map(({ id, label, state, note: why, at }) => (
              <Paper key={id} label={label} state={state} why={why} at={mayEdit && state === 'lacking' ? at : ''} />
            ))}
          </ul>
        </Card>
        {others.length > 0 && <p className={styles.small}>不用的：{others.map(({ label }) => label).join('、')}</p>}
        <p className={styles.small}>封面、目录、情况说明、封底在打印卷宗时由本机生成。</p>
      </Disclosure>
    </div>
  );
}

interface PaperProps {
  readonly label: string;
  readonly state: keyof typeof STATES;
  readonly why: string;
  /** The field to fill; '' where nothing is to be typed. */
  readonly at: string;
}

function Paper({ label, state, why, at }: PaperProps) {
  const { word, Icon } = STATES[state];
  const words = (
    <>
      <Icon size={20} aria-hidden />
      <span>
        {label}
        {why !== '' && <small>{why}</small>}
      </span>
      <b>{word}</b>
    </>
  );
  return (
    <li className={classes(styles.paper, styles[state])}>
      {at === '' ? (
        <div>{words}</div>
      ) : (
        <Link to="edit" state={{ at, asks: [at] } satisfies Asked}>
          {words}
          <ChevronRight size={18} aria-hidden />
        </Link>
      )}
    </li>
  );
}
