// Calls a route from the browser, typed by the route itself.
import type { z } from 'zod';
import { PROOF_WANTED } from './factor.ts';
import { Problem, ProblemBody } from './problem.ts';
import type { Route } from './route.ts';

/** Puts path parameters into the path; what is left goes into query or body. */
export function address(path: string, input: Record<string, unknown>) {
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

const query = (rest: Record<string, unknown>) => {
  const pairs = Object.entries(rest).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return pairs.length ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : '';
};

let askForProof: (() => Promise<boolean>) | null = null;

/** Says how a person is asked for a second factor; with what it answers `true` to, the refused call is repeated. */
export function askProofWith(how: (() => Promise<boolean>) | null) {
  askForProof = how;
}

/** Asks again with a fresh proof where one was wanted: the same call, under the same key. */
export async function withProof<T>(asking: () => Promise<T>): Promise<T> {
  try {
    return await asking();
  } catch (error) {
    if (!(error instanceof Problem && error.code === PROOF_WANTED && askForProof && (await askForProof()))) throw error;
    return asking();
  }
}

export type CallOptions = { key?: string; signal?: AbortSignal };

/**
 * Asks the server. A write carries an Idempotency-Key; give `key` to repeat the very same act after a lost answer.
 * @throws Problem with the sentence to show.
 */
export async function call<In extends z.ZodType, Out extends z.ZodType>(
  route: Route<In, Out>,
  input: z.input<In>,
  options: CallOptions = {},
): Promise<z.output<Out>> {
  const { path, rest } = address(route.path, input ?? {});
  return send(route.method, path, rest, options) as Promise<z.output<Out>>;
}

/** As `call`, for the kernel's own addresses (lists, records, actions). */
export function send(
  method: Route['method'],
  path: string,
  rest: Record<string, unknown> = {},
  options: CallOptions = {},
): Promise<unknown> {
  const how = { key: crypto.randomUUID(), ...options };
  return withProof(() => ask(method, path, rest, how));
}

async function ask(
  method: Route['method'],
  path: string,
  rest: Record<string, unknown>,
  options: CallOptions & { key: string },
): Promise<unknown> {
  const reads = method === 'GET';
  let response: Response;
  try {
    response = await fetch(reads ? path + query(rest) : path, {
      method,
      credentials: 'same-origin',
      headers: reads
        ? { accept: 'application/json' }
        : { 'content-type': 'application/json', 'idempotency-key': options.key },
      ...(reads ? {} : { body: JSON.stringify(rest) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem('offline', 0, '暂时连不上服务器。请检查网络后重试，您填写的内容仍在。');
  }
  if (response.status === 204) return undefined;
  if (!response.ok) throw await refusalOf(response);
  return response.json().catch(() => null);
}

/** What the server said when it said no. */
export async function refusalOf(response: Response): Promise<Problem> {
  const problem = ProblemBody.safeParse(await response.json().catch(() => null));
  if (!problem.success) return new Problem('server', response.status, '服务器暂时没有应答，请稍后再试。');
  const { code, status, title, fields, current } = problem.data;
  return new Problem(code, status, title, {
    ...(fields ? { fields } : {}),
    ...(current === undefined ? {} : { current }),
  });
}
