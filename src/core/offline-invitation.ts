/**
 * What an invitation says to a phone without a network (SPEC X12): whose it becomes, where, and by which server it will be known. Packed, because
 * every byte makes the QR code finer and cheap cameras read coarse ones. No name of a person travels in it: it is part of an address.
 */
import { hexToBytes, bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readBase64, toBase64 } from './base64.ts';
import { uuidOf } from './ids.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface OfflineInvitation {
  /** The same that the invitation's link carries: it lets one device in, whichever way. */
  readonly secret: string;
  /** Milliseconds since 1970, in whole minutes. */
  readonly expiresAt: number;
  readonly member: string;
  readonly role: string;
  readonly caseDuty: boolean;
  readonly township: Named;
  readonly unit: Named & { readonly unitKind: string };
  /** 调解委员会 of the unit, without which no case can be recorded; null where it has none. */
  readonly committee: Named | null;
  /** Devices that speak for the server (a device id stands for its key, SPEC C12); the present one first. */
  readonly servers: readonly string[];
}

const FORMAT = 1;
const MINUTE_MS = 60_000;
const ID_BYTES = 16;
const MAX_SERVERS = 2;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DEVICE = /^[0-9a-f]{32}$/;
const SECRET = /^[\w-]{22}$/;

/** For the fragment of an address: letters, digits, - and _. null where an id is no UUID or a secret none of this server's. */
export function packInvitation(invitation: OfflineInvitation): string | null {
  const { secret, expiresAt, member, role, caseDuty, township, unit, committee } = invitation;
  const servers = invitation.servers.slice(0, MAX_SERVERS);
  const ids = [township.id, unit.id, committee?.id ?? NOBODY, member];
  const secretBytes = SECRET.test(secret) ? readBase64(`${fromUrl(secret)}==`) : null;
  if (secretBytes === null || !ids.every((id) => UUID.test(id)) || !servers.every((id) => DEVICE.test(id))) return null;
  const minutes = Math.floor(expiresAt / MINUTE_MS);
  const texts = [role, unit.unitKind, township.name, unit.name, committee?.name ?? ''].map(shortText);
  const parts: readonly Uint8Array[] = [
    Uint8Array.of(FORMAT, caseDuty ? 1 : 0, servers.length),
    Uint8Array.of((minutes >>> 24) & 255, (minutes >>> 16) & 255, (minutes >>> 8) & 255, minutes & 255),
    secretBytes,
    ...[...ids.map((id) => id.replace(/-/g, '')), ...servers].map(hexToBytes),
    ...texts.flatMap((bytes) => [Uint8Array.of(bytes.length), bytes]),
  ];
  return toUrl(toBase64(joined(parts)));
}

/** null for whatever is no such invitation: it comes from a camera. */
export function unpackInvitation(text: string): OfflineInvitation | null {
  const bytes = readBase64(fromUrl(text) + '='.repeat((4 - (text.length % 4)) % 4));
  if (bytes === null) return null;
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Cut();
    at += length;
    return bytes.subarray(at - length, at);
  };
  try {
    const [format, duty, serverCount = 0] = take(3);
    if (format !== FORMAT || serverCount > MAX_SERVERS) return null;
    const minutes = take(4).reduce((sum, byte) => sum * 256 + byte, 0);
    const secret = toUrl(toBase64(take(ID_BYTES)));
    const id = (): string => uuidOf(take(ID_BYTES));
    const [township, unit, committee, member] = [id(), id(), id(), id()];
    const servers = Array.from({ length: serverCount }, () => bytesToHex(take(ID_BYTES)));
    const word = (): string => textOf(take(take(1)[0] ?? 0));
    const [role, unitKind, townshipName, unitName, committeeName] = [word(), word(), word(), word(), word()];
    if (at !== bytes.length) return null;
    return {
      secret,
      expiresAt: minutes * MINUTE_MS,
      member,
      role,
      caseDuty: duty === 1,
      township: { id: township, name: townshipName },
      unit: { id: unit, name: unitName, unitKind },
      committee: committee === NOBODY ? null : { id: committee, name: committeeName },
      servers,
    };
  } catch (cause) {
    // decodeURIComponent throws URIError for bytes that are no text.
    if (cause instanceof Cut || cause instanceof URIError) return null;
    throw cause;
  }
}

/** The code ended too early. */
class Cut extends Error {}

const toUrl = (base64: string): string => base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const fromUrl = (text: string): string => text.replace(/-/g, '+').replace(/_/g, '/');

const textOf = (bytes: Uint8Array): string => decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&'));

const MAX_TEXT_BYTES = 90;
/** As much of a name as stays readable on a cheap camera; whole letters. */
function shortText(text: string): Uint8Array {
  let letters = Array.from(text);
  let bytes = utf8ToBytes(text);
  while (bytes.length > MAX_TEXT_BYTES) {
    letters = letters.slice(0, -1);
    bytes = utf8ToBytes(letters.join(''));
  }
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
