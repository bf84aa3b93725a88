import {
  BookUser,
  Building2,
  CalendarDays,
  ClipboardCheck,
  FileText,
  Gavel,
  GraduationCap,
  HandHelping,
  ListPlus,
  MapPin,
  Megaphone,
  Scale,
  Search,
  Send,
  Settings,
  Target,
  UserCog,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { ledgerKinds, settingKinds } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useCounters, useStore } from '#store/hooks.ts';
import { Card, Section } from '#ui/Card.tsx';
import { useWide } from '#pages/shell/use-wide.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { forgetSearches } from './typed-memory.ts';
import styles from './ledger.module.css';

const icons: { readonly [kind: string]: LucideIcon } = {
  mediationCase: Scale,
  screening: Search,
  training: GraduationCap,
  publicityEvent: Megaphone,
  person: BookUser,
  serviceEntry: HandHelping,
  venue: MapPin,
  dutyEntry: Gavel,
  rectification: Wrench,
  annualTask: Target,
  unit: Building2,
  committee: ClipboardCheck,
  member: UserCog,
  calendarEntry: CalendarDays,
  codeEntry: ListPlus,
  reportParagraph: FileText,
  submission: Send,
  setting: Settings,
};

/** Every kind with how many there are. */
export function Ledgers() {
  const store = useStore();
  useEffect(() => forgetSearches(store), [store]);
  const counters = useCounters();
  const counts = new Map<string, number>();
  for (const [id, value] of counters ?? []) {
    const [what, kind = ''] = id.split('/');
    if (what === 'records') counts.set(kind, (counts.get(kind) ?? 0) + value);
  }
  return (
    <Screen title="台账" full={useWide()} under="件数是各年合计；任务和图表只数选定的年度。">
      <div className={styles.groups}>
        <Section
          title="工作台账"
          aside={
            <span className={styles.aside}>
              <Link to="/ledger/import">从表格导入</Link>
              <Link to="/ledger/sheets">常用表册</Link>
            </span>
          }
        >
          <KindList kinds={ledgerKinds} counts={counts} known={counters !== undefined} />
        </Section>
        <Section title="单位与设置">
          <KindList kinds={settingKinds} counts={counts} known={counters !== undefined} />
        </Section>
      </div>
    </Screen>
  );
}

interface KindListProps {
  readonly kinds: readonly Kind[];
  readonly counts: ReadonlyMap<string, number>;
  readonly known: boolean;
}

/** What only the office reads is not there for others; of cases everybody learns how many there are. */
function KindList({ kinds, counts, known }: KindListProps) {
  const { maySee } = useRights();
  return (
    <Card flush>
      <ul className={styles.kinds}>
        {kinds.map((kind) => {
          const { name, title, scope } = kind;
          const sees = maySee(kind);
          if (!sees && scope !== 'cases') return null;
          const Icon = icons[name] ?? FileText;
          return (
            <li key={name}>
              <Link to={`/ledger/${name}`} className={styles.kind}>
                <span className={styles.icon}>
                  <Icon size={24} aria-hidden />
                </span>
                <span>{title}</span>
                <span className={styles.count}>{!sees ? '无权查看明细' : known ? (counts.get(name) ?? 0) : ''}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
