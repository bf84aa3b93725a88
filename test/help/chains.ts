/** Chains of devices that are not there. */
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange } from '#core/change.ts';
import { nameOp } from './tiny-server.ts';

/** Changes of another device. */
export function chainBy(device: string, scope: string, length: number, word = '', text = ''): IdentifiedChange[] {
  let end: ChainEnd = CHAIN_START;
  return Array.from({ length }, (_, i) => {
    const ops = [nameOp(`${device}${word}${i}`, `${word}${i}${text}`)];
    const nextStamp = () => `${1_700_000_000_000 + i}-0000-${device}`;
    const [change] = changesOf(ops, scope, { device, action: `a${i}`, actor: device, nextStamp }, end);
    if (change === undefined) throw new Error('No change');
    end = { n: change.n, id: change.id };
    return change;
  });
}

/** What somebody who has read a device's chain writes behind it in that device's name. */
export function continued(end: IdentifiedChange, length: number, word: string): IdentifiedChange[] {
  const { device, scope, actor } = end;
  let before: ChainEnd = end;
  return Array.from({ length }, (_, i) => {
    const ops = [nameOp(`forged${i}`, word)];
    const nextStamp = () => `${1_700_000_000_000 + i}-0000-${device}`;
    const [change] = changesOf(ops, scope, { device, action: `f${i}`, actor, nextStamp }, before);
    if (change === undefined) throw new Error('No change');
    before = change;
    return change;
  });
}
