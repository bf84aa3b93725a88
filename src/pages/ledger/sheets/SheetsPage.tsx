/** 常用表册: the ledgers, rosters and blank forms that offices print, ready to take along. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { audiences } from '#kinds/codes-work.ts';
import { mediationCase, person, publicityEvent, training } from '#kinds/index.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Select } from '#ui/Select.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useTaking } from '#pages/take-sheets.ts';
import { useSheets, type AskedSheets } from './use-sheets.ts';
import styles from './sheets.module.css';

const ALL = '';

export function SheetsPage() {
  const { units, year, setYear } = usePlace();
  const [unit, setUnit] = useState(ALL);
  const [reveal, setReveal] = useState(false);
  const { mayWrite } = useRights();
  const sheets = useSheets({ unit, reveal });
  return (
    <Screen title="常用表册" back="/ledger">
      <div className={styles.page}>
        <p className={styles.soft}>做成 .xlsx，WPS 和 Excel 都能打开，版面已按 A4 纸排好，可以直接打印。</p>
        <div className={styles.choices}>
          <Select
            label="年度"
            value={String(year)}
            options={sheets.years.map((each) => ({ id: String(each), label: `${each}年` }))}
            onChange={(next) => setYear(Number(next))}
          />
          {units.length > 1 && (
            <Select
              label="村或单位"
              value={unit}
              options={[{ id: ALL, label: '全部单位' }, ...units.map(({ id, name }) => ({ id, label: name }))]}
              onChange={setUnit}
            />
          )}
        </div>
        {mayWrite(mediationCase) && (
          <label className={styles.whole}>
            <input type="checkbox" checked={reveal} onChange={(event) => setReveal(event.currentTarget.checked)} />
            <span>
              写出姓名、电话和案情
              <small>只供本单位存档；不勾就像列表里一样遮住</small>
            </span>
          </label>
        )}
        {!sheets.ready && <Loading what="正在载入台账" />}
        <YearLedgers sheets={sheets} />
        <Rosters sheets={sheets} />
        <Attendance sheets={sheets} />
        <Template sheets={sheets} />
      </div>
    </Screen>
  );
}

interface PartProps {
  readonly sheets: AskedSheets;
}

interface TakeButtonProps extends PartProps {
  readonly label: string;
  readonly make: keyof AskedSheets['makers'];
}

/** One button a sheet, with what became of it below. */
function TakeButton({ sheets, label, make }: TakeButtonProps) {
  const { said, busy, take } = useTaking();
  const { name, sheet } = sheets.makers[make];
  return (
    <div className={styles.take}>
      <Button
        wide
        icon={<Download size={20} aria-hidden />}
        disabled={busy || !sheets.ready}
        onClick={() => take(name, sheet)}
      >
        {label}
      </Button>
      <p role="status">{said}</p>
    </div>
  );
}

function YearLedgers({ sheets }: PartProps) {
  const { maySee } = useRights();
  return (
    <Section title="全年台账">
      <div className={styles.takes}>
        {maySee(mediationCase) && <TakeButton sheets={sheets} label="案件登记簿" make="cases" />}
        {maySee(publicityEvent) && <TakeButton sheets={sheets} label="普法活动台账" make="events" />}
        {maySee(training) && <TakeButton sheets={sheets} label="培训学法台账" make="trainings" />}
      </div>
      {maySee(mediationCase) && (
        <Link className={buttonClass('quiet')} to={`/ledger/${mediationCase.name}/subsidy`}>
          以案定补发放表按月做
        </Link>
      )}
    </Section>
  );
}

function Rosters({ sheets }: PartProps) {
  const { maySee } = useRights();
  if (!maySee(person)) return null;
  return (
    <Section title="名册">
      <div className={styles.takes}>
        <TakeButton sheets={sheets} label="人民调解员名册" make="mediators" />
        <TakeButton sheets={sheets} label="法律明白人名册" make="lawSavvy" />
      </div>
    </Section>
  );
}

/** Audiences for which there may be a roster. */
const ON_ROSTERS = audiences.codes.filter(({ id }) => !['youth', 'villager', 'stateStaff'].includes(id));

function Attendance({ sheets }: PartProps) {
  const { maySee } = useRights();
  const { audience, setAudience, expected } = sheets;
  if (!maySee(person)) return null;
  return (
    <Section title="签到表">
      <Card>
        <div className={styles.card}>
          <p id="sheets-audience">谁来参加</p>
          <ChipGroup
            aria-labelledby="sheets-audience"
            multiple
            choices={ON_ROSTERS.map(({ id, zh }) => ({ id, label: zh }))}
            value={audience}
            onChange={setAudience}
          />
          <p className={styles.soft}>名册上 {expected} 人，另留 8 行给名册外的人。时间和地点印出来再写。</p>
          <TakeButton sheets={sheets} label="签到表" make="attendance" />
        </div>
      </Card>
    </Section>
  );
}

function Template({ sheets }: PartProps) {
  return (
    <Section title="给没有手机的村">
      <Card>
        <div className={styles.card}>
          <p className={styles.soft}>空白登记表：日期、类型都能从下拉列表里选。填好发回来，一次导进台账。</p>
          <TakeButton sheets={sheets} label="空白登记表" make="template" />
          <Link to="/ledger/import" className={buttonClass('quiet', true)}>
            填好的发回来了，从表格导入
          </Link>
        </div>
      </Card>
    </Section>
  );
}
