// Chapters of one story follow one another: when one fails, those after it are skipped, since they stand on it.
import { beforeEach, onTestFailed } from 'vitest';
import type { House } from './house.ts';

/** To be called once where a story begins. Of a chapter that fails, what every page showed is kept. */
export function chapters(house: () => House | undefined) {
  let broken: string | null = null;
  beforeEach(({ task, skip }) => {
    if (broken !== null) skip(`「${broken}」没有走通`);
    onTestFailed(async () => {
      broken = task.name;
      await house()?.keepAll(`failed ${task.name}`);
    });
  });
}
