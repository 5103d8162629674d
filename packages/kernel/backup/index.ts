// Backups of the embedded database and its files: made while it works, tried at once, restored to any moment of the last days.
export { clear, restore, RESTORING, type RestoreOptions } from './restore.ts';
export { keepUp, type KeptUp } from './keep-up.ts';
export { makeBackup, type BackupOptions } from './make.ts';
export { type Backup, backupsIn } from './manifest.ts';
export { thin, type Keep } from './thin.ts';
/** The task that makes the backup of the day. */
export const MAKE_BACKUP = 'backup.make';
