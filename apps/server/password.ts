// Passwords that are shown once and typed by people.
import { randomBytes } from 'node:crypto';

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twelve letters, 59 bits. */
export const randomPassword = () => [...randomBytes(12)].map((b) => ALPHABET[b % ALPHABET.length]).join('');
