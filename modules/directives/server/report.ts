// One sentence and, if wanted, a file: how a period without a module of its own is met.
import { Problem, type RecordedFor } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { periodOwed, recordFact } from '@anlan/kernel/duty';
import { create, needKind, show } from '@anlan/kernel/record';
import type { z } from 'zod';
import type { Report } from '../contract.ts';

type Input = {
  id?: string | undefined;
  periodId: string;
  text: string;
  happenedOn?: string | undefined;
  files: string[];
  recordedFor: RecordedFor | null;
};

/** What was done, short enough for a row of a list. */
const firstSentence = (text: string) => text.split(/[。；\n]/)[0]!.slice(0, 80);

/** Reports on one period. Done after its end it never settles the period: it makes it good. @throws 404, 409, 400 */
export async function report(ctx: Ctx, input: Input) {
  const { period, personId } = await periodOwed(ctx, input.periodId);
  if (!period.factKind.startsWith('report:'))
    throw new Problem('settled-by-work', 409, '这项任务由业务记录自动认定，不需要单独填报。请在对应的业务里登记。');
  const happenedOn = input.happenedOn ?? ctx.today;
  if (happenedOn > ctx.today)
    throw new Problem('not-future', 400, '办理日期还没有到，请核对。', {
      fields: [{ path: 'happenedOn', message: '不能晚于今天' }],
    });
  if (happenedOn < period.from)
    throw new Problem('too-early', 400, `这一期从 ${period.from} 开始，办理日期不能早于这一天。`, {
      fields: [{ path: 'happenedOn', message: `不早于 ${period.from}` }],
    });
  if (!ctx.me.actor.own.includes(period.unitId) && !input.recordedFor)
    throw new Problem('recorded-for', 400, `您在替${period.unitName}登记，请写明由谁、以什么方式告知。`, {
      fields: [{ path: 'recordedFor', message: '请填写代录信息' }],
    });
  const id = await create(
    ctx,
    'reports',
    {
      id: input.id,
      unitId: period.unitId,
      title: firstSentence(input.text),
      occurredOn: happenedOn,
      files: input.files,
      said: { text: input.text, happenedOn, recordedFor: input.recordedFor },
    },
    {
      period_id: period.id,
      period_label: period.label,
      clause: period.title,
      directive_id: period.source?.kind === 'directives' ? period.sourceId : null,
      rule_id: period.ruleId,
      text: input.text,
      happened_on: happenedOn,
      recorded_for: input.recordedFor ? JSON.stringify(input.recordedFor) : null,
    },
  );
  await recordFact(ctx, {
    kind: period.factKind,
    recordId: id,
    ...(personId ? { personIds: [personId] } : { unitIds: [period.unitId] }),
    occurredOn: happenedOn,
    makesGood: happenedOn > period.due ? period.id : null,
  });
  return show<z.infer<typeof Report>>(ctx, needKind('reports'), id);
}
