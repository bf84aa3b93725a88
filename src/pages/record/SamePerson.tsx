import { useMemo } from 'react';
import { Link } from 'react-router';
import { person } from '#kinds/index.ts';
import { personsOf } from '#core/row-index.ts';
import { likelySame } from '#core/same-person.ts';
import type { StoredRow } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import { unmergePerson } from '#store/merge-person.ts';
import type { SlimRow } from '#store/projection.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import { useWrite } from '#pages/shell/use-write.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';

const KINDS = [person.name];
const NONE: readonly SlimRow[] = [];
const nameOf = ({ values }: SlimRow): string => (typeof values['name'] === 'string' ? values['name'] : '未填姓名');

/** On a person's page: whom this record was merged into, or who may be the same (SPEC N). */
export function SamePerson({ row, mayEdit }: { readonly row: StoredRow; readonly mayEdit: boolean }) {
  return row.kind === person.name ? <Said row={row} mayEdit={mayEdit} /> : null;
}

function Said({ row, mayEdit }: { readonly row: StoredRow; readonly mayEdit: boolean }) {
  const store = useStore();
  const { failure, run } = useWrite();
  const people = useRecordsOf(KINDS).rows.get(person.name) ?? NONE;
  const { standsFor } = usePlace();
  const soundsOf = useSounds();
  const alike = useMemo(
    () => likelySame(people, standsFor, soundsOf).filter(({ one, other }) => one.id === row.id || other.id === row.id),
    [people, standsFor, soundsOf, row.id],
  );
  const standing = people.find(({ id }) => id === personsOf(people).canonical(row.id));
  if (standing !== undefined && standing.id !== row.id) {
    const undo = () => void run(() => unmergePerson(store, row.id), '已撤销合并，已存本机');
    return (
      <>
        <Notice
          actions={
            <>
              <Link className={buttonClass('quiet')} to={`/ledger/person/${standing.id}`}>
                看{nameOf(standing)}
              </Link>
              {mayEdit && (
                <Button tone="quiet" onClick={undo}>
                  撤销合并
                </Button>
              )}
            </>
          }
        >
          这条已并入{nameOf(standing)}，统计只算一人。
        </Notice>
        {failure !== null && <FailureNotice failure={failure} />}
      </>
    );
  }
  if (alike.length === 0 || row.removed !== null) return null;
  const names = alike.map(({ one, other }) => nameOf(one.id === row.id ? other : one));
  return (
    <Notice
      actions={
        <Link className={buttonClass('quiet')} to="/ledger/person/same">
          去核对
        </Link>
      }
    >
      可能和名册上的{[...new Set(names)].join('、')}是同一个人。
    </Notice>
  );
}
