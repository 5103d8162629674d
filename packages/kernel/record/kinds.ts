// The kinds of record this process serves; set once at boot, read by every door that needs to know a life.
import type { AnyContract, FactKind } from '@anlan/contract';
import type { ImportSpec } from '../ingest/spec.ts';
import type { AnyServer, Kind } from './module.ts';

let kinds: ReadonlyMap<string, Kind> = new Map();

let facts: Readonly<Record<string, FactKind>> = {};
let contracts: readonly AnyContract[] = [];
let imports: ReadonlyMap<string, ImportSpec> = new Map();
let settlers: ReadonlyMap<string, string> = new Map();

export function setKinds(all: ReadonlyMap<string, Kind>, servers: readonly AnyServer[]) {
  kinds = all;
  facts = Object.assign({}, ...servers.map((s) => s.contract.facts)) as typeof facts;
  contracts = servers.map((s) => s.contract);
  imports = new Map(servers.flatMap((s) => Object.entries(s.imports ?? {})));
  settlers = new Map(servers.flatMap((s) => Object.keys(s.contract.facts).map((fact) => [fact, s.contract.id])));
}

/** Every fact kind of every module, for binding clauses to what settles them. */
export const allFacts = () => facts;
/** The module whose records make such a fact true, `decision:<id>` by its first word; null for a report about one rule. */
export const moduleOfFact = (fact: string): string | null => settlers.get(fact.split(':')[0]!) ?? null;
/** Every table that a module takes, by name. */
export const allImports = () => imports;
/** Every module's contract, in the order of the menu. */
export const allContracts = () => contracts;
export const allKinds = () => kinds;

/** @throws when no module declares the kind: a defect, not a user's mistake. */
export function needKind(kind: string): Kind {
  const found = kinds.get(kind);
  if (!found) throw new Error(`no module declares the record kind ${kind}`);
  return found;
}
