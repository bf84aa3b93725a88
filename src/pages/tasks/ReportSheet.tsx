import { PenLine } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { reportParagraph } from '#kinds/index.ts';
import type { Remark } from '#core/report/remarks.ts';
import { numbersIn, type Report, type Section } from '#core/report/report.ts';
import type { Run, RunFigure } from '#core/report/reading.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { buttonClass } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Hidden } from '#ui/Hidden.tsx';
import { Notice } from '#ui/Notice.tsx';
import { behindLink } from './behind-link.ts';
import styles from './report.module.css';

export interface ReportSheetProps {
  readonly report: Report;
  readonly remarks: readonly Remark[];
  /** Nothing is written here: it was sent, or is what the records draft. */
  readonly frozen: boolean;
  /** The lines under it: who sends it, and when. */
  readonly signed: readonly string[];
  /** The figure from whose records somebody came: its sentence is brought into view. */
  readonly asked: string | null;
}

/** The report as it is printed, with what a writer needs between its paragraphs; paper shows the report alone. */
export function ReportSheet({ report, remarks, frozen, signed, asked }: ReportSheetProps) {
  const { mayWrite } = useRights();
  const paper = useRef<HTMLElement>(null);
  useEffect(() => {
    const sentence = [...(paper.current?.querySelectorAll<HTMLElement>('[data-figure]') ?? [])].find(
      ({ dataset }) => dataset['figure'] === asked,
    );
    sentence?.scrollIntoView({ block: 'center' });
    sentence?.focus({ preventScroll: true });
  }, [asked]);
  const tools = { year: report.year, remarks, writes: !frozen && mayWrite(reportParagraph) };
  return (
    <article ref={paper} className={styles.paper} aria-label={`${report.year}年年度报告`}>
      <h2 className={styles.title}>
        {report.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      <Paragraphs section={report.lead} order={1} {...tools} />
      {report.parts.map((part, partAt) => {
        const numbers = numbersIn(part);
        return (
          <section key={part.id}>
            <h3 className={styles.part}>{part.title}</h3>
            {part.sections.map((section, at) => (
              <div key={section.key}>
                {section.heading !== null && (
                  <h4 className={classes(styles.heading, numbers.get(section.key) === null && styles.unwritten)}>
                    {numbers.get(section.key)}
                    {section.heading}
                  </h4>
                )}
                <Paragraphs section={section} order={(partAt + 1) * 10 + at} {...tools} />
              </div>
            ))}
          </section>
        );
      })}
      {signed.length > 0 && (
        <p className={styles.signature}>
          {signed.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
      )}
    </article>
  );
}

interface ParagraphsProps {
  readonly section: Section;
  readonly order: number;
  readonly year: number;
  readonly remarks: readonly Remark[];
  readonly writes: boolean;
}

function Paragraphs({ section, order, year, remarks, writes }: ParagraphsProps) {
  const own = remarks.filter((remark) => remark.section === section.key);
  return (
    <>
      {section.printed.map((runs, at) => (
        <p key={at} className={styles.paragraph}>
          {runs.map((run, place) => (
            <RunText key={place} run={run} />
          ))}
        </p>
      ))}
      <div className={styles.tools}>
        <Figures section={section} />
        {own.length > 0 && (
          <ul className={styles.remarks} aria-label="提示">
            {own.map(({ text }, at) => (
              <li key={at}>{text}</li>
            ))}
          </ul>
        )}
        {section.own.some(({ conflict }) => conflict) && (
          <Notice tone="warn">这一段有两处改动不一致，请点“修改”选定。</Notice>
        )}
        {writes && <Write section={section} order={order} year={year} />}
      </div>
    </>
  );
}

function RunText({ run: { text, figure, problem } }: { readonly run: Run }) {
  const to = figure === undefined ? null : hrefOf(figure);
  if (problem !== undefined && to === null) return <mark className={styles.problem}>{text}</mark>;
  if (to === null) return text;
  return (
    <Link to={to} className={styles.figure} data-figure={figure?.label}>
      {text}
      <Hidden>（{figure?.label}，看记录）</Hidden>
    </Link>
  );
}

/** The records of a figure; nothing for what is no record's (the year itself). */
function hrefOf({ metric, unit, period, record }: RunFigure): string | null {
  if (record !== undefined) return `/ledger/${record.kind}/${record.id}`;
  if (metric === null) return null;
  return behindLink({
    metric,
    ...(unit === null ? {} : { unit }),
    ...(period === undefined ? {} : { period }),
  });
}

/** The section's figures again, each large enough for a thumb. */
function Figures({ section }: { readonly section: Section }) {
  const figures = section.printed.flat().flatMap(({ text, figure }) => {
    const to = figure === undefined ? null : hrefOf(figure);
    return figure === undefined || to === null ? [] : [{ token: figure.token, label: figure.label, text, to }];
  });
  const once = figures.filter(({ token }, at) => figures.findIndex((each) => each.token === token) === at);
  if (once.length === 0) return null;
  return (
    <Disclosure label="本节的数和记录" note={`${once.length} 个`}>
      <ul className={styles.figures}>
        {once.map(({ token, label, text, to }) => (
          <li key={token}>
            <Link to={to}>
              {label} <b>{text}</b>
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** Own text replaces the draft in print; both stay, so that one can be held against the other. */
function Write({ section, order, year }: { readonly section: Section; readonly order: number; readonly year: number }) {
  const { own, draft, part, heading } = section;
  const typed = {
    year: String(year),
    part,
    order: String(order),
    body: draft,
    ...(heading === null ? {} : { heading }),
  };
  if (own.length === 0) {
    return (
      <Link to="/ledger/reportParagraph/new" state={{ typed }} className={buttonClass('quiet')}>
        <PenLine size={20} aria-hidden />
        <span>
          {draft === '' ? '自己写这一段' : '改写草稿'}
          <Hidden>：{heading ?? '开头'}</Hidden>
        </span>
      </Link>
    );
  }
  return (
    <>
      {own.map(({ id }, at) => (
        <Link key={id} to={`/ledger/reportParagraph/${id}/edit`} className={buttonClass('quiet')}>
          <PenLine size={20} aria-hidden />
          <span>
            修改{own.length > 1 ? `第${at + 1}段` : ''}
            <Hidden>：{heading ?? '开头'}</Hidden>
          </span>
        </Link>
      ))}
      {draft !== '' && (
        <Disclosure label="从台账起草的文字" note="没有印出">
          <p className={styles.draft}>{draft}</p>
          {own.length === 1 && (
            <Link
              to={`/ledger/reportParagraph/${own[0]?.id}/edit`}
              state={{ typed: { body: draft } }}
              className={buttonClass('quiet')}
            >
              用起草的文字改写<Hidden>：{heading ?? '开头'}</Hidden>
            </Link>
          )}
        </Disclosure>
      )}
    </>
  );
}
