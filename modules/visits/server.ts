// The server face of visits: what is particular about arranging, recording, confirming, answering and correcting one.
import { Problem } from '@anlan/contract';
import { showTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { withdrawFacts } from '@anlan/kernel/duty';
import { type Full, create, needKind, type Server, serve, show } from '@anlan/kernel/record';
import { type Danger, type Leader, type Visit, visits as contract } from './contract.ts';
import { visitHistory } from './server/history.ts';
import { begin, count, endBegun, recount } from './server/facts.ts';
import { matrix, matrixSheet } from './server/matrix.ts';
import { advicePaper, recordPaper } from './server/papers.ts';
import { confirmed, vouched } from './server/people.ts';
import { received } from './server/received.ts';
import { dangersIn, leadersIn, makesGoodIn, mattersIn, placesIn, present, update } from './server/row.ts';
import { checkAhead, checkMade, checkMakesGood, dangersOf } from './server/rules.ts';
import { askLeaders, tellAnswer, tellChange, tellDangers } from './server/tell.ts';
import { goodOf, headOf, merged, unsaid, went } from './server/went.ts';

type Shown = Full<typeof contract.records.visits>;

const shown = (ctx: Ctx, id: string) => show<Visit>(ctx, needKind('visits'), id);

export const server: Server<typeof contract> = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [{ table: 'visit', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }],
  sheets: { matrix: matrixSheet },
  imports: { visitHistory: visitHistory(() => server.routes.record) },
  routes: {
    async record(ctx, { id: given, files, ...told }) {
      checkMade(ctx, told);
      const { leaders, places, shownTo, keeper } = await went(ctx, told, files.length > 0);
      const makesGood = await checkMakesGood(ctx, told, leaders);
      const dangers = dangersOf(ctx, told.dangers, places);
      const head = headOf({ ...told, leaders, places });
      const id = await create(
        ctx,
        'visits',
        // Kept for proof under a name without a word: the page itself shows the visit.
        { ...(given ? { id: given } : {}), unitId: keeper, ...head, state: 'made', files, said: { told } },
        {
          ...mattersIn(told),
          ...leadersIn(leaders),
          ...placesIn(places, shownTo),
          ...dangersIn(dangers),
          ...makesGoodIn(makesGood),
        },
      );
      await showTo(ctx, id, shownTo);
      await count(ctx, { id, visitedOn: told.visitedOn, makesGood }, leaders);
      const about = { id, title: head.title, visitedOn: told.visitedOn };
      await askLeaders(ctx, about, leaders);
      await tellDangers(ctx, about, dangers);
      return shown(ctx, id);
    },

    async plan(ctx, { id: given, ...said }) {
      checkAhead(ctx, said.visitedOn);
      const plan = { ...said, leaders: unsaid(said.leaders) };
      const { leaders, places, shownTo, keeper } = await went(ctx, plan, false);
      const open = leaders.map((l) => ({ ...l, how: null, confirmedOn: null, byName: null }));
      const matter = { ...plan, companions: [], learnt: '', requirements: '', followUp: '' };
      const id = await create(
        ctx,
        'visits',
        {
          ...(given ? { id: given } : {}),
          unitId: keeper,
          ...headOf({ ...plan, leaders: open, places }),
          said: { plan },
        },
        { ...mattersIn(matter), ...leadersIn(open), ...placesIn(places, shownTo) },
      );
      await showTo(ctx, id, shownTo);
      await begin(ctx, { id, visitedOn: plan.visitedOn, leaders: open });
      return shown(ctx, id);
    },

    matrix,
    received,
  },
  records: {
    visits: {
      table: 'visit',
      present,
      words: (v) => [v.leadersText, v.placesText, ...v.companions, v.learnt, v.requirements, v.followUp].join(' '),
      on: {
        async make(ctx, plan, { files, ...told }) {
          checkMade(ctx, told);
          const { leaders, places, shownTo } = await went(ctx, told, files.length > 0, plan);
          const makesGood = await checkMakesGood(ctx, told, leaders);
          const dangers = dangersOf(ctx, told.dangers, places);
          await update(ctx, plan.id, {
            ...mattersIn(told),
            ...leadersIn(leaders),
            ...placesIn(places, shownTo),
            ...dangersIn(dangers),
            ...makesGoodIn(makesGood),
          });
          await showTo(ctx, plan.id, shownTo, plan.shownTo);
          await endBegun(ctx, plan);
          await count(ctx, { id: plan.id, visitedOn: told.visitedOn, makesGood }, leaders);
          const head = headOf({ ...told, leaders, places });
          const about = { id: plan.id, title: head.title, visitedOn: told.visitedOn };
          await askLeaders(ctx, about, leaders);
          await tellDangers(ctx, about, dangers);
          return head;
        },

        async reschedule(ctx, plan, { visitedOn }) {
          checkAhead(ctx, visitedOn);
          const said = { ...merged(plan, {}), visitedOn };
          await went(ctx, said, false, plan);
          await update(ctx, plan.id, { visited_on: visitedOn });
          await endBegun(ctx, plan);
          await begin(ctx, { ...plan, visitedOn });
          return { occurredOn: visitedOn };
        },

        async confirm(ctx, v) {
          const mine = v.leaders.find((l) => !l.confirmedOn && l.personId === ctx.me.personId)!;
          await settle(ctx, v, confirmed(ctx, mine, 'self'));
        },

        async vouch(ctx, v, { postId, how, files }) {
          const leader = v.leaders.find((l) => !l.confirmedOn && l.postId === postId);
          if (!leader) throw new Problem('not-waiting', 400, '这位领导不需要确认，或已经确认，请重新选择。');
          if (leader.unitId !== v.unitId)
            throw new Problem('not-yours', 409, `${leader.name}是${leader.unitName}的领导，请由本人确认。`);
          await settle(ctx, v, vouched(ctx, leader, how, files.length > 0));
        },

        async answerAdvice(ctx, v, { text }) {
          const mine = v.dangers.find(
            (d) => d.way === 'advice' && d.answer === null && d.unitId && ctx.me.actor.own.includes(d.unitId),
          )!;
          await note(ctx, v, mine, { answer: text });
        },

        async answerFor(ctx, v, { dangerId, text, recordedFor }) {
          const danger = v.dangers.find((d) => d.id === dangerId && d.way === 'advice' && d.answer === null);
          if (!danger) throw new Problem('not-waiting', 400, '这条提示不需要答复，或已经答复，请重新选择。');
          await note(ctx, v, danger, { answer: text, answeredFor: recordedFor });
        },

        async warn(ctx, v, said) {
          const fresh = dangersOf(ctx, [said], v.places);
          await update(ctx, v.id, dangersIn([...v.dangers, ...fresh]));
          await tellDangers(ctx, v, fresh);
        },

        async amend(ctx, v, { reason: _reason, ...said }) {
          const told = merged(v, said);
          checkMade(ctx, told);
          const { leaders, places, shownTo } = await went(ctx, told, false, v);
          const answering = v.dangers.find((d) => d.unitId && !places.some((p) => p.unitId === d.unitId));
          if (answering)
            throw new Problem(
              'place-advised',
              409,
              `${answering.unitName}有提示或建议检查，不能去掉。确实登记错的，请作废后重新登记。`,
            );
          await update(ctx, v.id, { ...mattersIn(told), ...leadersIn(leaders), ...placesIn(places, shownTo) });
          await showTo(ctx, v.id, shownTo, v.shownTo);
          const made = { id: v.id, visitedOn: told.visitedOn, makesGood: await goodOf(ctx, v) };
          if (told.visitedOn !== v.visitedOn) await recount(ctx, made, leaders);
          else
            await count(
              ctx,
              made,
              leaders.filter((l) => !v.leaders.some((b) => b.postId === l.postId && b.confirmedOn)),
            );
          const head = headOf({ ...told, leaders, places });
          await askLeaders(ctx, { id: v.id, title: head.title, visitedOn: told.visitedOn }, leaders);
          await tellChange(ctx, { ...v, ...head, visitedOn: told.visitedOn }, '已更正');
          return head;
        },

        async void(ctx, v) {
          if (v.state === 'planned') await endBegun(ctx, v);
          else await withdrawFacts(ctx, v.id);
          await tellChange(ctx, v, '已作废');
        },
      },
    },
  },
  papers: { visits: { record: async (_ctx, v) => recordPaper(v), advice: async (_ctx, v) => advicePaper(v) } },
});

/** One more leader confirmed: from now on the visit counts for him. */
async function settle(ctx: Ctx, v: Shown, leader: Leader) {
  await update(ctx, v.id, leadersIn(v.leaders.map((l) => (l.postId === leader.postId ? leader : l))));
  await count(ctx, { id: v.id, visitedOn: v.visitedOn, makesGood: await goodOf(ctx, v) }, [leader]);
}

/** What the unit did about an advice, by its own word or told to whoever keeps the record. */
async function note(ctx: Ctx, v: Shown, danger: Danger, said: Pick<Danger, 'answer'> & Partial<Danger>) {
  const full = { ...danger, ...said, answeredOn: ctx.today, answeredByName: ctx.me.name };
  await update(ctx, v.id, dangersIn(v.dangers.map((d) => (d.id === full.id ? full : d))));
  await tellAnswer(ctx, v, full);
}
