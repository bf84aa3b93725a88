import { Plus } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { headingOf } from '#core/text.ts';
import { useRecords } from '#store/hooks.ts';
import { buttonClass } from '#ui/Button.tsx';
import { RecordList } from '#ui/RecordList.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked } from '#pages/shell/use-names.ts';

export function Ledger() {
  const kind = kindByName(useParams()['kind'] ?? '');
  return kind === undefined ? <NotFound /> : <KindLedger key={kind.name} kind={kind} />;
}

function KindLedger({ kind }: { readonly kind: Kind }) {
  const { rows } = useRecords(kind.name);
  const { names } = useLinked(kind);
  return (
    <Screen
      title={kind.title}
      back="/ledger"
      bottom={<Link className={buttonClass('primary', true)} to={`/ledger/${kind.name}/new`}><Plus size={22} aria-hidden />{kind.action}</Link>}
    >
      <RecordList
        title={kind.title}
        rows={rows}
        lineOf={({ values }) => ({ title: headingOf(kind, values, { names, reveal: false }) })}
        hrefOf={({ id }) => `/ledger/${kind.name}/${id}`}
        link={Link}
      />
    </Screen>
  );
}
