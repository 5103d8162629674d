// Pictures are opened in a process of their own.
import { type Bounds, apart } from '../apart/index.ts';
import type { PictureJobs } from './worker.ts';

const BOUNDS: Bounds = { ms: 8_000, megabytes: 500 };
export const pictures = apart<PictureJobs>(() => import('./worker.ts'), BOUNDS);
