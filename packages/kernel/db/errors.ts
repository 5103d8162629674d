// The four ways the database can fail that callers must tell apart; everything else is PostgreSQL's own error.

/** The store cannot be used as it is configured. The message is one Chinese sentence for the person who started the program. */
export class Unready extends Error {
  override readonly name = 'Unready';
}

/** Every connection was taken for the whole waiting time (5 s): answer 503 and let the client come again. */
export class Busy extends Error {
  override readonly name = 'Busy';
  constructor() {
    super('系统繁忙，请稍后再试。');
  }
}

/** The connection was lost. A write under way may or may not have happened: answer 503, the same key may be tried again. */
export class Broken extends Error {
  override readonly name = 'Broken';
  constructor(cause: unknown) {
    super('数据库连接中断，请稍后再试。', { cause });
  }
}

/** COMMIT was answered with ROLLBACK: a statement failed inside and its error was swallowed. Nothing was written. */
export class NotCommitted extends Error {
  override readonly name = 'NotCommitted';
  constructor() {
    super('操作没有写入，请重试。');
  }
}

/** PostgreSQL's five-character error code (`23505` …), or null when the error is not PostgreSQL's. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** The server is stopping or starting, ended the session for idling, or (25006) is no longer the primary it was. */
const LOST = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25006']);

/** True when the connection itself is gone or the server is going away: the client must not be used again. */
export function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  return state === null || state.startsWith('08') || LOST.has(state);
}

/** True when the server cannot be reached yet but may be in a moment: it is starting, stopping or recovering. */
export function isUnreachable(error: unknown): boolean {
  if (sqlState(error) !== null) return ['57P03', '57P01', '57P02'].includes(sqlState(error) ?? '');
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOENT' || code === 'EPIPE') return true;
  return error instanceof Error && error.message.startsWith('Connection terminated');
}
