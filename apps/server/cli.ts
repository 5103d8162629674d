// The command line: each command is loaded only when it is asked for, so that a parse starts at once.
const [command, ...args] = process.argv.slice(2);

/** Printed when nothing, or nothing known, was asked for. */
export const USAGE = `用法 Usage: npm run -s anlan -- <命令 command>
  parse FILE [--json]   读出通知里的任务和要求 read a notice
  text FILE             通知的规范文本 its normalised text
  init 本局全称         为空库建立本局和三位管理员 set up an empty store
  reset 账号            重置密码并解除动态口令 let somebody in again
  doctor [--release-ballast]
                        检查环境和数据；磁盘满时释放预留空间 check this installation
  backup DIR            备份内置数据库和附件 back up the embedded database and the files
  restore DIR [--to 时间]
                        恢复到空的数据目录 restore into an empty data folder
  audit verify [--folder DIR] [--key FILE]
                        核验审计、检查点和办结的记录 verify the audit
  city --scale small|city|province --seed N
                        在空库建立仿真城市 fill an empty store with a made-up city`;

async function run(): Promise<number> {
  switch (command) {
    case 'parse':
    case 'text': {
      const file = args.find((a) => !a.startsWith('--'));
      if (!file) return wrong('请写明文件，例如：npm run -s anlan -- parse 通知.docx');
      const notice = await import('@anlan/modules/directives/notice/cli.ts');
      return command === 'parse' ? notice.parseFile(file, { json: args.includes('--json') }) : notice.textFile(file);
    }
    case 'init':
      return (await import('./init.ts')).init(args);
    case 'reset':
      return (await import('./reset.ts')).reset(args);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(args);
    case 'backup':
      if (!args[0]) return wrong('请写明备份放在哪个目录，例如：npm run -s anlan -- backup /mnt/backup/anlan');
      return (await import('./backup.ts')).backup(args[0]);
    case 'restore':
      if (!args[0]) return wrong('请写明从哪个备份目录恢复，例如：npm run -s anlan -- restore /mnt/backup/anlan');
      return (await import('./backup.ts')).restoreFrom(args[0], valueOf(args, '--to'));
    case 'audit':
      if (args[0] === 'verify') return (await import('./verify.ts')).verifyAudit(args.slice(1));
      return wrong('请写：npm run -s anlan -- audit verify');
    case 'city':
      return (await import('./city/city.ts')).city(args);
    case undefined:
    case 'help':
    case '--help':
      console.log(USAGE);
      return 0;
    default:
      return wrong(`没有「${command}」这个命令。\n${USAGE}`);
  }
}

/** The word after `option`, `''` where it is the last. */
const valueOf = (words: string[], option: string) =>
  words.includes(option) ? (words[words.indexOf(option) + 1] ?? '') : undefined;

function wrong(sentence: string) {
  console.error(sentence);
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'Unready') throw error;
  console.error(error.message);
  process.exitCode = 2;
}
