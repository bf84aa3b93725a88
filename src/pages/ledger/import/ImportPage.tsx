import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { contextKinds } from '#core/sheets/context-of-rows.ts';
import { importableKinds } from '#core/sheets/names.ts';
import { kindOf } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import { CountAhead } from '#pages/CountAhead.tsx';
import { FileButton } from '#pages/ReadBackup.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import { Checked } from './Checked.tsx';
import { takenSheets, type ChosenSheet } from './choices.ts';
import { Imports } from './Imports.tsx';
import { SheetCard } from './SheetCard.tsx';
import { useImport, type WholeFile } from './use-import.ts';
import styles from './import.module.css';

/** 从表格导入: choose, look, and only then store; what was stored can be taken back. */
export function ImportPage() {
  const { mayWrite } = useRights();
  const kinds = importableKinds.map(kindOf).filter((kind) => mayWrite(kind));
  const [asked] = useSearchParams();
  const [name, setName] = useState(asked.get('kind') ?? '');
  // Whoever turns to another ledger need not look for the file again.
  const [file, setFile] = useState<File | null>(null);
  const kind = kinds.find((each) => each.name === name) ?? kinds[0];
  return (
    <Screen title="从表格导入" back="/ledger">
      {kind === undefined ? (
        <EmptyState>这台设备没有可以记的台账，请找司法所。</EmptyState>
      ) : (
        <div className={styles.page}>
          <p className={styles.soft}>
            把以前的 .xlsx、.csv 台账一次记进来。先看能导入什么、哪一行有问题，再决定；导入以后还能撤销。
          </p>
          <div className={styles.line}>
            <span>记到</span>
            <Select
              label="记到哪本台账"
              value={kind.name}
              options={kinds.map((each) => ({ id: each.name, label: each.title }))}
              onChange={setName}
            />
          </div>
          <OneImport key={kind.name} kind={kind} file={file} onFile={setFile} onKind={setName} />
          <Imports />
        </div>
      )}
    </Screen>
  );
}

const kindsOfImport = new Map(
  importableKinds.map((name) => [name, [...new Set([...contextKinds, name])] as readonly string[]]),
);

interface OneImportProps {
  readonly kind: Kind;
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  readonly onKind: (kind: string) => void;
}

function OneImport({ kind, file, onFile, onKind }: OneImportProps) {
  const flow = useImport(kind, kindsOfImport.get(kind.name) ?? contextKinds);
  const { state, ready, sheets, name, choose, setSheet, check, take } = flow;
  const taken = useRef<File | null>(null);
  useEffect(() => {
    if (!ready || file === null || taken.current === file) return;
    taken.current = file;
    choose(file);
  });
  const { names } = useLinked(kind);
  const { units } = usePlace();
  const unitName = useMemo(() => {
    const byId = new Map(units.map((unit) => [unit.id, unit.name]));
    return (id: string) => byId.get(id) ?? '';
  }, [units]);
  const unlisted = state.at === 'checked' ? state.preview.unlisted.map(({ sheet }) => sheet) : [];
  const isOpen = state.at === 'chosen' || state.at === 'checked' || (state.at === 'busy' && state.open === true);
  useWriting(isOpen || state.at === 'busy');
  return (
    <>
      <FileButton label="选择表格文件" disabled={state.at === 'busy' || !ready} onFile={onFile} />
      {!ready && <Loading what="正在载入名册" />}
      {state.at === 'busy' && (
        <Loading
          what={state.what}
          {...(state.of === undefined || state.done === undefined ? {} : { done: state.done, of: state.of })}
        />
      )}
      {state.at === 'refused' && (
        <Notice tone="error" announced>
          <p>“{name}”没有导入，台账没有变化。</p>
          <p>{state.text}</p>
        </Notice>
      )}
      {isOpen && (
        <>
          <h2 className={styles.file}>{name}</h2>
          <OtherLedger sheets={sheets} onKind={onKind} />
          {sheets.map((sheet, at) => (
            <SheetCard
              key={sheet.proposal.name}
              kind={kind}
              sheet={sheet}
              whose={unitName(flow.unitOf(sheet) ?? '') || null}
              hasUnlisted={unlisted.includes(sheet.proposal.name)}
              onChange={(next) => setSheet(at, next)}
              onAnswer={(next) => flow.answer(at, next)}
            />
          ))}
          <ForWholeFile
            units={units}
            whole={flow.whole}
            isKnown={sheets.every((sheet) => !sheet.taken || flow.saysUnit(sheet))}
            onChange={flow.setWhole}
          />
        </>
      )}
      {state.at === 'chosen' && (
        <Button tone="primary" wide disabled={takenSheets(sheets).length === 0} onClick={check}>
          核对
        </Button>
      )}
      {state.at === 'checked' && (
        <>
          <Checked
            kind={kind}
            preview={state.preview}
            names={names}
            unitName={unitName}
            namesFor={flow.namesFor}
            onTeach={flow.teach}
          />
          <Button
            tone="primary"
            wide
            disabled={state.preview.records === 0 || state.preview.unlisted.length > 0}
            onClick={() => take(state.preview)}
          >
            导入 {state.preview.records} 条
          </Button>
        </>
      )}
      {state.at === 'stored' && (
        <Notice
          tone="success"
          announced
          actions={
            <Link className={buttonClass('secondary')} to={`/ledger/${kind.name}`}>
              看{kind.title}
            </Link>
          }
        >
          已存本机：导入{kind.title} {state.note.records} 条。
          {state.preview.enlisted > 0 && `人员名册上加了 ${state.preview.enlisted} 人。`}
          {state.preview.refused > 0 &&
            `还有 ${state.preview.refused} 行没有导入，改好表格再导入一次，已导入的不会重复。`}
          {!state.isNoted && '手机空间不够，这次导入没有记下来，不能一次撤销；不要的请逐条移除。'}
        </Notice>
      )}
      {state.at === 'stored' && <CountAhead />}
    </>
  );
}

