// Every error leaves as problem+json: our own refusals in their words, everything else in a sentence that gives nothing away.
import { Problem } from '@anlan/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Broken, Busy, NotCommitted, sqlState } from '../db/index.ts';
import { diskFull } from '../disk/index.ts';

/** What PostgreSQL refused, in the reader's words; null where it is a defect of ours. */
function fromDatabase(error: unknown): Problem | null {
  if (error instanceof Busy || error instanceof Broken || error instanceof NotCommitted)
    return new Problem('busy', 503, '系统正忙，请几秒后再试。您填写的内容没有丢失。');
  switch (sqlState(error)) {
    case '42501':
      return new Problem('out-of-scope', 403, '这个单位不在您的管理范围内，请重新选择单位。');
    case '53100':
      return diskFull();
    // NUL and halves of characters, days and numbers beyond what can be kept, texts that are no identity.
    case '22021':
    case '22P05':
    case '22P02':
    case '22003':
    case '22007':
    case '22008':
      return new Problem('invalid', 400, '填写的内容里有不能保存的字符、日期或数字，请检查后重新填写。');
    case '23503':
      return new Problem('unknown-reference', 400, '选择的单位、人员或文件不存在，请刷新页面后重新选择。');
    case '57014':
      return new Problem('too-slow', 503, '查询的范围太大，请缩小范围后再试。');
    case '40001':
    case '40P01':
      return new Problem('busy', 503, '有人正在同时办理，请再试一次。');
    default:
      return null;
  }
}

function fromFastify(error: FastifyError): Problem | null {
  if (error.statusCode === 413) return new Problem('too-large', 413, '提交的内容太大，请分次提交，或压缩附件后再试。');
  if (error.statusCode === 415) return new Problem('media-type', 415, '提交的格式不对，请刷新页面后重试。');
  if (error.statusCode === 429) return new Problem('too-many', 429, '操作太频繁，请稍等一分钟再试。');
  if (error.statusCode && error.statusCode < 500)
    return new Problem('invalid', error.statusCode, '提交的内容有误，请刷新页面后重试。');
  return null;
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : (fromDatabase(error) ??
      fromFastify(error as FastifyError) ??
      new Problem('server', 500, '系统出了差错，已经记录下来。请稍后再试，仍不行请联系系统管理员。'));

export function answerProblem(reply: FastifyReply, problem: Problem) {
  if (problem.status === 503 || problem.status === 429)
    void reply.header('retry-after', String(problem.retryAfter ?? 5));
  return reply.code(problem.status).type('application/problem+json').send(problem.body());
}

export function installErrors(app: FastifyInstance) {
  app.setErrorHandler((error, request: FastifyRequest, reply) => {
    const problem = asProblem(error);
    // A refusal of our own says all there is; written down by the thousand it would only add to the load.
    if (problem.status >= 500 && error !== problem) request.log.error({ err: error }, problem.code);
    return answerProblem(reply, problem);
  });
}
