import { readBase64 } from '#core/base64.ts';
import { verifySignature } from '#server/keys.ts';

/** Whether the key made the signature over the text; false as well when either is no base64. */
export async function isSignedWith(publicKey: string, signature: string, text: Uint8Array): Promise<boolean> {
  const [key, signed] = [readBase64(publicKey), readBase64(signature)];
  return key !== null && signed !== null && verifySignature(key, signed, text);
}
