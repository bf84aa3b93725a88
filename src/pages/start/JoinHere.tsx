import { Navigate, useNavigate } from 'react-router';
import { useCounters, useStore } from '#store/hooks.ts';
import { useJoinLink } from '#pages/join-link.ts';
import { ledgerRecords } from '#pages/shell/ledger-records.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { FirstExchange } from './FirstExchange.tsx';
import { Invited } from './Invited.tsx';
import { Join } from './Join.tsx';
import { SetUp } from './SetUp.tsx';

/** /join where a ledger is open: it joins with everything in it; once it has, the first exchange is watched. */
export function JoinHere() {
  const { identity } = useStore();
  const link = useJoinLink();
  const navigate = useNavigate();
  const records = ledgerRecords(useCounters());
  const { unitName } = usePlace();
  if (identity.sample) return <Navigate to="/" replace />;
  if (identity.joined !== undefined && identity.joined.invited === undefined) return <FirstExchange />;
  if (identity.joined !== undefined && link === null) return <Invited />;
  const back = () => void navigate('/mine');
  return link?.way === 'setup' ? (
    <SetUp back={back} secret={link.secret} own={{ identity, records, name: unitName }} />
  ) : (
    <Join back={back} records={records} />
  );
}
