// The people of the demonstration, each acting through the commands of the modules with a clock that follows the story.
import { resolveMember } from '@anlan/kernel/access';
import type { Running } from '@anlan/kernel/boot';
import { type Ctx, type Member, localDay, makeCtx, systemMember, within } from '@anlan/kernel/ctx';
import { act, needKind, show } from '@anlan/kernel/record';
import { sql } from 'kysely';
import { people } from './data/people.ts';
import { demoId } from './directory.ts';

export type Told = { at: Date };

export class Cast {
  readonly #running: Running;
  readonly #told: Told;
  readonly #members = new Map<string, Member>();

  constructor(running: Running, told: Told) {
    this.#running = running;
    this.#told = told;
  }

  get system(): Ctx {
    const { kernel } = this.#running;
    return makeCtx(kernel.system.as(systemMember('demo').actor), systemMember('demo'), kernel.clock, kernel.store);
  }

  /** Does `work` as the holder of an account, in one transaction. */
  async as<T>(account: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const { kernel } = this.#running;
    let member = this.#members.get(account);
    if (!member) {
      const person = people.find((p) => p.account === account);
      if (!person) throw new Error(`nobody of the demonstration has the account ${account}`);
      member = await resolveMember(this.system.db, demoId('person', person.key), account, localDay(this.#told.at));
      this.#members.set(account, member);
    }
    const ctx = makeCtx(kernel.app.as(member.actor), member, kernel.clock, kernel.store);
    return ctx.db.transaction().execute(async (trx) => {
      // Nobody waits for any single act of the story; the last commit of the load waits for the disk and so for all of them.
      await sql`set local synchronous_commit to off`.execute(trx);
      return work(within(ctx, trx));
    });
  }

  /** Calls a route of a module as the holder of an account. */
  call<T>(account: string, module: string, route: string, input: unknown): Promise<T> {
    const server = this.#running.kernel.servers.find((s) => s.contract.id === module);
    const handler = server?.routes[route];
    if (!handler) throw new Error(`module ${module} has no route ${route}`);
    const parsed = server.contract.routes[route]!.input.parse(input);
    return this.as(account, (ctx) => handler(ctx, parsed as never) as Promise<T>);
  }

  /** Does an action on a record as the holder of an account. */
  act(account: string, kind: string, id: string, action: string, input: Record<string, unknown> = {}) {
    return this.as(account, async (ctx) => {
      const { version } = await show(ctx, needKind(kind), id);
      return act(ctx, needKind(kind), id, action, { ...input, version });
    });
  }

  /** Work of the night, under the worker's role. */
  async night(work: (ctx: Ctx) => Promise<void>) {
    const ctx = this.system;
    await ctx.db.transaction().execute((trx) => work(within(ctx, trx)));
  }
}
