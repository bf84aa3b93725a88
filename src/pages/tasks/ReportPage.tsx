import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { reportParagraph } from '#kinds/index.ts';
import { publicChanges, publicReport, type PublicChange } from '#core/report/public-text.ts';
import { privateNames } from '#core/report/remarks.ts';
import { sectionsIn, signatureOf } from '#core/report/report.ts';
import type { YearFinding } from '#core/report/year-finding.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { MissingParts } from './MissingParts.tsx';
import { ReportSheet } from './ReportSheet.tsx';
import { SentCard } from './SentCard.tsx';
import { TakeReport } from './TakeReport.tsx';
import { useReport, type YearReport } from './use-report.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './report.module.css';

/** 年度报告: read, written on, taken along, checked and kept as it was sent. */
export function ReportPage() {
  const { maySee } = useRights();
  if (!maySee(reportParagraph)) return <NoRight title="年度报告" />;
  return <OpenReport />;
}

/** Beside the address of a figure's sentence: which of the two texts is shown. */
const TEXT = 'text';
const DRAFTED = 'drafted';
const TEXTS = [
  { id: 'own', label: '本乡镇写的' },
  { id: DRAFTED, label: '全文按台账起草' },
];

function OpenReport() {
  const [params] = useSearchParams();
  const made = useReport(params.get(TEXT) === DRAFTED);
  return (
    <Screen title="年度报告" back="/tasks" full sheet actions={<YearSelect />} under="点带底色的数，看它从哪些记录来。">
      {made === null ? <Loading what="正在读全年的记录" after={0} /> : <Made made={made} />}
    </Screen>
  );
}

function Made({ made }: { readonly made: YearReport }) {
  const { year, report, remarks, sent, differences, more, kept, findings, drafted } = made;
  const [params, setParams] = useSearchParams();
  const [isSigned, setSigned] = useState(true);
  const [isPublic, setPublic] = useState(false);
  const open = useMemo(
    () => (isPublic ? publicReport(report, privateNames(year.rows)) : null),
    [isPublic, report, year.rows],
  );
  const villages = year.context.units.villages.map(({ name }) => name);
  const signed = isSigned ? signatureOf(report, sent?.sentOn ?? year.today) : [];
  const asked = params.get('figure');
  const used = sectionsIn(report).some(({ printed }) => printed.flat().some(({ figure }) => figure?.label === asked));
  return (
    <div className={styles.page}>
      <TakeReport made={made} open={open} onPublic={setPublic} signed={signed} onSigned={setSigned} />
      <div className={styles.checks}>
        {drafted !== null && sent === null && (
          <Segmented
            label="用哪一份文字"
            choices={TEXTS}
            value={drafted ? DRAFTED : 'own'}
            onChange={(text) => setParams(text === DRAFTED ? { [TEXT]: text } : {}, { replace: true })}
          />
        )}
        {drafted === true && sent === null && (
          <Notice>
            五个部分都按台账起草，每个数都能点。要改，回到“本乡镇写的”，在每一段下面改，或用起草的文字改写。
          </Notice>
        )}
        {asked !== null && !used && (
          <Notice>
            报告里还没有引用“{asked}”。改写时写上 {'{'}
            {asked}
            {'}'}，数就会跟着记录走。
          </Notice>
        )}
        {open !== null && <PublicNotice changes={publicChanges(report, open, villages)} />}
        {report.missing.length > 0 && <MissingParts missing={report.missing} setting={year.rows.get('setting')?.[0]} />}
      </div>
      <ReportSheet
        report={open ?? report}
        remarks={sent === null && open === null ? remarks : []}
        frozen={sent !== null || drafted === true || open !== null}
        signed={signed}
        asked={asked}
      />
      <div className={styles.checks}>
        <Checks findings={findings} remarks={remarks.length} />
        <SentCard
          sent={sent}
          differences={differences}
          more={more}
          made={kept}
          today={year.today}
          request={{ content: 'report', year: year.year, span: year.context.period, unit: '' }}
          what={`${year.year}年年度报告`}
        />
      </div>
    </div>
  );
}

/** What is on the screen, and is printed, is the public version. */
function PublicNotice({ changes }: { readonly changes: readonly PublicChange[] }) {
  return (
    <Notice>
      下面是公开版，打印和下载的都是它。
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="公开版的改动">
          {changes.map(({ section, text }, at) => (
            <li key={`${section}/${at}`}>{text}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

const ICONS = { mend: TriangleAlert, look: Info, told: CircleCheck } as const;
const WORDS = { mend: '要改', look: '看一看', told: '已说明' } as const;

/** Findings that speak of no single ledger lead to the screen where they are mended. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['screening', '/tasks/screenings'],
  ['pending', '/mine/sync'],
  ['refused', '/mine/refused'],
  ['silent', '/mine/accounts'],
]);

/** What to look at before the report is sent. */
function Checks({ findings, remarks }: { readonly findings: readonly YearFinding[]; readonly remarks: number }) {
  return (
    <Section title="报送前检查" {...(remarks > 0 ? { aside: `正文里另有 ${remarks} 条提示` } : {})}>
      {findings.length === 0 ? (
        <Notice tone="success">没有发现问题。</Notice>
      ) : (
        <Card flush>
          <ul className={styles.findings} aria-label="报送前检查">
            {findings.map((finding) => (
              <Finding key={finding.id} finding={finding} />
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}

function Finding({ finding: { id, level, text, kind, records = [] } }: { readonly finding: YearFinding }) {
  const Icon = ICONS[level];
  const [only] = records;
  const to =
    kind === undefined
      ? (PAGES.get(id.split('/')[0] ?? '') ?? null)
      : records.length === 1
        ? `/ledger/${kind}/${only}`
        : `/ledger/${kind}`;
  return (
    <li>
      <Icon size={20} className={styles[level]} role="img" aria-label={WORDS[level]} />
      <span>{text}</span>
      {to !== null && <Link to={to}>{kind === undefined ? '去处理' : '看记录'}</Link>}
    </li>
  );
}
