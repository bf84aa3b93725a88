import { memo, type ComponentType } from 'react';
import type { Problem } from '#core/validate.ts';
import { fieldInputs } from './all.ts';
import type { AnyFieldProps } from './form-api.ts';

/** One field of any type. Memoised: a keystroke in one field leaves all others alone. */
export const FieldInput = memo(function FieldInput(props: AnyFieldProps) {
  // The map pairs every type with an input for just that type; the compiler cannot follow the pairing.
  const Input = fieldInputs[props.field.type] as ComponentType<AnyFieldProps>;
  return <Input {...props} />;
}, sameField);

/** Validation makes its lists anew at every keystroke; they are the same as long as they say the same. */
function sameField(before: AnyFieldProps, now: AnyFieldProps): boolean {
  const { problems, warnings, line, ...rest } = before;
  return (
    sameProblems(problems, now.problems) &&
    sameProblems(warnings, now.warnings) &&
    line?.full === now.line?.full &&
    Object.keys(before).length === Object.keys(now).length &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => Object.is(rest[key], now[key]))
  );
}

const sameProblems = (a: readonly Problem[], b: readonly Problem[]): boolean =>
  a.length === b.length && a.every(({ field, message }, at) => field === b[at]?.field && message === b[at]?.message);
