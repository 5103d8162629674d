// Is it alive, is it ready, and what does it measure: for whoever runs it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { systemMember } from '../ctx/index.ts';
import { workerSilence } from '../job/index.ts';
import { scannerState } from '../file/index.ts';
import type { Kernel } from './kernel.ts';

/** Bytes left, and 1 while writes are refused. */
function diskLines({ disk }: Kernel): string[] {
  if (!disk) return [];
  const { free, full } = disk.state();
  return [
    '# TYPE anlan_disk_free_bytes gauge',
    `anlan_disk_free_bytes ${free}`,
    '# HELP anlan_disk_full 1 is an alarm: nothing more is taken in',
    '# TYPE anlan_disk_full gauge',
    `anlan_disk_full ${Number(full)}`,
  ];
}

/** Milliseconds in which the database must answer for its figures to be told. */
const ANSWER_MS = 1_000;

/** What waits for the scanner; nothing while the database is silent, when the other figures are needed most. */
async function scannerLines({ system }: Kernel): Promise<string[]> {
  const silent = sleep(ANSWER_MS, null, { ref: false });
  const scanner = await Promise.race([scannerState(system).catch(() => null), silent]);
  if (!scanner) return [];
  return [
    '# TYPE anlan_scanner_configured gauge',
    `anlan_scanner_configured ${Number(scanner.configured)}`,
    '# TYPE anlan_files_waiting_for_scan gauge',
    `anlan_files_waiting_for_scan ${scanner.pending}`,
  ];
}

export function mountHealth(app: FastifyInstance, kernel: Kernel) {
  const counts = new Map<string, number>();
  const seconds = { sum: 0, count: 0 };
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook('onClose', async () => delay.disable());
  app.addHook('onResponse', async (request, reply) => {
    const key = `method="${request.method}",status="${reply.statusCode}"`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    seconds.sum += reply.elapsedTime / 1000;
    seconds.count++;
  });
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_, reply) => {
    try {
      await sql`select 1`.execute(kernel.system.as(systemMember('ready').actor));
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'database' });
    }
  });
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    const lines = [
      '# TYPE anlan_requests_total counter',
      ...[...counts].map(([key, n]) => `anlan_requests_total{${key}} ${n}`),
      '# TYPE anlan_request_seconds summary',
      `anlan_request_seconds_sum ${seconds.sum}`,
      `anlan_request_seconds_count ${seconds.count}`,
      ...diskLines(kernel),
      '# TYPE anlan_resident_bytes gauge',
      `anlan_resident_bytes ${process.memoryUsage().rss}`,
      ...(await scannerLines(kernel)),
      '# HELP anlan_worker_silent_seconds 60 and more is an alarm: reminders and what follows a deed are late',
      '# TYPE anlan_worker_silent_seconds gauge',
      `anlan_worker_silent_seconds ${workerSilence().toFixed(1)}`,
      '# TYPE anlan_event_loop_delay_seconds gauge',
      `anlan_event_loop_delay_seconds{quantile="0.99"} ${delay.percentile(99) / 1e9}`,
    ];
    return reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
}
