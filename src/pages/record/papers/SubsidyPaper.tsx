/** 以案定补 of a month on paper: for the office's signature and seal, and for whoever pays. */
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { mediationCase } from '#kinds/index.ts';
import { subsidyModel } from '#core/subsidy-paper.ts';
import { useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import { Loading } from '#ui/Loading.tsx';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { monthName, monthOf, useSubsidyMonth } from '#pages/use-subsidy-month.ts';
import { PrintedDocument } from './PrintedDocument.tsx';
import styles from './papers.module.css';

const TITLE = '以案定补月报表';

export function SubsidyPaper() {
  const { maySee } = useRights();
  return maySee(mediationCase) ? <OfMonth /> : <NoRight title={TITLE} />;
}

function OfMonth() {
  const store = useStore();
  const [search] = useSearchParams();
  const which = monthOf(search.get('month'), todayOf(store));
  const { month, names, ready } = useSubsidyMonth(which);
  const { units } = usePlace();
  const { township } = store.identity;
  const unit = (units.find(({ id }) => id === township) ?? units[0])?.name ?? '';
  const model = useMemo(
    () => subsidyModel(month, { names, monthName: monthName(which), unit }),
    [month, names, which, unit],
  );
  return (
    <Screen title={TITLE} back={`/ledger/${mediationCase.name}/subsidy?month=${which}`}>
      <div className={styles.page}>
        {ready ? (
          <PrintedDocument model={model} fileName={`以案定补月报表-${which}.docx`} />
        ) : (
          <Loading what="正在汇总" />
        )}
      </div>
    </Screen>
  );
}
