// The written rule of who sees and may do what, read straight from posts and tree: independent of policies and of access/scope.
import type { World } from '@anlan/kernel/testing';

/** What one person has by the posts of a day, own and stood in for. */
export type Rule = {
  /** Units of the posts themselves. */
  own: ReadonlySet<string>;
  /** Every unit whose records are seen: own, below a place where one is anchored, of a kind of object. */
  seen: ReadonlySet<string>;
  /** Of these, seen by a kind of object alone. */
  byKind: ReadonlySet<string>;
  may: ReadonlySet<string>;
};

/** Reads the rule for a person on a day (default: the clock's). */
export async function ruleOf(w: World, personId: string): Promise<Rule> {
  const { db, today } = w.system;
  const [posts, absences, tree, roles] = await Promise.all([
    db.selectFrom('post').selectAll().execute(),
    db.selectFrom('absence').selectAll().execute(),
    db
      .selectFrom('unit_closure')
      .innerJoin('unit', 'unit.id', 'unit_closure.descendant')
      .select(['ancestor', 'descendant', 'object_kind'])
      .execute(),
    db.selectFrom('role').select(['key', 'permissions']).execute(),
  ]);
  const stoodIn = new Set(
    absences
      .filter((a) => a.stand_in_id === personId && a.from_day <= today && a.to_day >= today)
      .map((a) => a.post_id),
  );
  const held = posts.filter(
    (p) =>
      (p.person_id === personId || stoodIn.has(p.id)) &&
      p.from_day <= today &&
      (p.to_day === null || p.to_day >= today),
  );
  const own = new Set(held.map((p) => p.unit_id));
  const anchored = new Set(held.map((p) => p.anchor_unit_id ?? p.unit_id));
  const kinds = new Set(held.flatMap((p) => p.object_kinds));
  const below = new Set([...own, ...tree.filter((t) => anchored.has(t.ancestor)).map((t) => t.descendant)]);
  const byKind = new Set(
    tree.flatMap((t) => (t.object_kind && kinds.has(t.object_kind) && !below.has(t.descendant) ? [t.descendant] : [])),
  );
  const may = new Set(held.flatMap((p) => roles.find((r) => r.key === p.role)?.permissions ?? []));
  return { own, seen: new Set([...below, ...byKind]), byKind, may };
}

/** The rule for whoever signs in with an account. */
export async function ruleOfAccount(w: World, login: string): Promise<Rule> {
  const account = await w.system.db
    .selectFrom('account')
    .select('person_id')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return ruleOf(w, account.person_id);
}
