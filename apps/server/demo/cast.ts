// The people of the demonstration, each acting through the commands of the modules with a clock that follows the story.
import { resolveMember } from '@anlan/kernel/access';
import type { Running } from '@anlan/kernel/boot';
import { type Ctx, type Member, localDay, makeCtx, systemMember, within } from '@anlan/kernel/ctx';
import { act, needKind, show } from '@anlan/kernel/record';
import { people } from './data/people.ts';
import { demoId } from './directory.ts';

export type Told = { at: Date };
/** Who does something, by account, and when. */
export type Doer = { account: string; at: Date };

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

  /** Does `work` as its doer, in one transaction. Several may be at it at once: each has the clock of its own moment. */
  async as<T>({ account, at }: Doer, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const { kernel } = this.#running;
    let member = this.#members.get(account);
    if (!member) {
      const person = people.find((p) => p.account === account);
      if (!person) throw new Error(`nobody of the demonstration has the account ${account}`);
      member = await resolveMember(this.system.db, demoId('person', person.key), account, localDay(at));
      this.#members.set(account, member);
    }
    // The kernel's clock is read here and not again: nothing may be awaited in between.
    this.#told.at = at;
    const ctx = makeCtx(kernel.app.as(member.actor), member, kernel.clock, kernel.store);
    return ctx.db.transaction().execute((trx) => work(within(ctx, trx)));
  }

  /** Calls a route of a module. */
  call<T>(by: Doer, module: string, route: string, input: unknown): Promise<T> {
    const server = this.#running.kernel.servers.find((s) => s.contract.id === module);
    const handler = server?.routes[route];
    if (!handler) throw new Error(`module ${module} has no route ${route}`);
    const parsed = server.contract.routes[route]!.input.parse(input);
    return this.as(by, (ctx) => handler(ctx, parsed as never) as Promise<T>);
  }

  /** Does an action on a record. */
  act(by: Doer, kind: string, id: string, action: string, input: Record<string, unknown> = {}) {
    return this.as(by, async (ctx) => {
      const { version } = await show(ctx, needKind(kind), id);
      return act(ctx, needKind(kind), id, action, { ...input, version });
    });
  }

  /** Work of the night, under the worker's role. */
  async night(at: Date, work: (ctx: Ctx) => Promise<void>) {
    this.#told.at = at;
    const ctx = this.system;
    await ctx.db.transaction().execute((trx) => work(within(ctx, trx)));
  }
}
