// Files: bytes kept once under their hash, named and judged at the door, attached to records, given out harmless.
export { fileBytes, wholeOf } from './bytes.ts';
export { attach, filesOf, filesOfMany } from './attach.ts';
export { download, thumb, type Download } from './download.ts';
export { withoutPlace } from './place.ts';
export { scanTask, scannerState } from './verdict.ts';
export { policies } from './policies.ts';
export { openStore, type FileStore } from './store.ts';
export { upload, type Part } from './upload.ts';
