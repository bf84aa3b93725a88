import { useState } from 'react';
import { villageCommittee } from '#core/committee-name.ts';
import { committee } from '#kinds/index.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { usePlace, type Unit } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';

/** A village that was added later has no mediation committee, and its people could record no case: set up with one tap. */
export function MissingCommittees() {
  const { rows, ready } = useRecords(committee.name);
  const { units, unitRows } = usePlace();
  const { mayWrite } = useRights();
  const have = new Set(rows.map(({ values }) => values['unit']));
  const lacking = units.filter(({ id, name, unitKind }) => unitKind === 'village' && name !== '' && !have.has(id));
  if (!ready || lacking.length === 0 || !mayWrite(committee)) return null;
  const township = unitRows.find(({ values }) => values['unitKind'] === 'township')?.values['name'];
  return <SetUp lacking={lacking} township={typeof township === 'string' ? township : ''} />;
}

function SetUp({ lacking, township }: { readonly lacking: readonly Unit[]; readonly township: string }) {
  const store = useStore();
  const say = useSay();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const setUp = async () => {
    const done = await tryWrite(() =>
      saveValues(
        store,
        lacking.map(({ id, name }) => ({
          kind: committee,
          record: newId(store),
          unit: id,
          values: { name: villageCommittee(name, township), committeeKind: 'village', unit: id },
        })),
      ),
    );
    setFailure(done.ok ? null : done.failure);
    if (done.ok) say('已存本机');
  };
  return (
    <>
      {failure !== null && <FailureNotice failure={failure} />}
      <Notice
        tone="warn"
        actions={
          <Button tone="quiet" onClick={() => void setUp()}>
            建好调委会
          </Button>
        }
      >
        {lacking.map(({ name }) => name).join('、')}还没有调解委员会，那里的人记不了调解案件。
      </Notice>
    </>
  );
}
