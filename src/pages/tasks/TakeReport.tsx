import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { documentOf, reportModel, type ReportDocument } from '#core/report/document.ts';
import { appendixAsSent, appendixIn, appendixOf } from '#core/report/appendix.ts';
import { publicVersion } from '#core/report/public.ts';
import { privateNames } from '#core/report/remarks.ts';
import type { Report } from '#core/report/report.ts';
import { placeName } from '#core/tables/place.ts';
import type { Picture } from '#files/docx-text.ts';
import { handOver } from '#pages/save-file.ts';
import { Button } from '#ui/Button.tsx';
import type { YearReport } from './use-report.ts';
import styles from './report.module.css';

export interface TakeReportProps {
  readonly made: YearReport;
  /** As the public reads it, where that was asked for. */
  readonly open: Report | null;
  readonly onPublic: (isPublic: boolean) => void;
  readonly signed: readonly string[];
  readonly onSigned: (isSigned: boolean) => void;
}

/** Word file and print; the library that writes .docx comes when it is asked for. */
export function TakeReport({ made: { year, report, sent, input }, open, onPublic, signed, onSigned }: TakeReportProps) {
  const [tables, setTables] = useState(false);
  const [charts, setCharts] = useState(false);
  const [said, setSaid] = useState('');
  const kept = sent === null ? null : appendixIn(sent.kept);
  const save = async () => {
    setSaid('正在做文件…');
    try {
      const { DOCX_TYPE, docxBytes } = await import('#files/docx.ts');
      const all = kept === null ? appendixOf(input) : appendixAsSent(kept, open !== null);
      const whole = documentOf(open ?? report, tables ? all.tables : [], signed, charts ? all.charts : []);
      const document = open === null ? whole : publicVersion(whole, privateNames(year.rows));
      const pictures = await drawn(document);
      const bytes = await docxBytes(
        reportModel(document, (id) => pictures.has(id)),
        pictures,
      );
      const name = `${placeName(year.context.units)}${year.year}年法治政府建设年度报告${open === null ? '' : '（公开版）'}.docx`;
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
        <Tick label="公开版：不出现当事人，只列全乡镇的案件数" checked={open !== null} onChange={onPublic} />
      </div>
      {(tables || charts) && (
        <p className={styles.said}>
          打印只印正文；附的表和图在下载的文件里。
          {sent !== null &&
            (kept === null ? '表和图按现在的记录统计，正文是报送时的。' : '表和图跟正文一样，是报送时的。')}
        </p>
      )}
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
