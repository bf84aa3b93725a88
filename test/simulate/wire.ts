/** The network between devices and server: requests and answers are lost, doubled, overtake each other or come a day late. */
import { readAnswer } from '#core/exchange-shape.ts';
import { chainKey, type Page, type Run, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import type { Exchange, Failure, SyncOutcome } from '#sync/step.ts';
import { ServerDied, type Backend, type Caller } from './backend.ts';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';

/** What happens to one exchange. */
export const fates = {
  fine: 60,
  lostRequest: 4,
  lostAnswer: 7,
  twice: 5,
  lateRequest: 5,
  slowRequest: 7,
  slowAnswer: 9,
  failed: 3,
  damaged: 3,
  olderApp: 4,
  newerApp: 2,
} as const;
export type Fate = keyof typeof fates;

interface Paused {
  readonly device: Device;
  /** Lets it go on, or cuts it; answers when its exchange has ended. */
  readonly resume: (isCut: boolean) => Promise<void>;
}

interface Late {
  readonly session: string;
  readonly request: string;
}

const FAILURES: readonly Failure[] = [
  { kind: 'offline' },
  { kind: 'portal' },
  { kind: 'busy', afterMs: 1000 },
  { kind: 'signedOut' },
  { kind: 'tooOld' },
  { kind: 'unusable' },
];

export interface WirePorts {
  readonly chance: Chance;
  readonly backend: () => Backend;
  /** Sees every answer that leaves the server, whether or not it arrives. */
  readonly answered: (caller: Caller, request: string, answer: SyncAnswer) => Promise<void>;
}

export class Wire {
  readonly ports: WirePorts;
  readonly paused: Paused[] = [];
  readonly late: Late[] = [];
  /** Positions of changes that have left their device in some request. */
  readonly sent = new Set<string>();

  constructor(ports: WirePorts) {
    this.ports = ports;
  }

  /** Starts an exchange and answers when it has ended or stands still. */
  async start(device: Device, fate: Fate, ended: (outcome: SyncOutcome | null) => Promise<void>): Promise<void> {
    let pause: ((resume: Paused['resume']) => void) | null = null;
    const standsStill = new Promise<void>((resolve) => {
      pause = (resume) => {
        this.paused.push({ device, resume });
        resolve();
      };
    });
    let done: Promise<void> = Promise.resolve();
    const gate = (): Promise<boolean> =>
      new Promise((go) => {
        pause?.(async (isCut) => {
          go(isCut);
          await done;
        });
      });
    done = device.sync(this.#exchange(device, fate, gate)).then(ended);
    await Promise.race([done, standsStill]);
  }

  #exchange(device: Device, fate: Fate, gate: () => Promise<boolean>): Exchange {
    const { chance } = this.ports;
    return async (json) => {
      const request = JSON.stringify({ ...json, version: json.version + (VERSIONS[fate] ?? 0) });
      for (const run of json.runs) run.changes.forEach((_, i) => this.sent.add(`${chainKey(run)} ${run.n + i}`));
      const session = device.session ?? '';
      if (fate === 'failed') return chance.pick(FAILURES);
      if (fate === 'lostRequest') return { kind: 'offline' };
      if (fate === 'lateRequest') {
        this.late.push({ session, request });
        return { kind: 'offline' };
      }
      if (fate === 'slowRequest' && (await gate())) return { kind: 'offline' };
      const first = await this.#ask(session, request);
      if (fate === 'lostAnswer') return { kind: 'offline' };
      if (fate === 'slowAnswer' && (await gate())) return { kind: 'offline' };
      if (fate === 'damaged' && first.kind === 'ok') return { kind: 'ok', answer: spoilt(first.answer, chance) };
      if (fate !== 'twice') return first;
      const second = await this.#ask(session, request);
      return chance.is(0.5) ? first : second;
    };
  }

  /** Sends what no app would send. */
  async send(session: string, request: string): Promise<void> {
    await this.#ask(session, request);
  }

  async #ask(session: string, request: string): Promise<Awaited<ReturnType<Exchange>>> {
    const backend = this.ports.backend();
    const caller = await backend.callerOf(session);
    if (caller === null) return { kind: 'signedOut' };
    if (caller === 'revoked') return { kind: 'revoked' };
    const text = await backend.exchange(caller, request).catch((error: unknown) => {
      if (error instanceof ServerDied) return '';
      throw error;
    });
    if (text === '') return { kind: 'offline' };
    if (text === null) return { kind: 'busy', afterMs: 1000, code: 'serverTooOld' };
    const read = readAnswer(JSON.parse(text));
    if ('fault' in read) throw new Error(`The server's answer is none: ${read.fault.reason} at ${read.fault.at}`);
    if (read.answer.version !== (JSON.parse(request) as SyncRequest).version) {
      throw new Error(`A request is answered in version ${read.answer.version}`);
    }
    await this.ports.answered(caller, request, read.answer);
    return { kind: 'ok', answer: read.answer };
  }

  /** A request that was on its way for long arrives; nobody waits for its answer any more. */
  async deliverLate(): Promise<boolean> {
    if (this.late.length === 0) return false;
    const [{ session, request }] = this.late.splice(this.ports.chance.below(this.late.length), 1) as [Late];
    await this.#ask(session, request);
    return true;
  }

  /** One of the exchanges that stand open goes on. */
  async resume(isCut: boolean): Promise<boolean> {
    if (this.paused.length === 0) return false;
    const [{ resume }] = this.paused.splice(this.ports.chance.below(this.paused.length), 1) as [Paused];
    await resume(isCut);
    return true;
  }
}

/** By how much a device's app is newer than the server. */
const VERSIONS: { readonly [fate in Fate]?: number } = { olderApp: -1, newerApp: 1 };

/** An answer whose pages do not hold what they say: another tip, a run that is missing, or a change that is another one, in whichever run. */
function spoilt(answer: SyncAnswer, chance: Chance): SyncAnswer {
  const pages = answer.pages.map((page): Page => {
    const at = page.runs.length === 0 || chance.is(0.2) ? -1 : chance.below(page.runs.length);
    if (at < 0) return { ...page, tip: 'f'.repeat(64) };
    const gone = chance.is(0.3);
    return { ...page, runs: page.runs.flatMap((run, i) => (i !== at ? [run] : gone ? [] : [spoiltRun(run, chance)])) };
  });
  return { ...answer, pages };
}

function spoiltRun(run: Run, chance: Chance): Run {
  const at = chance.below(run.changes.length);
  return { ...run, changes: run.changes.map((bare, i) => (i === at ? { ...bare, actor: `${bare.actor}x` } : bare)) };
}
