// The desk face of meetings.
import type { WebFace } from '@anlan/ui';

export const web: WebFace = { pages: [] };
