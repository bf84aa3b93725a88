/**
 * A network between a device and its server, as bad as a valley's: every connection is dealt one fault by a seeded random. It works on
 * bytes and knows nothing of what they say, but for the captive portal, which answers in the server's place.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * cutUp, cutDown: the connection breaks off midway through what goes up or comes down. late: every piece comes late. stalled: half-open,
 * nothing passes any more until it breaks off. slow: a thin line whose bandwidth halves with every piece that comes down. portal: a login
 * page with status 200, whatever was asked.
 */
export type Fault = 'none' | 'cutUp' | 'cutDown' | 'late' | 'stalled' | 'slow' | 'portal';

export interface FaultProxy {
  readonly url: string;
  /** How many connections have felt each fault: a cut that no byte reached is none. */
  readonly felt: ReadonlyMap<Fault, number>;
  /** Deals faults by this from the next connection on; ends those that are open. */
  readonly deal: (next: () => Fault) => void;
  /** Takes the network away, or gives it back. */
  readonly cut: (gone: boolean) => void;
  readonly close: () => Promise<void>;
}

export interface FaultProxySettings {
  /** The port of the server behind, which may be another one after its restart. */
  readonly target: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
}

/** Bytes after which a cut or a stall comes, at most: within the head, the body or a photo of a small exchange. */
const WITHIN = { up: 3000, down: 1500 };
const LATE_MS = 300;
/** How long a half-open connection stands before it is found out. */
const STALL_MS = 1500;
/** A slow line at its best and at its worst, in bytes a second. */
const BANDWIDTH = { first: 256_000, least: 16_000 };

const PORTAL_PAGE = '<!doctype html><title>登录</title><p>欢迎使用免费无线网络，请先登录。</p>';
const PORTAL_ANSWER = [
  'HTTP/1.1 200 OK',
  'Content-Type: text/html; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(PORTAL_PAGE)}`,
  'Connection: close',
  '',
  PORTAL_PAGE,
].join('\r\n');

export async function openFaultProxy({ target, chance }: FaultProxySettings): Promise<FaultProxy> {
  const felt = new Map<Fault, number>();
  const open = new Set<Socket>();
  let next: () => Fault = () => 'none';
  let isCut = false;
  const feel = (fault: Fault): void => void felt.set(fault, (felt.get(fault) ?? 0) + 1);
  const endAll = (): void => {
    for (const socket of open) socket.destroy();
  };

  const server = createServer((device) => {
    hold(open, device);
    if (isCut) return void device.destroy();
    const fault = next();
    if (fault === 'portal') return answerAsPortal(device, () => feel(fault));
    const upstream = connect(target(), '127.0.0.1');
    hold(open, upstream);
    pass({ device, upstream, fault, chance, feel: atMostOnce(() => feel(fault)) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    felt,
    deal: (fault) => {
      next = fault;
      endAll();
    },
    cut: (gone) => {
      isCut = gone;
      if (gone) endAll();
    },
    close: async () => {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function hold(open: Set<Socket>, socket: Socket): void {
  open.add(socket);
  socket.setNoDelay(true);
  // Broken connections are what this is for.
  socket.on('error', () => {});
  socket.once('close', () => open.delete(socket));
}

function answerAsPortal(device: Socket, feel: () => void): void {
  device.once('data', () => {
    feel();
    device.end(PORTAL_ANSWER);
  });
}

interface Line {
  readonly device: Socket;
  readonly upstream: Socket;
  readonly fault: Fault;
  readonly chance: () => number;
  readonly feel: () => void;
}

function pass({ device, upstream, fault, chance, feel }: Line): void {
  const up = fault === 'cutUp' ? Math.ceil(chance() * WITHIN.up) : Infinity;
  const down = fault === 'cutDown' || fault === 'stalled' ? Math.ceil(chance() * WITHIN.down) : Infinity;
  const wait = fault === 'late' ? () => chance() * LATE_MS : fault === 'slow' ? thinLine() : null;
  const isStill = { now: false };
  const ended = (): void => {
    feel();
    isStill.now = true;
    const after = fault === 'stalled' ? STALL_MS : 0;
    setTimeout(() => [device, upstream].forEach((end) => end.destroy()), after);
  };
  const piece = wait === null ? null : { wait, feel };
  flow({ from: device, to: upstream, most: up, piece, isStill, ended });
  flow({ from: upstream, to: device, most: down, piece, isStill, ended });
  if (fault === 'none') upstream.once('data', feel);
}

/** Milliseconds that a piece takes on a line that gets thinner. */
function thinLine(): (bytes: number) => number {
  let bandwidth = BANDWIDTH.first;
  return (bytes) => {
    const ms = (bytes / bandwidth) * 1000;
    bandwidth = Math.max(BANDWIDTH.least, bandwidth / 2);
    return ms;
  };
}

interface Direction {
  readonly from: Socket;
  readonly to: Socket;
  readonly most: number;
  /** How long a piece is under way; null for not at all. */
  readonly piece: { readonly wait: (bytes: number) => number; readonly feel: () => void } | null;
  /** Nothing passes any more, in either direction. */
  readonly isStill: { now: boolean };
  readonly ended: () => void;
}

/** Hands on what comes, up to so many bytes, each piece in its turn. */
function flow({ from, to, most, piece, isStill, ended }: Direction): void {
  let left = most;
  // Nothing overtakes, not even the end.
  let line = Promise.resolve();
  const later = (work: () => void): void => void (line = line.then(work));
  from.on('data', (bytes: Buffer) => {
    if (isStill.now || left === 0) return;
    const part = bytes.subarray(0, left);
    left -= part.length;
    if (piece !== null) {
      piece.feel();
      line = line.then(() => pause(piece.wait(part.length)));
    }
    // What was let through is on its way before the cut comes.
    later(() => void (left === 0 ? to.write(part, ended) : to.write(part)));
  });
  from.once('end', () => later(() => void (isStill.now || left === 0 || to.end())));
  from.once('close', () => later(() => void (isStill.now || from.readableEnded || to.destroy())));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function atMostOnce(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
