/** Words for one path of a record: a field, or one item of a list. */
import type { Json } from '#core/canonical.ts';
import { fieldOfPath } from '#core/change.ts';
import { REMOVED } from '#core/fold.ts';
import { fieldText, itemText, type Names } from '#core/text.ts';
import type { Context, Group, ItemsField, PhotosField, Value } from '#kinds/field.ts';
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
      [keyed, itemWords(field, value as Group, names, reveal)].filter((part) => part !== '').join('：') || field.item
    );
  }
  return fieldText(field, value as Value, names, reveal);
}

/** 当事人（甲方），姓名：田*山 — a chosen word says itself what it is, and one that nobody chose says nothing. */
function itemWords(field: ItemsField | PhotosField, item: Group, names: Names, reveal: boolean): string {
  const chosen: string[] = [];
  const rest: { [field: string]: Value } = {};
  for (const id of Object.keys(item)) {
    const [below, value] = [field.fields[id], item[id]];
    if (below === undefined || value === undefined) continue;
    if (below.type !== 'code') rest[id] = value;
    else if (below.initially?.(NOBODY) !== value) chosen.push(fieldText(below, value, names, reveal));
  }
  return [...chosen, itemText(field, rest, names, reveal)].filter((words) => words !== '').join('，');
}

const NOBODY: Context = { today: null, unit: '', me: null, committee: null };
