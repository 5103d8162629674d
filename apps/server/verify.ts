// `anlan audit verify`: walks the audit chain and names the first line that does not fit.
import { verify } from '@anlan/kernel/audit';
import { readConfig } from './config.ts';
import { withStore } from './connect.ts';

/** @returns 0 when the chain holds, 1 when it does not. */
export async function verifyAudit(): Promise<number> {
  const verdict = await withStore(readConfig(process.env), ({ workerUrl }) => verify(workerUrl));
  if (verdict.ok) console.log(`审计链完整，共 ${verdict.rows} 条，末条校验值 ${verdict.head.hash}。`);
  else console.error(`审计链在第 ${verdict.seq} 条不符：${verdict.why}`);
  return verdict.ok ? 0 : 1;
}
