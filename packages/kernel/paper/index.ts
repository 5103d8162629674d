// Papers: what people print, sign, stamp and file.
export type * from './types.ts';
