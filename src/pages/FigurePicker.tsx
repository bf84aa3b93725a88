import { useEffect, useMemo, useRef, useState } from 'react';
import { reportFigures } from '#core/report/figure-list.ts';
import { factLabels } from '#core/report/facts.ts';
import { createReader } from '#core/report/reading.ts';
import { runText } from '#core/report/report.ts';
import { tokenText, type Token } from '#core/report/token.ts';
import { isShare, kindsOf } from '#core/metric.ts';
import { levelWords } from '#core/tables/place.ts';
import { kindOf } from '#kinds/index.ts';
import { spelt } from './record/use-choices.ts';
import { reportInput } from './report-input.ts';
import { useSounds } from './shell/use-sounds.ts';
import { useYear } from '#pages/use-year.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import type { LinkChoice } from '#ui/fields/form-api.ts';
import { Picker } from '#ui/fields/Picker.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Select } from '#ui/Select.tsx';
import styles from './metric-editor.module.css';

const KINDS: readonly string[] = [
  ...new Set([...reportFigures.flatMap(({ metric }) => kindsOf(metric)), 'calendarEntry', 'codeEntry', 'annualTask']),
];

export interface FigurePickerProps {
  /** The text as it stands. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** 插入数字: the figures that a report may quote, with what they say now; whoever chooses one puts it where the cursor stood. */
export function FigurePicker({ text, onText }: FigurePickerProps) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const caret = useRef<number | null>(null);
  const visited = useRef(false);
  // The cursor of a text in which nobody has been stands before its first word.
  useEffect(() => {
    const area = areaOf(box.current);
    const visit = () => {
      visited.current = true;
    };
    if (document.activeElement === area) visit();
    area?.addEventListener('focus', visit);
    return () => area?.removeEventListener('focus', visit);
  }, []);
  const insert = (token: string) => {
    const at = visited.current ? (areaOf(box.current)?.selectionEnd ?? text.length) : text.length;
    visited.current = true;
    caret.current = at + token.length;
    onText(`${text.slice(0, at)}${token}${text.slice(at)}`);
    setSaid(`已插入 ${token}`);
  };
  // The next one goes behind this one: a text set from outside takes the cursor to its end.
  useEffect(() => {
    if (caret.current !== null) areaOf(box.current)?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const close = () => {
    setOpen(false);
    areaOf(box.current)?.focus();
  };
  return (
    <div ref={box} className={styles.picker}>
      <Disclosure label="插入数字" note="数随记录更新" open={open} onToggle={setOpen}>
        {open && <Figures onPick={insert} onClose={close} />}
        <p role="status" className={styles.hint}>
          {said}
        </p>
      </Disclosure>
    </div>
  );
}

const areaOf = (box: HTMLElement | null) => box?.closest('[data-field]')?.querySelector('textarea');

/** Whose number, of which year, and how it is written: what stands behind the name in the text. */
type Way = Omit<Token, 'label'>;
const PLAIN: Way = { place: null, time: null, manner: null };
const YEARS = [
  { id: '', label: '本年' },
  { id: '上年', label: '上年' },
];
const MANNERS = [
  { id: '', label: '准确数' },
  { id: '约', label: '约数' },
];

interface FiguresProps {
  readonly onPick: (token: string) => void;
  readonly onClose: () => void;
}

function Figures({ onPick, onClose }: FiguresProps) {
  const [way, setWay] = useState(PLAIN);
  const choices = useFigures(way);
  const sounds = useSounds();
  const { context } = useYear(KINDS);
  const set = (more: Partial<Way>) => setWay({ ...way, ...more });
  if (choices === null) return <Loading what="正在算全年的数" />;
  return (
    <div className={styles.figures}>
      <div className={styles.ways}>
        <Select
          label="谁的数"
          value={way.place ?? ''}
          options={[
            { id: '', label: levelWords(context.units.list).whole },
            ...context.units.villages.map(({ name }) => ({ id: name, label: name })),
          ]}
          onChange={(place) => set({ place: place === '' ? null : place })}
        />
        <Select
          label="哪年的数"
          value={way.time ?? ''}
          options={YEARS}
          onChange={(time) => set({ time: time === '' ? null : time })}
        />
        <Select
          label="写准确数还是约数"
          value={way.manner ?? ''}
          options={MANNERS}
          onChange={(manner) => set({ manner: manner === '' ? null : manner })}
        />
      </div>
      <Picker
        label="要插入的数"
        placeholder="输入名称或拼音"
        choices={choices.map((choice) => ({
          ...choice,
          ...(sounds === undefined ? {} : { search: spelt(choice.label, sounds) }),
        }))}
        value={[]}
        rows={choices.length}
        onPick={onPick}
        onClose={onClose}
        onCreate={undefined}
      />
    </div>
  );
}

const FACTS = '年度、时间和名称';

/** By ledger, each with what it would say; null while records are still being read. */
function useFigures(way: Way): readonly LinkChoice[] | null {
  const year = useYear(KINDS);
  return useMemo(() => {
    if (!year.ready) return null;
    const { runsOf } = createReader(reportInput(year));
    const choiceOf = (token: Token, group: string): LinkChoice => {
      const text = tokenText(token);
      const runs = runsOf(text);
      const detail = runs.some(({ problem }) => problem !== undefined) ? '—' : runText(runs);
      return { id: text, label: token.label, group, detail };
    };
    const figures = reportFigures.map(({ label, metric }) => {
      const [kind = ''] = kindsOf(metric);
      // A share is always exact.
      return choiceOf({ label, ...way, manner: isShare(metric) ? null : way.manner }, kindOf(kind).title);
    });
    // Facts are this year's and the township's alone.
    const facts =
      way.place === null && way.time === null ? factLabels.map((label) => choiceOf({ label, ...PLAIN }, FACTS)) : [];
    return byGroup([...figures, ...facts]);
  }, [year, way]);
}

/** Those of one group together, groups in the order in which they first come. */
function byGroup(choices: readonly LinkChoice[]): LinkChoice[] {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.flatMap((group) => choices.filter((choice) => choice.group === group));
}
