// `anlan audit verify`: walks the audit, holds it against every checkpoint kept outside and the business rows it sealed.
import { existsSync, readFileSync } from 'node:fs';
import { type Kept, joined, keptOutside, openKey, readFolder, verify } from '@anlan/kernel/audit';
import { Unready } from '@anlan/kernel/db';
import { closedKinds } from '@anlan/kernel/record';
import { readConfig } from './config.ts';
import { withStore } from './connect.ts';
import { asSystem } from './contents.ts';
import { loadServers } from './modules.ts';

/** Every value given for an option, `--folder A --folder B`. */
const given = (args: readonly string[], option: string) =>
  args.flatMap((arg, i) => (args[i - 1] === option ? [arg] : []));

/** `--folder` adds checkpoints kept elsewhere, `--key` trusts another public key. @returns 0 when everything holds, 1 when not. */
export async function verifyAudit(args: readonly string[]): Promise<number> {
  const config = readConfig(process.env);
  const trusted = given(args, '--key').map(pem);
  if (existsSync(`${config.dir}/secrets/audit-key`)) trusted.push(openKey(config.dir).publicKey);
  const elsewhere = await Promise.all(given(args, '--folder').map(folder));
  const closed = closedKinds(await loadServers());
  const verdict = await withStore(config, async ({ workerUrl }) => {
    const here = await asSystem(workerUrl, 'verify', ({ db }) => keptOutside({ db }, config.dir));
    return verify(workerUrl, { kept: joined([here, ...elsewhere]), trusted, closed });
  });
  if (verdict.ok)
    console.log(
      `审计完整：共 ${verdict.rows} 条，与库外的 ${verdict.heads} 个检查点和办结的记录全部相符，末条校验值 ${verdict.head.hash}。`,
    );
  else console.error(`审计在第 ${verdict.seq} 条不符：${verdict.why}`);
  return verdict.ok ? 0 : 1;
}

function pem(file: string): string {
  if (!existsSync(file)) throw new Unready(`没有找到公钥文件 ${file}，请核对路径。`);
  return readFileSync(file, 'utf8');
}

async function folder(dir: string): Promise<Kept> {
  if (!existsSync(dir)) throw new Unready(`没有找到检查点文件夹 ${dir}，请核对路径。`);
  return readFolder(dir);
}
