// The fact kinds of every module, for binding clauses. The registry is the only place that knows them all.
import type { FactKind } from '@anlan/contract';
import { allFacts } from '@anlan/kernel/record';

export const factKinds = (): Readonly<Record<string, FactKind>> =>
  Object.fromEntries(Object.entries(allFacts()).filter(([, fact]) => !fact.inner));

/** How a bound clause is settled, in words. */
export function bindingLabel(kind: string): string {
  if (kind === 'none') return '长期要求，不产生期次';
  if (kind === 'report' || kind.startsWith('report:')) return '由单位填报进展';
  if (kind === 'return' || kind.startsWith('return:')) return '由单位报送材料';
  const fact = factKinds()[kind];
  return fact ? `由「${fact.from}」记录自动认定` : '由单位填报进展';
}
