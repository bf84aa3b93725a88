/** Hands a made file to the person: by the share sheet where downloads open in a viewer, else as a download. */
import { browserOf } from '#core/browser.ts';
import { canShare, save, share, type NamedBlob } from './backups.ts';

/** What to say afterwards. */
export async function handOver(file: NamedBlob): Promise<string> {
  // On iOS a saved file opens in a viewer: there the share sheet is the way.
  if (browserOf(navigator.userAgent, navigator.maxTouchPoints).system === 'ios' && canShare([file])) {
    const done = await share([file]);
    if (done !== 'failed') return done === 'shared' ? '已交给所选的应用' : '没有发出';
  }
  save(file);
  return `${file.name} 已存到“下载”`;
}
