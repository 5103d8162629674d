// One kind of record as every shared piece takes it: its module, its name, its promises.
import type { AnyLife, RecordType } from '@anlan/contract';
import { recordPath } from '@anlan/contract';
import type { z } from 'zod';

export type RecordKind<S extends z.ZodObject = z.ZodObject> = {
  module: string;
  kind: string;
  type: Omit<RecordType<S>, 'life' | 'columns'> & { life: AnyLife; columns?: readonly string[] | undefined };
};

type Records = Record<string, Omit<RecordType<z.ZodObject, unknown>, 'columns'> & { columns?: readonly string[] }>;

/** Takes a kind out of a contract: `kindOf(study, 'study')`. */
export function kindOf<R extends Records, K extends keyof R & string>(
  contract: { id: string; records: R },
  kind: K,
): RecordKind<R[K]['schema']> {
  const type = contract.records[kind];
  if (!type) throw new Error(`${contract.id} has no record ${kind}`);
  return { module: contract.id, kind, type: type as RecordKind<R[K]['schema']>['type'] };
}

/** `/api/study`, where the kind is listed, shown and acted upon. */
export const apiOf = ({ module, kind }: { module: string; kind: string }) => recordPath(module, kind);

/** `/study/018f…` on the desk; without an id the list. */
export function deskPath({ module, kind }: { module: string; kind: string }, id?: string) {
  const list = kind === module ? `/${module}` : `/${module}/${kind}`;
  return id ? `${list}/${id}` : list;
}
