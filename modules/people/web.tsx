// The desk face of people.
import type { WebFace } from '@anlan/ui';
export const web: WebFace = { pages: [] };
