// Every act of every life with a record on which it fits and the people who may do it, found by trying: no list to be kept.
import { type RecordView, isFinal, recordPath } from '@anlan/contract';
import { type Ctx, within } from '@anlan/kernel/ctx';
import { type Kind, create } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { samples } from '../../conformance/samples.ts';
import { demoId } from '../../world.ts';
import { type Known, inputFor } from './inputs.ts';

const ACCOUNTS = [
  'pingding',
  'anjian',
  'juzhang',
  'bangong',
  'yuxian',
  'jinju',
  'xitong',
  'anquan',
  'shichang',
  'zhifa',
];
const UNITS = ['pingding', 'bureau', 'yuxian', 'jinOpera'];

/** So many more people are tried as the second editor. */
const SECONDS = 3;
const TITLE = '试验的';

/** An act that fits: how a record for it is made, where it is sent, what is said, and one or two people who are taken. */
export type Fit = {
  kind: string;
  action: string;
  accounts: string[];
  make(): Promise<{ path: string; body: Record<string, unknown>; id: string }>;
};

/** All acts of `kinds`, or the first of each kind that fits, and the names of those that no try fitted. */
export async function fits(
  w: World,
  kinds: Iterable<Kind>,
  known: Known,
  { all }: { all: boolean },
): Promise<{ found: Fit[]; none: string[] }> {
  const found: Fit[] = [];
  const none: string[] = [];
  for (const kind of kinds)
    for (const action of Object.keys(kind.type.life.actions)) {
      const fit = await fitFor(w, kind, action, known);
      if (fit) found.push(fit);
      else none.push(`${kind.kind}.${action}`);
      if (fit && !all) break;
    }
  return { found, none };
}

async function fitFor(w: World, kind: Kind, name: string, known: Known): Promise<Fit | null> {
  const action = kind.type.life.actions[name]!;
  const holding = await holders(w, action.by);
  const body = { ...inputFor(action.input, known), version: 1 };
  const send = async (account: string, id: string) =>
    (await w.as(account)).send('POST', `${recordPath(kind.module, kind.kind)}/${id}/${name}`, body);
  for (const state of typeof action.from === 'string' ? [action.from] : action.from)
    for (const unit of UNITS) {
      const bear = () => born(w, kind, demoId('unit', unit), state);
      const id = await bear().catch(() => null);
      if (!id) continue;
      for (const [place, account] of holding.entries()) {
        if ((await send(account, id)).status !== 200) continue;
        const accounts = [account];
        for (const other of holding.slice(place + 1, place + 1 + SECONDS))
          if (accounts.length < 2 && (await send(other, await bear())).status === 200) accounts.push(other);
        const make = async () => {
          const made = await bear();
          return { path: `${recordPath(kind.module, kind.kind)}/${made}/${name}`, body, id: made };
        };
        return { kind: kind.kind, action: name, accounts, make };
      }
    }
  return null;
}

/** A record of the kind in a state, as it is without a history; those made before are put away, for what may be there once. */
const born = (w: World, kind: Kind, unitId: string, state: string): Promise<string> =>
  w.system.db.transaction().execute(async (trx) => {
    const ctx: Ctx = within(w.system, trx);
    const ended = Object.entries(kind.type.life.states).findLast(([, s]) => isFinal(s))?.[0];
    if (ended)
      await trx
        .updateTable('record')
        .set({ state: ended })
        .where('kind', '=', kind.kind)
        .where('title', 'like', `${TITLE}%`)
        .execute();
    const own = await samples[kind.kind]!(ctx, unitId);
    return create(ctx, kind.kind, { unitId, title: `${TITLE}${kind.type.title}`, state }, own);
  });

const permissions = new WeakMap<World, Map<string, Promise<string[]>>>();

/** Who of the accounts holds a permission. */
function holders(w: World, permission: string): Promise<string[]> {
  const known = permissions.get(w) ?? permissions.set(w, new Map()).get(w)!;
  const asked = async () => {
    const held = await Promise.all(
      ACCOUNTS.map(async (account) => {
        const { body } = await (await w.as(account)).send('GET', '/api/me');
        return ((body as { may?: string[] }).may ?? []).includes(permission);
      }),
    );
    return ACCOUNTS.filter((_, n) => held[n]);
  };
  return known.get(permission) ?? known.set(permission, asked()).get(permission)!;
}

export const versionOf = (body: unknown) => (body as Pick<RecordView, 'version'>).version;
