import { CircleCheck, Download, Info, Printer, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { reportParagraph } from '#kinds/index.ts';
import { documentOf, reportModel, type ReportDocument } from '#core/report/document.ts';
import { reportPictures } from '#core/report/pictures.ts';
import { publicVersion } from '#core/report/public.ts';
import { privateNames } from '#core/report/remarks.ts';
import { sectionsIn, signatureOf } from '#core/report/report.ts';
import type { YearFinding } from '#core/report/year-finding.ts';
import { statTables } from '#core/tables/all.ts';
import { placeName } from '#core/tables/place.ts';
import type { Picture } from '#files/docx-text.ts';
import { handOver } from '#pages/save-file.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { MissingParts } from './MissingParts.tsx';
import { ReportSheet } from './ReportSheet.tsx';
import { SentCard } from './SentCard.tsx';
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
  const { year, report, remarks, sent, now, findings, drafted } = made;
  const [params, setParams] = useSearchParams();
  const [isSigned, setSigned] = useState(true);
  const signed = isSigned ? signatureOf(report, sent?.sentOn ?? year.today) : [];
  const asked = params.get('figure');
  const used = sectionsIn(report).some(({ printed }) => printed.flat().some(({ figure }) => figure?.label === asked));
  return (
    <div className={styles.page}>
      <Take made={made} signed={signed} onSigned={setSigned} />
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
        {report.missing.length > 0 && <MissingParts missing={report.missing} setting={year.rows.get('setting')?.[0]} />}
      </div>
      <ReportSheet
        report={report}
        remarks={sent === null ? remarks : []}
        frozen={sent !== null || drafted === true}
        signed={signed}
        asked={asked}
      />
      <div className={styles.checks}>
        <Checks findings={findings} remarks={remarks.length} />
        <SentCard
          sent={sent}
          now={now}
          today={year.today}
          request={{ content: 'report', year: year.year, span: year.context.period, unit: '' }}
          what={`${year.year}年年度报告`}
        />
      </div>
    </div>
  );
}

/** Word file and print; the library that writes .docx comes when it is asked for. */
interface TakeProps {
  readonly made: YearReport;
  readonly signed: readonly string[];
  readonly onSigned: (isSigned: boolean) => void;
}

function Take({ made: { year, report, input }, signed, onSigned }: TakeProps) {
  const [isPublic, setPublic] = useState(false);
  const [tables, setTables] = useState(false);
  const [charts, setCharts] = useState(false);
  const [said, setSaid] = useState('');
  const save = async () => {
    setSaid('正在做文件…');
    try {
      const { DOCX_TYPE, docxBytes } = await import('#files/docx.ts');
      const { period, asOf, units } = year.context;
      const scope = { period, asOf, units, decimals: input.decimals };
      const appendix = tables ? statTables.map(({ make }) => make(year.rows, scope, placeName(units))) : [];
      const whole = documentOf(report, appendix, signed, charts ? reportPictures(input) : []);
      const document = isPublic ? publicVersion(whole, privateNames(year.rows)) : whole;
      const pictures = await drawn(document);
      const bytes = await docxBytes(
        reportModel(document, (id) => pictures.has(id)),
        pictures,
      );
      const name = `${placeName(units)}${year.year}年法治政府建设年度报告${isPublic ? '（公开版）' : ''}.docx`;
      setSaid(await handOver({ name, blob: new Blob([bytes], { type: DOCX_TYPE }) }));
    } catch {
      setSaid('没有做成。请再试一次；还不行，请在电脑上打开。');
    }
  };
  return (
    <div>
      <div className={styles.bar}>
        <Button tone="primary" icon={<Download size={20} aria-hidden />} onClick={() => void save()}>
          下载报告（.docx）
        </Button>
        <Button icon={<Printer size={20} aria-hidden />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <div className={styles.options}>
        <Tick label="落款和日期" checked={signed.length > 0} onChange={onSigned} />
        <Tick label="后面附统计表" checked={tables} onChange={setTables} />
        <Tick label="后面附图" checked={charts} onChange={setCharts} />
        <Tick label="公开版：不出现当事人，表里只列全乡镇合计" checked={isPublic} onChange={setPublic} />
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

const Tick = ({ label, checked, onChange }: TickProps) => (
  <label>
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
);

/** The pictures of a document's charts, one after the other: a phone draws them with little memory. */
async function drawn({ blocks }: ReportDocument): Promise<ReadonlyMap<string, Picture>> {
  const pictures = new Map<string, Picture>();
  const charts = blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : []));
  if (charts.length === 0) return pictures;
  const { chartPicture } = await import('#files/chart-png.ts');
  for (const chart of charts) pictures.set(chart.id, await chartPicture(chart));
  return pictures;
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
