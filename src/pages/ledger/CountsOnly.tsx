import { caseStatuses, disputeTypes } from '#kinds/codes.ts';
import type { Kind } from '#kinds/kind.ts';
import type { CaseCount } from '#core/case-counts.ts';
import { useCaseCounts } from '#store/case-counts.ts';
import { Card, Section } from '#ui/Card.tsx';
import { HBars, type Bar } from '#ui/charts/HBars.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StatTile, StatTiles } from '#ui/StatTile.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import styles from './ledger.module.css';

/** 无权查看明细: whoever may not see cases sees how many there are, never a zero (SPEC S3). */
export function CountsOnly({ kind }: { readonly kind: Kind }) {
  const { year } = usePlace();
  return (
    <Screen title={kind.title} back="/ledger">
      <div className={styles.counts}>
        <Notice>
          <p>
            <b>无权查看明细</b>
          </p>
          <p>
            {kind.title}里有当事人的信息，只有办理调解案件的人能看。
            {kind.name === 'mediationCase' ? '下面是件数。' : '需要时请联系司法所。'}
          </p>
        </Notice>
        {kind.name === 'mediationCase' && <Counts year={year} />}
      </div>
    </Screen>
  );
}

const sum = (counts: readonly CaseCount[]): number => counts.reduce((all, { count }) => all + count, 0);

function Counts({ year }: { readonly year: number }) {
  const byUnit = useCaseCounts(year);
  const { units, standsFor } = usePlace();
  if (byUnit === undefined) return <Loading what="正在载入件数" />;
  const all = [...byUnit.values()].flat();
  // What one unit handed up another one counts.
  const once = all.filter(({ handedUp }) => !handedUp);
  if (once.length === 0) return <Notice>{year}年的件数还没有传到这台设备。</Notice>;
  const settled = sum(once.filter(({ status }) => status === 'settled'));
  const bars = units.map(({ id, name }): Bar => {
    const own = [...byUnit].filter(([unit]) => standsFor(unit) === id).flatMap(([, counts]) => counts);
    return { id, label: name, value: sum(own) };
  });
  return (
    <>
      <StatTiles>
        <StatTile label={`${year}年案件`} value={sum(once)} unit="件" />
        <StatTile label="调解成功" value={settled} unit="件" />
      </StatTiles>
      {bars.length > 1 && (
        <Section title="按村">
          <Card>
            <HBars description="案件按村" unit="件" bars={bars.filter(({ value }) => value > 0)} />
          </Card>
        </Section>
      )}
      <Grouped title="纠纷类型" counts={once} keyOf={({ disputeType }) => disputeType} codes={disputeTypes.codes} />
      <Grouped title="结果" counts={once} keyOf={({ status }) => status} codes={caseStatuses.codes} />
    </>
  );
}

interface GroupedProps {
  readonly title: string;
  readonly counts: readonly CaseCount[];
  readonly keyOf: (count: CaseCount) => string;
  readonly codes: readonly { readonly id: string; readonly zh: string }[];
}

/** The most first; a code that only a newer version knows is 其他. */
function Grouped({ title, counts, keyOf, codes }: GroupedProps) {
  const groups = new Map<string, number>();
  for (const count of counts) groups.set(keyOf(count), (groups.get(keyOf(count)) ?? 0) + count.count);
  const bars = [...groups].map(([id, value]): Bar => {
    const known = codes.find((code) => code.id === id)?.zh;
    return { id, label: id === '' ? '没有填' : (known ?? '其他'), value };
  });
  return (
    <Section title={title}>
      <Card>
        <HBars description={`案件按${title}`} unit="件" bars={bars.sort((a, b) => b.value - a.value)} />
      </Card>
    </Section>
  );
}
