// Open screens hear of deeds as they happen, each only of records that its reader may see at that moment.
import type { KernelTables, Member } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { allKinds } from '../record/kinds.ts';
import { DEED, type DeedEvent, heard, INBOX, SESSION } from './announce.ts';
import { listen } from './listen.ts';

/** A deed in sight, a new message, or a sign of life. */
export type LiveEvent = ({ type: 'deed' } & DeedEvent) | { type: 'inbox' } | { type: 'beat' };

export type Live = {
  /**
   * Sends a reader what concerns him until told to stop. `member` says who reads now, null once the session has ended;
   * `send(null)` means that the stream is over (also when events may have been missed: whoever connects anew asks anew).
   */
  subscribe(member: () => Promise<Member | null>, send: (event: LiveEvent | null) => void): () => void;
  close(): Promise<void>;
};

type Options = {
  url: string;
  app: Database<KernelTables>;
  /** A session ended somewhere, or something may have been missed. */
  ended?(): void;
  log?: { warn(message: string): void };
};
type Reader = { member: () => Promise<Member | null>; send: (event: LiveEvent | null) => void };

const GATHER_MS = 100;
const BEAT_MS = 25_000;
/** Readers asked about at the same time; the others' requests need the connections too. */
const ABREAST = 3;

/** Hears deeds from any server through the database of `url`; judges them as each reader through `app`. */
export async function openLive({ url, app, ended = () => {}, log = console }: Options): Promise<Live> {
  const readers = new Set<Reader>();
  let deeds: DeedEvent[] = [];
  let told = new Set<string>();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const end = (reader: Reader) => {
    if (readers.delete(reader)) reader.send(null);
  };
  const endAll = () => [...readers].forEach(end);

  const listening = await listen({
    url,
    channels: [DEED, INBOX, SESSION],
    missed() {
      ended();
      endAll();
    },
    log,
    hear(channel, payload) {
      if (channel === DEED) deeds.push(...heard(payload));
      else if (channel === SESSION) ended();
      else payload.split(',').forEach((person) => told.add(person));
      gathering ??= setTimeout(() => {
        gathering = undefined;
        flushing = flushing.then(flush);
      }, GATHER_MS);
    },
  });

  async function flush() {
    const batch = { deeds: [...new Map(deeds.map((deed) => [`${deed.id} ${deed.action}`, deed])).values()], told };
    deeds = [];
    told = new Set();
    await eachReader((reader, me, seen) => {
      if (batch.told.has(me.personId)) reader.send({ type: 'inbox' });
      for (const deed of batch.deeds) if (seen.has(deed.id)) reader.send({ type: 'deed', ...deed });
    }, batch.deeds);
  }

  /** Asks every reader who he is, and what of the deeds he sees; a person with two screens is judged once. */
  async function eachReader(
    visit: (reader: Reader, me: Member, seen: ReadonlySet<string>) => void,
    of: readonly DeedEvent[],
  ) {
    const judged = new Map<string, Promise<ReadonlySet<string>>>();
    const waiting = [...readers];
    const work = async () => {
      for (let reader = waiting.pop(); reader; reader = waiting.pop()) {
        try {
          const me = await reader.member();
          if (!me) end(reader);
          else {
            if (!judged.has(me.personId)) judged.set(me.personId, inSight(app, me, of));
            visit(reader, me, await judged.get(me.personId)!);
          }
        } catch (error) {
          log.warn(`live updates: ${String(error)}`);
          end(reader);
        }
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, work));
  }

  const beat = setInterval(() => {
    flushing = flushing.then(() => eachReader((reader) => reader.send({ type: 'beat' }), []));
  }, BEAT_MS);

  return {
    subscribe(member, send) {
      const reader = { member, send };
      readers.add(reader);
      return () => void readers.delete(reader);
    },
    async close() {
      clearInterval(beat);
      clearTimeout(gathering);
      await listening.close();
      endAll();
      await flushing;
    },
  };
}

/** Which of the deeds' records the reader may read and, under his own row security, sees. */
async function inSight(
  app: Database<KernelTables>,
  me: Member,
  deeds: readonly DeedEvent[],
): Promise<ReadonlySet<string>> {
  const readable = deeds.filter((deed) => me.may.has(allKinds().get(deed.kind)?.type.read ?? ''));
  const ids = [...new Set(readable.map((deed) => deed.id))];
  if (ids.length === 0) return new Set();
  const rows = await app.as(me.actor).selectFrom('record').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map((row) => row.id));
}
