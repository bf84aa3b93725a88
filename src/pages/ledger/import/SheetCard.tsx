import type { Kind } from '#kinds/kind.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { columnName } from '#core/sheets.ts';
import { targetsOf } from '#core/sheets/targets.ts';
import { Card } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Select } from '#ui/Select.tsx';
import { placesToFill, withPlace, type ChosenSheet } from './choices.ts';
import styles from './import.module.css';

export interface SheetCardProps {
  readonly kind: Kind;
  readonly sheet: ChosenSheet;
  readonly onChange: (sheet: ChosenSheet) => void;
}

/** One sheet: whether it is read, where its columns go, and what holds for all of its rows. */
export function SheetCard({ kind, sheet, onChange }: SheetCardProps) {
  const { proposal, taken, mapping } = sheet;
  const { name, outline, formulas } = proposal;
  const places = mapping.filter((path) => path !== '').length;
  return (
    <Card>
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
          <ForAllRows kind={kind} sheet={sheet} onChange={onChange} />
          <Disclosure label="各列放到哪里" note={`${places} 列有去处，${mapping.length - places} 列不要`}>
            <Columns kind={kind} sheet={sheet} onChange={onChange} />
          </Disclosure>
        </>
      )}
    </Card>
  );
}

/** Whether a sheet can be read, and what it is. */
function noteOf(kind: Kind, { proposal: { outline, hidden, rows } }: ChosenSheet): string {
  if (outline === null) return `没有认出${kind.title}的表头，读不了`;
  return hidden ? `${rows} 行，在表格里是隐藏的；要导入请勾选` : `${rows} 行，表头在第 ${outline.headingRow} 行`;
}

const NOWHERE = { id: '', label: '不要这一列' };

function Columns({ kind, sheet, onChange }: SheetCardProps) {
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

/** What has to be said for every row and has no column. */
function ForAllRows({ kind, sheet, onChange }: SheetCardProps) {
  const open = placesToFill(kind, sheet);
  if (open.length === 0) return null;
  return (
    <ul className={styles.columns}>
      {open.map((path) => {
        const field = kind.fields[path];
        const list = path === 'roles' ? personRoles : field !== undefined && 'list' in field ? field.list : null;
        if (field === undefined || list === null) return null;
        const isGiven = sheet.mapping.includes(path);
        const chosen = sheet.fixed[path] ?? '';
        // A title may name several: 人民调解员、法律明白人.
        const all = [...new Set(['', ...list.codes.map(({ zh }) => zh), chosen])];
        return (
          <li key={path}>
            <span>{isGiven ? `除了“${field.label}”一列写的，每行都算` : `表里没有“${field.label}”，每行都算`}</span>
            <Select
              label={`每行的${field.label}`}
              value={chosen}
              options={all.map((zh) => ({ id: zh, label: zh || (isGiven ? '只按这一列' : '请选择') }))}
              onChange={(words) => {
                const { [path]: _old, ...others } = sheet.fixed;
                onChange({ ...sheet, fixed: words === '' ? others : { ...others, [path]: words } });
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}
