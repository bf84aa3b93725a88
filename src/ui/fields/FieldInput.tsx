import { memo, type ComponentType } from 'react';
import { fieldInputs } from './all.ts';
import type { AnyFieldProps } from './form-api.ts';

/** One field of any type. Memoised: a keystroke in one field leaves all others alone. */
export const FieldInput = memo(function FieldInput(props: AnyFieldProps) {
  // The map pairs every type with an input for just that type; the compiler cannot follow the pairing.
  const Input = fieldInputs[props.field.type] as ComponentType<AnyFieldProps>;
  return <Input {...props} />;
});