/** 普法活动 chosen for 调解案件: the headings say so before any row is refused. */
function OtherLedger({
  sheets,
  onKind,
}: {
  readonly sheets: readonly ChosenSheet[];
  readonly onKind: (kind: string) => void;
}) {
  const { mayWrite } = useRights();
  const likely = [...new Set(sheets.flatMap(({ proposal }) => (proposal.ofOther ? [] : (proposal.likely ?? []))))];
  const kinds = likely.map(kindOf).filter((kind) => mayWrite(kind));
  if (kinds.length === 0) return null;
  return (
    <Notice
      tone="warn"
      actions={kinds.map(({ name, title }) => (
        <Button key={name} onClick={() => onKind(name)}>
          记到{title}
        </Button>
      ))}
    >
      看表头，像是{kinds.map(({ title }) => `“${title}”`).join('、')}的表。
    </Notice>
  );
}

interface ForWholeFileProps {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly whole: WholeFile;
  /** Whose rows are that name nobody stands in the table, or in the file's name. */
  readonly isKnown: boolean;
  readonly onChange: (whole: WholeFile) => void;
}

const YEARS_BACK = 12;

/** What the table itself does not say: whose rows these are, and of which year. */
function ForWholeFile({ units, whole, isKnown, onChange }: ForWholeFileProps) {
  const store = useStore();
  const { year: current } = usePlace();
  const last = Math.max(current, Number((todayOf(store) ?? String(current)).slice(0, 4)));
  const years = Array.from({ length: YEARS_BACK }, (_, back) => String(last - back));
  return (
    <>
      {units.length > 1 && (
        <div className={styles.line}>
          <span>没写村名的行算作</span>
          <Select
            label="没写村名的行算作"
            value={whole.unit}
            options={[
              { id: '', label: isKnown ? '按表题、文件名' : '不导入' },
              ...units.map(({ id, name }) => ({ id, label: name })),
            ]}
            onChange={(unit) => onChange({ ...whole, unit })}
          />
        </div>
      )}
      <div className={styles.line}>
        <span>没写年份的日期算作</span>
        <Select
          label="没写年份的日期算作"
          value={whole.year === null ? '' : String(whole.year)}
          options={[{ id: '', label: '不导入' }, ...years.map((year) => ({ id: year, label: `${year}年` }))]}
          onChange={(year) => onChange({ ...whole, year: year === '' ? null : Number(year) })}
        />
      </div>
    </>
  );
}
