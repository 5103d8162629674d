// One kind of refusal for the whole product: a code, a status and a sentence that says what to do (RFC 9457).
import { z } from 'zod';

/** A field at fault and what to do about it; `path` is dotted, as in the request body. */
export type Fault = { path: string; message: string };

/** The body of every refusal, `application/problem+json`. */
export const ProblemBody = z.object({
  type: z.string(),
  code: z.string(),
  status: z.int(),
  title: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What the server holds now, where the refusal is a conflict of versions. */
  current: z.unknown().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** A refusal on its way to the reader. `title` is the Chinese sentence the reader sees. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Fault[] | undefined;
  readonly current: unknown;
  /** Seconds after which asking again may help. */
  readonly retryAfter: number | undefined;
  constructor(
    code: string,
    status: number,
    title: string,
    more: { fields?: Fault[]; current?: unknown; retryAfter?: number } = {},
  ) {
    super(title);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.fields = more.fields;
    this.current = more.current;
    this.retryAfter = more.retryAfter;
  }

  body(): ProblemBody {
    return {
      type: `urn:anlan:${this.code}`,
      code: this.code,
      status: this.status,
      title: this.message,
      ...(this.fields ? { fields: this.fields } : {}),
      ...(this.current === undefined ? {} : { current: this.current }),
    };
  }
}

/** The same answer for what does not exist and what the reader may not see. */
export const missing = () => new Problem('not-found', 404, '没有找到。它可能不存在，或不在您的查看范围内。');

export const forbidden = (what: string) =>
  new Problem('forbidden', 403, `您的岗位没有「${what}」的权限。需要时请联系本单位负责人或安全监管科。`);

export const conflict = (current: unknown) =>
  new Problem('version-conflict', 409, '这条记录刚被别人改过。请核对最新内容后再保存，您填写的内容仍在。', { current });

export const invalid = (fields: Fault[]) =>
  new Problem('invalid', 400, fields[0] ? fields[0].message : '填写的内容有误，请核对。', { fields });
