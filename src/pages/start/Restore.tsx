import { Page } from '#ui/Page.tsx';

export function Restore({ back }: { readonly back: () => void }) {
  return <Page title="从备份恢复" onBack={back}>{null}</Page>;
}
