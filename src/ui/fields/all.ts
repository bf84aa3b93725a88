import type { ComponentType } from 'react';
import type { FieldType } from '#kinds/field.ts';
import { CodeField, CodesField } from './CodeField.tsx';
import { DayField } from './DayField.tsx';
import { FlagField } from './FlagField.tsx';
import type { FieldProps } from './form-api.ts';
import { GroupField } from './GroupField.tsx';
import { ItemsField } from './ItemsField.tsx';
import { LinkField, LinksField } from './LinkField.tsx';
import { LongTextField } from './LongTextField.tsx';
import { MetricField } from './MetricField.tsx';
import { PeriodField } from './PeriodField.tsx';
import { PhotosField } from './PhotosField.tsx';
import {
  AmountField,
  CountField,
  DecimalField,
  IdNumberField,
  PhoneField,
  TextField,
  YearField,
} from './TextField.tsx';

/** How each type of field is typed in. */
export const fieldInputs = {
  text: TextField,
  longText: LongTextField,
  day: DayField,
  year: YearField,
  count: CountField,
  decimal: DecimalField,
  amount: AmountField,
  flag: FlagField,
  code: CodeField,
  codes: CodesField,
  phone: PhoneField,
  idNumber: IdNumberField,
  link: LinkField,
  links: LinksField,
  period: PeriodField,
  group: GroupField,
  items: ItemsField,
  photos: PhotosField,
  metric: MetricField,
} satisfies { readonly [T in FieldType]: ComponentType<FieldProps<T>> };
