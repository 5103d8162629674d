// The queue's own log lines, in the program's log: an attempt that failed is a warning, since it will be made again.
import { Logger } from 'graphile-worker';

export type Log = { info(message: string): void; warn(message: string): void; error(message: string): void };

export const queueLogger = (log: Log): Logger =>
  new Logger(() => (level, message, meta) => {
    const severity: string = level;
    if (severity === 'error' && !meta?.failure) log.error(`queue: ${message}`);
    else if (severity === 'error' || severity === 'warning') log.warn(`queue: ${message}`);
  });
