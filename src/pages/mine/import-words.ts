import { zhDay } from '#core/day.ts';
import { kindByName } from '#kinds/index.ts';
import type { KindCount } from '#core/backup-preview.ts';
import type { Imported, ImportPreview } from '#store/backup-import.ts';

/** 调解案件 3，培训学法 2: a kind that only a newer version knows is 其他. */
export const kindCountText = (counts: readonly KindCount[]): string =>
  counts.map(({ kind, count }) => `${kindByName(kind)?.title ?? '其他'} ${count}`).join('，');

export const spanText = ({ from, to }: ImportPreview): string =>
  from === null || to === null ? '' : from === to ? zhDay(from) : `${zhDay(from)}至${zhDay(to)}`;

export function importedText({ changes, photos, photosLeftOut }: Imported): string {
  const nothing = changes === 0 && photos === 0;
  const said = nothing
    ? '这些记录本机都有了，没有变化。'
    : `已存本机：并入 ${changes} 处改动${photos > 0 ? `、${photos} 张照片` : ''}。`;
  const left = photosLeftOut > 0 ? `还有 ${photosLeftOut} 张照片放不下，清出空间后再导入一次即可。` : '';
  return said + left;
}
