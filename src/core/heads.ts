/** Signed heads of chains (SPEC D6, C12): what proves who wrote the changes that another device carries. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { readBase64 } from './base64.ts';
import { sha256Hex } from './canonical.ts';

/** A chain's head signed by its device. */
export interface SignedHead {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  readonly id: string;
  /** ECDSA P-256 with SHA-256 over `headText`, in base64. */
  readonly signature: string;
}

/** What is known of a device; `publicKey` is SubjectPublicKeyInfo in base64, null where WebCrypto was missing. */
export interface KnownDevice {
  readonly id: string;
  readonly publicKey: string | null;
  readonly name: string;
  /** That it took an invitation without a network (`proofOf`, SPEC X12). */
  readonly proof?: string;
}

/** Whether the key made the signature over the text. ECDSA comes from outside: WebCrypto in browsers and Node alike. */
export type Verify = (publicKey: Uint8Array, signature: Uint8Array, text: Uint8Array) => Promise<boolean>;

/** The bytes that a device signs. */
export const headText = ({ device, scope, n, id }: Omit<SignedHead, 'signature'>): Uint8Array =>
  utf8ToBytes(`fazhi-taizhang head ${device} ${scope} ${n} ${id}`);

/** The device that a public key stands for: the first 32 hex digits of its SHA-256. null when it is not base64. */
export function deviceOfKey(publicKey: string): string | null {
  const bytes = readBase64(publicKey);
  return bytes === null ? null : sha256Hex(bytes).slice(0, 32);
}

/** Whether a head was signed by the key that its device id stands for. */
export async function isSignedBy(head: SignedHead, publicKey: string, verify: Verify): Promise<boolean> {
  const key = readBase64(publicKey);
  const signature = readBase64(head.signature);
  if (key === null || signature === null || deviceOfKey(publicKey) !== head.device) return false;
  return verify(key, signature, headText(head));
}
