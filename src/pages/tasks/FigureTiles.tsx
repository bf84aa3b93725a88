/** The year's main figures over the charts; each opens the records behind it. */
import type { CaseFigures } from '#core/case-figures.ts';
import { permilleText, scaledText } from '#core/metric-words.ts';
import { permilleOf } from '#core/sums.ts';
import type { publicityFigures, trainingFigures } from '#core/work-figures.ts';
import { StatTile, StatTiles } from '#ui/StatTile.tsx';
import * as marks from '#core/marks.ts';

export type Open = (metric: marks.Mark, month?: number) => void;

export interface Ledgers {
  /** null: may not be seen. */
  readonly cases: CaseFigures | null;
  readonly trainings: ReturnType<typeof trainingFigures>;
  readonly publicity: ReturnType<typeof publicityFigures>;
  readonly open: Open;
}

/** What lists and home count as well: two totals never differ without saying why. */
const outside = (count: number, what: string, unit: string): string =>
  count > 0 ? `；另有${what} ${count} ${unit}` : '';

export function Tiles({ cases, trainings, publicity, open }: Ledgers) {
  const { audience, materials, consultations } = publicity.sums;
  const held = trainings.types.reduce((sum, { count }) => sum + count, 0);
  return (
    <StatTiles>
      {cases !== null && <CaseTiles cases={cases} open={open} />}
      <StatTile
        label="培训"
        value={trainings.sessions}
        unit="场"
        note={`${trainings.personTimes} 人次，${trainings.people} 人${outside(held - trainings.sessions, '学法、会议等', '场')}`}
        onOpen={() => open(marks.trainingsOfTypes(trainings.counting))}
      />
      <StatTile label="普法活动" value={publicity.events} unit="场" onOpen={() => open(marks.allEvents)} />
      <StatTile
        label="受众"
        value={audience}
        unit="人次"
        note={`资料 ${materials} 份，咨询 ${consultations} 人次`}
        onOpen={() => open(marks.eventAudience)}
      />
    </StatTiles>
  );
}

function CaseTiles({ cases, open }: { readonly cases: CaseFigures; readonly open: Open }) {
  return (
    <>
      <StatTile
        label="受理案件"
        value={cases.accepted}
        unit="件"
        note={`在办 ${cases.open}${outside(cases.registered + cases.declined, '登记、不予受理', '件')}`}
        onOpen={() => open(marks.acceptedCases)}
      />
      <StatTile
        label="调解成功率"
        value={permilleText(permilleOf(cases.settlementRate))}
        note={`成功 ${cases.settled} ÷ 受理 ${cases.accepted}`}
        onOpen={() => open(marks.settlementRate)}
      />
      <StatTile label="协议涉及金额" {...amountTile(cases.agreedAmount)} onOpen={() => open(marks.agreedAmount)} />
    </>
  );
}

/** 万元 with two decimals as bulletins print it (domain.md §2.4), rounded half up; the exact sum beside it. */
function amountTile(fen: number): { readonly value: string; readonly unit: string; readonly note?: string } {
  const yuan = scaledText(fen, 100);
  if (fen < 1_000_000) return { value: yuan, unit: '元' };
  return { value: scaledText(Math.floor((fen + 5000) / 10_000), 100), unit: '万元', note: `${yuan} 元` };
}
