import { Screen } from '#pages/shell/Screen.tsx';

export function Batch() {
  return <Screen title="批量添加人员" back="/ledger/person">{null}</Screen>;
}
