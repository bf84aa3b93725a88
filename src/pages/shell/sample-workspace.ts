/** 看看示例: the sample township, laid into a database of its own the first time it is asked for. */
import type { Ports } from '#store/store.ts';
import { openWorkspace, type Opened } from '#store/workspace.ts';

export async function openSample(name: string, ports: Ports): Promise<Opened> {
  return openWorkspace(name, ports);
}
