import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useKeptText } from '#pages/shell/use-kept-text.ts';
import { pastedPartThree, type Plan } from './use-plan.ts';

/** Last year's part three: from the ledger where the report was written here, else pasted from the file of then. */
export function LastPartThree({ plan: { year, ready, hasReport } }: { readonly plan: Plan }) {
  if (!ready) return null;
  if (hasReport) return <Notice>取自台账里{year - 1}年报告的第三部分。</Notice>;
  return <Pasted key={year} year={year} />;
}

function Pasted({ year }: Pick<Plan, 'year'>) {
  const { text, setText, failure } = useKeptText(pastedPartThree(year));
  return (
    <>
      {failure !== null && <FailureNotice failure={failure} />}
      <TextBox
        label={`${year - 1}年报告的第三部分`}
        hint="把“下一步工作计划”的文字粘贴到这里，认得出的按台账计数，认不出的打勾"
        lines={6}
        max={8000}
        value={text}
        onChange={setText}
      />
    </>
  );
}
