/**
 * The vocabulary in which a record kind is written down. A field is data: its type, its label and what is asked of
 * it; how a type is parsed, checked, shown and compared stands in `core/types`, how it is typed in, in `ui/fields`.
 */
import type { CodeList } from './code-list.ts';
import type {
  AmountField,
  CodeField,
  CodesField,
  Common,
  CountField,
  DayField,
  DecimalField,
  Fields,
  FlagField,
  GroupField,
  IdNumberField,
  ItemsField,
  LinkField,
  LinksField,
  LongTextField,
  MetricField,
  PeriodField,
  PhoneField,
  PhotosField,
  Rule,
  TextField,
  Values,
  YearField,
} from './field-types.ts';

export type * from './field-types.ts';

type Options = Omit<Common, 'label'>;

export const text = (
  label: string,
  options: Options & { max?: number; suggestions?: readonly string[]; mask?: 'name' | 'address' } = {},
): TextField => ({ max: 100, ...options, type: 'text', label });
export const longText = (
  label: string,
  options: Options & { max?: number; phrases?: (values: Values) => readonly string[] } = {},
): LongTextField => ({
  max: 10_000,
  column: false,
  ...options,
  type: 'longText',
  label,
});
/** `past`: a day after today makes no sense here and is refused while today is known. */
export const day = (
  label: string,
  options: Options & { past?: boolean; proposedAfter?: { field: string; days: number; setting: string } } = {},
): DayField => ({ ...options, type: 'day', label });
export const year = (label: string, options: Options = {}): YearField => ({ ...options, type: 'year', label });
export const count = (label: string, unit: string, options: Options = {}): CountField => ({
  ...options,
  type: 'count',
  label,
  unit,
});
export const decimal = (label: string, unit: string, options: Options = {}): DecimalField => ({
  ...options,
  type: 'decimal',
  label,
  unit,
});
export const amount = (label: string, options: Options = {}): AmountField => ({ ...options, type: 'amount', label });
export const flag = (label: string, options: Options = {}): FlagField => ({ ...options, type: 'flag', label });
type CodeOptions = Options & Pick<CodeField, 'recentFirst'>;
export const code = (label: string, list: CodeList, options: CodeOptions = {}): CodeField => ({
  ...options,
  type: 'code',
  label,
  list,
});
export const codes = (label: string, list: CodeList, options: Options = {}): CodesField => ({
  ...options,
  type: 'codes',
  label,
  list,
});
export const phone = (label: string, options: Options = {}): PhoneField => ({
  column: false,
  sensitive: true,
  ...options,
  type: 'phone',
  label,
});
export const idNumber = (label: string, options: Options = {}): IdNumberField => ({
  column: false,
  sensitive: true,
  ...options,
  type: 'idNumber',
  label,
});
export const link = (label: string, to: string, options: Options & { role?: string } = {}): LinkField => ({
  ...options,
  type: 'link',
  label,
  to,
});
export const links = (label: string, to: string, options: Options & { role?: string } = {}): LinksField => ({
  ...options,
  type: 'links',
  label,
  to,
});
export const period = (label: string, options: Options = {}): PeriodField => ({ ...options, type: 'period', label });
export const group = (
  label: string,
  fields: Fields,
  options: Options & { rules?: readonly Rule[]; warnings?: readonly Rule[] } = {},
): GroupField => ({ column: false, ...options, type: 'group', label, fields });
export const items = (
  label: string,
  item: string,
  fields: Fields,
  options: Options & Pick<ItemsField, 'min' | 'keyedBy' | 'phrases' | 'rules' | 'warnings'> = {},
): ItemsField => ({ column: false, ...options, type: 'items', label, item, fields });
export const metric = (label: string, options: Options = {}): MetricField => ({
  column: false,
  ...options,
  type: 'metric',
  label,
});

/** 照片/附件, on every kind (records.md): the bytes lie in the blob store under their SHA-256. */
export const photos = (list: CodeList): PhotosField => ({
  type: 'photos',
  label: '照片/附件',
  item: '照片',
  column: false,
  group: '照片/附件',
  fields: {
    blob: text('文件', { required: true, max: 64 }),
    subject: code('内容', list),
    width: count('宽', '像素'),
    height: count('高', '像素'),
    bytes: count('大小', '字节'),
    takenOn: day('拍摄日期'),
    note: text('说明'),
  },
});
