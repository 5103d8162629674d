// Every trial there is, found by its file.
import type { Trial } from './trial.ts';

const files = import.meta.glob<{ trial: Trial }>('./trials/*.ts', { eager: true });

/** T1 before T10, T20 before T20b. */
const place = (id: string) => [Number(id.match(/\d+/)![0]), id] as const;

export const trials: readonly Trial[] = Object.values(files)
  .map((file) => file.trial)
  .toSorted((a, b) => place(a.id)[0] - place(b.id)[0] || a.id.localeCompare(b.id));
