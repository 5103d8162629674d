// Everything that can be asked of the server: each declared route with the schema of what it takes, as JSON Schema.
import * as language from '@anlan/contract';
import { needKind } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { z } from 'zod';
import { loadServers } from '../../../apps/server/modules.ts';
import type { Method } from './visitor.ts';

/** As much of JSON Schema as zod writes. */
export type Shape = {
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Shape[];
  oneOf?: readonly Shape[];
  allOf?: readonly Shape[];
  properties?: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  items?: Shape;
  prefixItems?: readonly Shape[];
  additionalProperties?: boolean | Shape;
  propertyNames?: Shape;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  $ref?: string;
  $defs?: Readonly<Record<string, Shape>>;
};

export type Door = {
  method: Method;
  url: string;
  access: language.Access;
  kind: string | undefined;
  action: string | undefined;
  /** Path, query and body in one, as the route takes them. */
  shape: Shape;
  /** What leaves, where the contract says so. */
  output: z.ZodType | null;
  params: readonly string[];
};

const isRoute = (value: unknown): value is language.Route =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'input' in value;

/** The routes of the kernel, as its language exports them, and those of all modules. */
async function contracts(): Promise<language.Route[]> {
  const servers = await loadServers();
  return [...Object.values(language), ...servers.map((s) => s.contract.routes)].flatMap((table) =>
    typeof table === 'object' && table !== null ? (Object.values(table) as unknown[]).filter(isRoute) : [],
  );
}

const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as unknown as Shape;

/** What workbooks and bundles read of their query stands in no contract: the words they may look for. */
const LOOSE = z.object(
  Object.fromEntries(
    ['id', 'from', 'to', 'year', 'month', 'unitId', 'under', 'kind', 'state', 'q', 'sort'].map((name) => [
      name,
      z.string().optional(),
    ]),
  ),
);

export async function surface(w: World): Promise<Door[]> {
  const known = await contracts();
  return w.routes.map(({ method, url, access, kind, action }) => {
    const route = known.find((r) => r.method === method && r.path === url);
    const type = kind ? needKind(kind).type : null;
    const list = type && method === 'GET' && !url.includes(':');
    const input = action
      ? type!.life.actions[action]!.input.extend({ id: language.Id, version: z.int() })
      : (route?.input ?? (list ? language.ListQuery : type ? z.object({ id: language.Id }) : LOOSE));
    const view = type && language.recordView(type.schema);
    const output = route?.output ?? (action || (type && url.endsWith('/:id')) ? view : null);
    const listed = list && !url.endsWith('.xlsx') && view ? language.page(view) : null;
    return {
      method,
      url,
      access,
      kind,
      action,
      shape: shapeOf(input),
      output: output ?? listed,
      params: [...url.matchAll(/:(\w+)/g)].map((m) => m[1]!),
    };
  });
}

/** Fills the path and puts the rest into query or body. */
export function request(door: Pick<Door, 'method' | 'url'>, values: Record<string, unknown>) {
  const rest = { ...values };
  const path = door.url.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
  });
  if (door.method !== 'GET') return { method: door.method, url: path, body: rest };
  const pairs = Object.entries(rest).flatMap(([k, v]) =>
    v === undefined || v === null ? [] : [[k, typeof v === 'string' ? v : JSON.stringify(v)] as [string, string]],
  );
  return { method: door.method, url: pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path };
}
