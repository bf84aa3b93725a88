import { Link, useParams } from 'react-router';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Values } from '#kinds/field.ts';
import { fieldText } from '#core/text.ts';
import { useRecord } from '#store/hooks.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked } from '#pages/shell/use-names.ts';

export function RecordPage() {
  const { kind: name = '', id = '' } = useParams();
  const kind = kindByName(name);
  return kind === undefined ? <NotFound /> : <OneRecord key={id} kind={kind} id={id} />;
}

function OneRecord({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const row = useRecord(kind.name, id);
  const { names } = useLinked(kind);
  if (row === undefined) return <Loading />;
  if (row === null) return <NotFound />;
  return (
    <Screen title={kind.title} back={`/ledger/${kind.name}`} bottom={<Link className={buttonClass('primary', true)} to="edit">修改</Link>}>
      <Card>
        <dl>
          {Object.keys(row.values).map((field) => {
            const declared = kind.fields[field];
            return declared === undefined ? null : (
              <div key={field}><dt>{declared.label}</dt><dd>{fieldText(declared, (row.values as Values)[field], names)}</dd></div>
            );
          })}
        </dl>
      </Card>
    </Screen>
  );
}
