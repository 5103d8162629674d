// 督办各单共用的词：一期没有完成的任务，以及它属于哪个单位。
import { Day, Id } from '@anlan/contract';
import { z } from 'zod';

/** 一期尚未完成的任务，按起草时的样子留存。 */
export const Owed = z.object({
  periodId: Id,
  ruleId: Id,
  unitId: Id,
  unitName: z.string(),
  leaderName: z.string().nullable(),
  title: z.string(),
  label: z.string(),
  due: Day,
  /** Whether the clause may be quoted outside: only what a notice or a standing rule says. */
  quotable: z.boolean(),
});
export type Owed = z.infer<typeof Owed>;

/** 发文字号；空着就按本局的字号顺序取下一个。 */
export const DocNumber = z
  .string()
  .trim()
  .regex(/^.{2,20}〔\d{4}〕[1-9]\d*号$/, '文号写法如：阳文旅字〔2026〕42号，年份用六角括号〔〕')
  .optional()
  .describe('文号')
  .meta({ help: '不填就取本局的下一个文号；由其他办公系统编号的，填它给出的文号。' });
