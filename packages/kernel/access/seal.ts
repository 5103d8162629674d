// Secrets at rest: sealed with a key that lives beside the database, never in it, so that a dump or a backup gives nothing.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { secret } from '../db/index.ts';

/** The first byte names the suite: 1 is AES-256-GCM with a 96-bit nonce and a 128-bit tag. */
const SUITE = 1;
const NONCE = 12;
const TAG = 16;

export type Sealer = {
  /** `whose` binds the sealed text to its row: moved to another it does not open. */
  seal(text: string, whose: string): Buffer;
  /** @throws when it was sealed by another key, for another row, or changed */
  open(sealed: Buffer, whose: string): string;
  /** A keyed hash: short codes cannot be searched for without the key. */
  hash(text: string, whose: string): Buffer;
};

/** The sealer of this installation; its key is made in `folder` (ANLAN_DATA/secrets) on first use. */
export function openSealer(folder: string): Sealer {
  const root = secret(folder, 'factor-key').value;
  const [cipherKey, hashKey] = ['seal', 'hash'].map((use) => Buffer.from(hkdfSync('sha256', root, '', use, 32)));
  return {
    seal(text, whose) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', cipherKey!, nonce).setAAD(Buffer.from(whose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(SUITE), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, whose) {
      if (sealed[0] !== SUITE) throw new Error(`sealed with suite ${sealed[0]}, which is not known here`);
      const [nonce, tag] = [sealed.subarray(1, 1 + NONCE), sealed.subarray(1 + NONCE, 1 + NONCE + TAG)];
      const plain = createDecipheriv('aes-256-gcm', cipherKey!, nonce).setAAD(Buffer.from(whose)).setAuthTag(tag);
      return Buffer.concat([plain.update(sealed.subarray(1 + NONCE + TAG)), plain.final()]).toString('utf8');
    },
    hash: (text, whose) => createHmac('sha256', hashKey!).update(`${whose}\0${text}`).digest(),
  };
}
