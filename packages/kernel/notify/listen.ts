// A connection that hears PostgreSQL's notifications and comes back by itself when it is lost.
import pg from 'pg';

const AGAIN_MS = 1_000;

export type Listening = { close(): Promise<void> };

type Options = {
  url: string;
  channels: readonly string[];
  hear(channel: string, payload: string): void;
  /** The connection was lost and is back: something may have been missed. */
  missed(): void;
  log: { warn(message: string): void };
};

/** Listens until closed; the answer comes when it is listening for the first time. */
export async function listen({ url, channels, hear, missed, log }: Options): Promise<Listening> {
  let closed = false;
  let current: pg.Client | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function connect(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'anlan listener' });
    const lost = () => {
      if (closed || current !== client) return;
      current = null;
      log.warn('live updates: the database connection was lost');
      retry();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => hear(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    if (closed) await client.end();
    else current = client;
  }

  function retry() {
    timer = setTimeout(() => void connect().then(missed, retry), AGAIN_MS);
  }

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current?.end();
    },
  };
}
