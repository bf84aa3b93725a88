import type { Row } from '#core/fold.ts';
import { namesakesOf, type Namesakes } from '#core/namesakes.ts';
import { unit } from '#kinds/index.ts';
import { useMayWrite } from '#store/access.ts';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { usePlace } from '#pages/shell/use-place.ts';

const nameOf = ({ values }: Row): string => (typeof values['name'] === 'string' ? values['name'] : '');

const TOLD_APART = 'toldApart';

/** Villages that came with a file under a name that is here already: the same one, or not? Asked once. */
export function SameUnits() {
  const store = useStore();
  const { unitRows } = usePlace();
  const apart = useLocal<readonly string[]>(TOLD_APART);
  const { mode, township } = store.identity;
  const mayChoose = useMayWrite(unit, township) && mode === 'township';
  if (apart === undefined || !mayChoose) return null;
  const open = namesakesOf(unitRows, township).filter(({ joined }) => !(apart ?? []).includes(joined.id));
  const same = ({ joined, own }: Namesakes) =>
    saveValues(store, [
      { kind: unit, record: joined.id, unit: joined.unit, values: { ...joined.values, sameAs: own.id }, row: joined },
    ]);
  return open.map((pair) => (
    <Notice
      key={pair.joined.id}
      tone="info"
      announced
      actions={
        <>
          <Button onClick={() => void same(pair)}>是同一个村</Button>
          <Button tone="quiet" onClick={() => void setLocal(store, TOLD_APART, [...(apart ?? []), pair.joined.id])}>
            不是
          </Button>
        </>
      }
    >
      并进来的“{nameOf(pair.joined)}”和本机的“{nameOf(pair.own)}
      ”同名。是同一个村的，两边的记录会算在一起。
    </Notice>
  ));
}
