import { personRoles } from '#kinds/codes-people.ts';
import { person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { columnName } from '#core/sheets.ts';
import { saysNothing } from '#core/sheets/names.ts';
import { AS_GUESTS, UNLISTED } from '#core/sheets/attendance.ts';
import { listOfPlace, plainHeading, staysOpen, targetsOf } from '#core/sheets/targets.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { Card } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import { placesToFill, withFixed, withPlace, type ChosenSheet } from './choices.ts';
import styles from './import.module.css';

export interface SheetCardProps {
  readonly kind: Kind;
  readonly sheet: ChosenSheet;
  /** Whose rows are that name nobody; null: nobody knows. */
  readonly whose: string | null;
  /** Names were met in it that no roster knows. */
  readonly hasUnlisted: boolean;
  readonly onChange: (sheet: ChosenSheet) => void;
  /** Somebody has said what those are whom no roster knows. */
  readonly onAnswer: (sheet: ChosenSheet) => void;
}

/** One sheet: whether it is read, where its columns go, and what holds for all of its rows. */
export function SheetCard({ kind, sheet, whose, hasUnlisted, onChange, onAnswer }: SheetCardProps) {
  const { proposal, taken, mapping } = sheet;
  const { name, outline, formulas } = proposal;
  const places = mapping.filter((path) => path !== '').length;
  return (
    <Card>
      <div className={styles.sheet}>
        <label className={styles.take}>
          <input
            type="checkbox"
            aria-label={`${name}：${noteOf(kind, sheet)}`}
            checked={taken}
            disabled={outline === null}
            onChange={(event) => onChange({ ...sheet, taken: event.currentTarget.checked })}
          />
          <span>
            <b>{name}</b>
            <small>{noteOf(kind, sheet)}</small>
          </span>
        </label>
        {formulas > 0 && (
          <p className={styles.soft}>有 {formulas} 个单元格是公式而没有结果；请用表格软件打开、保存后再选。</p>
        )}
        {taken && outline !== null && (
          <>
            {!mapping.includes('@unit') && <Whose whose={whose} />}
            {outline.lists > 1 && <p className={styles.soft}>左右并排的 {outline.lists} 栏一起读。</p>}
            <ForAllRows kind={kind} sheet={sheet} onChange={onChange} />
            {mapping.includes('@names') && (hasUnlisted || sheet.fixed[UNLISTED] !== undefined) && (
              <Unlisted sheet={sheet} onChange={onAnswer} />
            )}
            {leftOut(sheet).length > 0 && (
              <p className={styles.soft}>这些列没有地方放，不导入：{leftOut(sheet).join('、')}。要放的，在下面选。</p>
            )}
            <Disclosure label="各列放到哪里" note={`${places} 列有去处，${mapping.length - places} 列不要`}>
              <Columns kind={kind} sheet={sheet} onChange={onChange} />
            </Disclosure>
          </>
        )}
      </div>
    </Card>
  );
}

/** Whether a sheet can be read, and what it is. */
function noteOf(kind: Kind, { proposal: { outline, hidden, rows } }: ChosenSheet): string {
  if (outline === null) return `没有认出${kind.title}的表头，读不了`;
  return hidden ? `${rows} 行，在表格里是隐藏的；要导入请勾选` : `${rows} 行，表头在第 ${outline.headingRow} 行`;
}

/** A ledger under the wrong village is found out by nobody until December. */
function Whose({ whose }: Pick<SheetCardProps, 'whose'>) {
  return whose === null ? (
    <Notice tone="warn">看不出这张表是哪个村的，请在下面选“没写村名的行算作”。</Notice>
  ) : (
    <p>
      没写村名的行记到：<b>{whose}</b>
    </p>
  );
}

const leftOut = ({ proposal, mapping }: ChosenSheet): string[] =>
  (proposal.outline?.headings ?? []).filter((heading, at) => mapping[at] === '' && !saysNothing(plainHeading(heading)));

type ForSheet = Pick<SheetCardProps, 'kind' | 'sheet' | 'onChange'>;

const NOWHERE = { id: '', label: '不要这一列' };

function Columns({ kind, sheet, onChange }: ForSheet) {
  const options = [NOWHERE, ...targetsOf(kind).map(({ path, label }) => ({ id: path, label }))];
  const { outline } = sheet.proposal;
  return (
    <ul className={styles.columns}>
      {outline?.headings.map((heading, column) => (
        <li key={columnName(column)}>
          <span>
            {columnName(column)}列 {heading}
          </span>
          <Select
            label={`${columnName(column)}列“${heading}”放到`}
            value={sheet.mapping[column] ?? ''}
            options={options}
            onChange={(path) => onChange(withPlace(sheet, column, path))}
          />
        </li>
      ))}
    </ul>
  );
}

/** Whom a list of attendance names and no roster: nobody becomes a guest, or a mediator, unasked. */
function Unlisted({ sheet, onChange }: Pick<SheetCardProps, 'sheet' | 'onChange'>) {
  const mayEnlist = useRights().mayWrite(person);
  const options = [
    { id: '', label: '请选择' },
    { id: AS_GUESTS, label: AS_GUESTS },
    ...(mayEnlist ? personRoles.codes.map(({ zh }) => ({ id: zh, label: `加进人员名册：${zh}` })) : []),
  ];
  return (
    <div className={styles.columns}>
      <div>
        <span>名册上没有的人</span>
        <Select
          label="名册上没有的人"
          value={sheet.fixed[UNLISTED] ?? ''}
          options={options}
          onChange={(words) => onChange(withFixed(sheet, UNLISTED, words))}
        />
      </div>
    </div>
  );
}

/** What has to be said for every row and has no column. */
function ForAllRows({ kind, sheet, onChange }: ForSheet) {
  const open = placesToFill(kind, sheet);
  if (open.length === 0) return null;
  return (
    <ul className={styles.columns}>
      {open.map((path) => {
        const field = kind.fields[path];
        const list = listOfPlace(kind, path);
        if (field === undefined || list === null) return null;
        const isGiven = sheet.mapping.includes(path);
        const noneWords = isGiven ? '只按这一列' : staysOpen(kind, path) ? '不统一选，先空着' : '请选择';
        const chosen = sheet.fixed[path] ?? '';
        // A title may name several: 人民调解员、法律明白人.
        const all = [...new Set(['', ...list.codes.map(({ zh }) => zh), chosen])];
        return (
          <li key={path}>
            <span>{isGiven ? `除了“${field.label}”一列写的，每行都算` : `表里没有“${field.label}”，每行都算`}</span>
            <Select
              label={`每行的${field.label}`}
              value={chosen}
              options={all.map((zh) => ({ id: zh, label: zh || noneWords }))}
              onChange={(words) => onChange(withFixed(sheet, path, words))}
            />
          </li>
        );
      })}
    </ul>
  );
}
