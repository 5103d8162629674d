// A signed tree head: one line of JSON that says how the audit stood, and whose key vouches for it.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `size` rows, the root over them, the hash of the last; `at` in UTC. */
export const TreeHead = z.object({
  size: z.int().positive(),
  root: hex,
  head: hex,
  at: z.iso.datetime(),
  key: z.string(),
  signature: z.string(),
});
export type TreeHead = z.infer<typeof TreeHead>;

/** The text that is signed: an array has one spelling in JSON. */
const textOf = ({ size, root, head, at, key }: Omit<TreeHead, 'signature'>) =>
  Buffer.from(JSON.stringify(['anlan-audit-1', size, root, head, at, key]));

/** The name of a public key (PEM): the first 16 digits of its hash. */
export const keyId = (publicKey: string) =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

export type AuditKey = { id: string; publicKey: string; sign(head: Omit<TreeHead, 'key' | 'signature'>): TreeHead };

/** The Ed25519 key of this installation in `<dir>/secrets/audit-key`, made at first use; it is never in the database. */
export function openKey(dir: string): AuditKey {
  const folder = join(dir, 'secrets');
  const file = join(folder, 'audit-key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = createPrivateKey(readFileSync(file));
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  const id = keyId(publicKey);
  return {
    id,
    publicKey,
    sign: (head) => ({ ...head, key: id, signature: sign(null, textOf({ ...head, key: id }), key).toString('base64') }),
  };
}

/** What is wrong with a head's signature, by the public keys (PEM) that are trusted; null where nothing is. */
export function faultOfSignature(head: TreeHead, trusted: readonly string[]): string | null {
  const key = trusted.find((pem) => keyId(pem) === head.key);
  if (!key) return `签名所用的密钥 ${head.key} 不在信任之列，请用 --key 写明它的公钥文件`;
  return verify(null, textOf(head), key, Buffer.from(head.signature, 'base64')) ? null : '签名不对';
}
