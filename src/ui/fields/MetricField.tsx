import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';

/** How a task is counted: its editor belongs to the page of tasks and stands in the slot of this path. */
export function MetricField(props: FieldProps<'metric'>) {
  return (
    <FieldShell {...props} as="group">
      {() => null}
    </FieldShell>
  );
}
