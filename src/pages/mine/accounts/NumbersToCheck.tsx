import { useEffect, useState } from 'react';
import type { NumberFindings } from '#core/enrolment.ts';
import { mediationCase } from '#kinds/index.ts';
import { Section } from '#ui/Card.tsx';
import { useApi } from '#pages/server.ts';
import { LinkRow, Rows, StateRow } from '#pages/mine/Rows.tsx';

/** Official numbers that two cases carry or that none does: shown to the office, never put right by the program (SPEC X10). */
export function NumbersToCheck() {
  const api = useApi();
  const [found, setFound] = useState<NumberFindings | null>(null);
  useEffect(() => {
    void api.readNumbers().then((called) => called.kind === 'ok' && setFound(called.body));
  }, [api]);
  if (found === null || Object.values(found).every((list) => list.length === 0)) return null;
  const { duplicates, voids, gaps } = found;
  return (
    <Section title="请核对卷号">
      <Rows>
        {duplicates.flatMap(({ fileNumber, records }) =>
          records.map((record) => (
            <LinkRow
              key={record}
              to={`/ledger/${mediationCase.name}/${record}`}
              title={fileNumber}
              note={`重号：${records.length} 件案件都用这个号`}
              soon
            />
          )),
        )}
        {voids.map(({ fileNumber }) => (
          <StateRow key={fileNumber} title={fileNumber} note="空号：案件移除了，或者改了号" />
        ))}
        {gaps.map(({ first, last }) => (
          <StateRow key={first} title={first === last ? first : `${first} 至 ${last}`} note="空号：没有案件用过" />
        ))}
      </Rows>
    </Section>
  );
}
