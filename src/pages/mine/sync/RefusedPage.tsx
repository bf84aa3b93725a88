import { Inbox } from 'lucide-react';
import type { Returned } from '#store/returned.ts';
import { useStore } from '#store/hooks.ts';
import { devicesOf } from '#store/store.ts';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useRefused } from '#pages/use-refused.ts';
import { DecideAll } from './Decide.tsx';
import { HeldItem } from './HeldItem.tsx';
import styles from './sync.module.css';

/** 被退回: what the server did not take or holds back, each with its reason and what to do. Nothing here is lost. */
export function RefusedPage() {
  const { isOffice } = useRights();
  const { identity } = useStore();
  const returned = useRefused();
  if (returned === undefined) return <Loading what="正在打开被退回的" />;
  const mine = new Set(devicesOf(identity));
  const isOwn = ({ change }: Returned) => mine.has(change.device);
  const toDecide = isOffice ? returned.filter(({ state }) => state === 'review') : [];
  const rest = returned.filter((one) => !toDecide.includes(one));
  const own = isOffice ? rest.filter(isOwn) : rest;
  const others = isOffice ? rest.filter((one) => !isOwn(one)) : [];
  return (
    <Screen
      title="被退回"
      back="/mine"
      {...(returned.length === 0 ? {} : { under: '内容都还在，没有丢。按下面写的办，办好一条少一条。' })}
    >
      <div className={styles.stack}>
        {returned.length === 0 && (
          <EmptyState icon={<Inbox size={32} />}>没有被退回的。服务器不收的会排在这里，写明原因和办法。</EmptyState>
        )}
        {toDecide.length > 0 && (
          <Section title={`等司法所决定 ${toDecide.length}`} aside={<DecideAll held={toDecide} />}>
            <List returned={toDecide} label="等司法所决定" decides />
          </Section>
        )}
        {own.length > 0 && (
          <Section title={isOffice ? `我写的 ${own.length}` : `共 ${own.length} 条`}>
            <List returned={own} label="被退回" />
          </Section>
        )}
        {others.length > 0 && (
          <Section title={`别人写的 ${others.length}`}>
            <List returned={others} label="别人写的" decides />
          </Section>
        )}
      </div>
    </Screen>
  );
}

interface ListProps {
  readonly returned: readonly Returned[];
  readonly label: string;
  readonly decides?: boolean;
}

function List({ returned, label, decides = false }: ListProps) {
  return (
    <Card flush>
      <ul aria-label={label}>
        {returned.map((one) => (
          <HeldItem key={one.change.id} returned={one} decides={decides} />
        ))}
      </ul>
    </Card>
  );
}
