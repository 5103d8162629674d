// T40b: a million lines of audit are looked through, with their checkpoints, within a minute.
import { GENESIS, linkHash, openKey, readFolder, verify } from '@anlan/kernel/audit';
import { closedKinds } from '@anlan/kernel/record';
import { withAdmin } from '@anlan/kernel/db';
import { sql } from 'kysely';
import { loadServers } from '../../../apps/server/modules.ts';
import { world } from '../../world.ts';
import type { Trial } from '../trial.ts';

const BATCH = 20_000;
const LONGEST_S = 60;

export const trial: Trial = {
  id: 'T40b',
  title: '一百万条审计在一分钟内核验完',
  small: 0,
  full: 1_000_000,
  async run({ n, dir, full }) {
    const w = await world();
    const at = '2026-11-20T01:00:00.000000Z';
    try {
      await w.settle();
      await withAdmin(w.adminUrl, async (db) => {
        const { rows } = await sql<{
          seq: string;
          hash: Buffer;
        }>`select seq::text as seq, hash from audit order by audit.seq desc limit 1`.execute(db);
        let [seq, prev] = [Number(rows[0]?.seq ?? 0), rows[0]?.hash ?? GENESIS];
        for (let done = 0; done < n; done += BATCH) {
          const links = Array.from({ length: Math.min(BATCH, n - done) }, () => {
            seq += 1;
            const detail = `{"n": ${seq}, "to": "held"}`;
            const hash = linkHash(prev, seq, {
              at,
              actor: 'system:city',
              verb: 'study.hold',
              object: String(seq),
              detail,
            });
            const link = { seq, prev: prev.toString('hex'), hash: hash.toString('hex'), detail, object: String(seq) };
            prev = hash;
            return link;
          });
          await sql`insert into audit (seq, at, actor, verb, object, detail, prev, hash)
            select (l->>'seq')::bigint, ${at}::timestamptz, 'system:city', 'study.hold', l->>'object', (l->>'detail')::jsonb, decode(l->>'prev', 'hex'), decode(l->>'hash', 'hex')
              from jsonb_array_elements(${JSON.stringify(links)}::jsonb) l`.execute(db);
        }
      });
      const began = performance.now();
      const verdict = await verify(w.adminUrl, {
        kept: await readFolder(dir),
        trusted: [openKey(dir).publicKey],
        closed: closedKinds(await loadServers()),
      });
      const seconds = (performance.now() - began) / 1000;
      const faults = verdict.ok ? [] : [verdict.why];
      if (verdict.rows < n) faults.push(`only ${verdict.rows} rows`);
      if (full && seconds > LONGEST_S) faults.push(`${seconds.toFixed(1)} s`);
      return { faults, figures: { rows: verdict.rows, seconds: Math.round(seconds * 10) / 10 } };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '只看第一批',
      n: 20_000,
      patch: [
        {
          file: 'packages/kernel/audit/verify.ts',
          find: 'const more = links.length === BATCH;',
          replace: 'const more = false;',
        },
      ],
    },
  ],
};
