import { Building2, ClipboardCheck, CalendarDays, ListPlus, Plus, Settings, type LucideIcon } from 'lucide-react';
import { Link } from 'react-router';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { calendarEntry, codeEntry, committee, setting, unit } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useCounters, useStore } from '#store/hooks.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Section } from '#ui/Card.tsx';
import { LinkRow, Rows } from './Rows.tsx';
import { MissingCommittees } from './MissingCommittees.tsx';
import { SameUnits } from './SameUnits.tsx';
import styles from './mine.module.css';

const settings: readonly (readonly [Kind, LucideIcon, string])[] = [
  [committee, ClipboardCheck, '调委会的名称、类别和卷号简称'],
  [codeEntry, ListPlus, '在下拉选项里加上本地的说法'],
  [calendarEntry, CalendarDays, '本地的普法日子'],
];

/** The units that this device keeps, and what is set up for all of them. */
export function UnitsPage() {
  const { identity } = useStore();
  const { units } = usePlace();
  const { mayWrite } = useRights();
  const mayEdit = mayWrite(unit);
  const township = identity.mode === 'township';
  return (
    <Screen title="单位与设置" back="/mine">
      <div className={styles.stack}>
        <SameUnits />
        <MissingCommittees />
        <Section title={township ? '乡镇和村' : '本村'}>
          <Rows>
            {units.map(({ id, name }) => (
              <LinkRow
                key={id}
                to={mayEdit ? `/ledger/unit/${id}/edit` : `/ledger/unit/${id}`}
                icon={<Building2 size={22} aria-hidden />}
                title={name === '' ? '还没有名称' : name}
                note={
                  id === identity.township
                    ? '乡镇'
                    : mayEdit
                      ? '点一下改名称、人口和负责人'
                      : '名称、人口和负责人由司法所维护'
                }
              />
            ))}
          </Rows>
        </Section>
        {township && mayEdit && (
          <Link to="/ledger/unit/new" className={buttonClass('secondary', true)}>
            <Plus size={22} aria-hidden />
            <span>加一个村或单位</span>
          </Link>
        )}
        <Section title="设置">
          <Rows>
            <SettingRow mayEdit={mayEdit} />
            {settings.map(([{ name, title }, Icon, note]) => (
              <LinkRow
                key={name}
                to={`/ledger/${name}`}
                icon={<Icon size={22} aria-hidden />}
                title={title}
                note={note}
              />
            ))}
          </Rows>
        </Section>
      </div>
    </Screen>
  );
}

/** One record per township: an existing one is changed, not doubled. */
function SettingRow({ mayEdit }: { readonly mayEdit: boolean }) {
  const counters = useCounters();
  const { identity } = useStore();
  const some = (counters?.get(`records/${setting.name}/${identity.township}`) ?? 0) > 0;
  return (
    <LinkRow
      to={some || !mayEdit ? `/ledger/${setting.name}` : `/ledger/${setting.name}/new`}
      icon={<Settings size={22} aria-hidden />}
      title="卷号、统计年度和回访"
      note={some ? '已设' : '没有设，用一般的规定'}
    />
  );
}
