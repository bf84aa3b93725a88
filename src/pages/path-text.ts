/** Words for one path of a record: a field, or one item of a list. */
import type { Json } from '#core/canonical.ts';
import { fieldOfPath } from '#core/change.ts';
import { REMOVED } from '#core/fold.ts';
import { fieldText, itemText, type Names } from '#core/text.ts';
import type { Group, Value } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';

export function pathLabel(kind: Kind, path: string): string {
  if (path === REMOVED) return '移除';
  const field = kind.fields[fieldOfPath(path)];
  if (field === undefined) return '新版本才有的内容';
  return path.includes('.') && (field.type === 'items' || field.type === 'photos') ? field.item : field.label;
}

/** `reveal` false masks what is sensitive. */
export function pathText(kind: Kind, path: string, value: Json, names: Names, reveal: boolean): string {
  if (value === null) return path === REMOVED ? '保留' : '（空）';
  if (path === REMOVED) return `移除：${typeof value === 'string' ? value : ''}`;
  const field = kind.fields[fieldOfPath(path)];
  if (field === undefined) return '请更新后查看';
  if (path.includes('.') && (field.type === 'items' || field.type === 'photos')) {
    const key = path.slice(path.indexOf('.') + 1);
    const keyed = field.type === 'items' && field.keyedBy !== undefined ? names.link(field.keyedBy, key) : '';
    return (
      [keyed, itemText(field, value as Group, names, reveal)].filter((part) => part !== '').join('：') || field.item
    );
  }
  return fieldText(field, value as Value, names, reveal);
}
