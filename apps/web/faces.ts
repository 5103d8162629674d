// Finds what modules bring to the desk: their pages, and the promises that the shell itself needs of them. Nothing is loaded before it is asked for.
import type { AnyContract } from '@anlan/contract';
import { type RecordKind, type WebFace, kindOf } from '@anlan/ui';

const webs = import.meta.glob<{ web: WebFace }>('../../modules/*/web.tsx');
const contracts = import.meta.glob<Record<string, unknown>>('../../modules/*/contract.ts');

const found = new Map<string, Promise<WebFace | null>>();

/** The face of a module; null where there is no such module or it has no pages. */
export function faceOf(module: string): Promise<WebFace | null> {
  const known = found.get(module);
  if (known) return known;
  const loading = webs[`../../modules/${module}/web.tsx`]?.().then((m) => m.web) ?? Promise.resolve(null);
  // A failed loading is not remembered: the network may be back at the next click.
  loading.catch(() => found.delete(module));
  found.set(module, loading);
  return loading;
}

const isContract = (value: unknown, id: string): value is AnyContract =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'records' in value;

/** A kind of record of a module, for acting on it outside the module's own pages. */
export async function loadKind(module: string, kind: string): Promise<RecordKind | null> {
  const loaded = await contracts[`../../modules/${module}/contract.ts`]?.();
  const contract = Object.values(loaded ?? {}).find((v) => isContract(v, module));
  return contract && kind in contract.records ? kindOf(contract, kind) : null;
}
