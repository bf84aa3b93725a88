import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { blanksOf } from '#core/document.ts';
import { forms, papersOf } from '#core/papers/all.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import type { Form } from '#core/papers/parts.ts';
import { Card, Section } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { DOSSIER } from './dossier.ts';
import { usePaperCase } from './use-paper-case.ts';
import styles from './papers.module.css';

/** 文书: the papers of a case, which of them are complete and what is still to be written by hand. */
export function PapersPage() {
  const { one, masked, setMasked, mayReveal } = usePaperCase();
  if (one === undefined) return <Loading what="正在打开案件" />;
  if (one === null) return <NotFound />;
  const query = masked ? '?masked=1' : '';
  const inFile = forms.filter((form) => form.need(one) !== 'other');
  const others = forms.filter((form) => form.need(one) === 'other');
  return (
    <Screen title="文书" back={`/ledger/mediationCase/${one.id}`}>
      <div className={styles.page}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={masked}
            disabled={!mayReveal}
            onChange={(event) => setMasked(event.currentTarget.checked)}
          />
          <span>
            隐去姓名、电话、住址
            <small>给卷外的人看时勾选；存进卷宗的不要勾</small>
          </span>
        </label>
        {!masked && <Notice>文书里有当事人的姓名和住址，只交给办这件案子的人。</Notice>}
        <Card flush>
          <Link className={styles.paper} to={`${DOSSIER}${query}`}>
            <span>
              <b>整卷</b>
              <small>卷内全部文书合成一份，目录带页号</small>
            </span>
            <ChevronRight size={20} aria-hidden />
          </Link>
        </Card>
        <Section title="卷内文书">
          <PaperList forms={inFile} one={one} query={query} />
        </Section>
        <Disclosure label="其他文书" note={`${others.length} 种`}>
          <PaperList forms={others} one={one} query={query} />
        </Disclosure>
        <Link className={styles.copy} to="../platform" relative="path">
          按平台顺序复制
        </Link>
      </div>
    </Screen>
  );
}

interface PaperListProps {
  readonly forms: readonly Form[];
  readonly one: PaperCase;
  readonly query: string;
}

function PaperList({ forms: listed, one, query }: PaperListProps) {
  return (
    <Card flush>
      <ul className={styles.list}>
        {listed.map((form) => (
          <PaperLine key={form.id} form={form} one={one} query={query} />
        ))}
      </ul>
    </Card>
  );
}

/** More names than this are counted. */
const NAMED = 3;

function PaperLine({ form, one, query }: { readonly form: Form; readonly one: PaperCase; readonly query: string }) {
  const papers = papersOf(form, one);
  const blanks = [...new Set(papers.flatMap(({ blocks }) => blanksOf(blocks)))];
  const named = blanks.slice(0, NAMED).join('、');
  return (
    <li>
      <Link className={styles.paper} to={`${form.id}${query}`}>
        <span>
          <span className={styles.name}>
            {form.title}
            {papers.length > 1 && `（${papers.length} 份）`}
          </span>
          {blanks.length === 0 ? (
            <StateBadge tone="done">已填全</StateBadge>
          ) : (
            <small>
              待填 {blanks.length} 处：{named}
              {blanks.length > NAMED && ' 等'}
            </small>
          )}
        </span>
        <ChevronRight size={20} aria-hidden />
      </Link>
    </li>
  );
}
