// T1: kill -9 of the server while people write records with files: what was acknowledged is there, whole and once.
import { strikes } from '../durability/kills.ts';
import type { Trial } from '../trial.ts';

export const trial: Trial = {
  id: 'T1',
  title: '服务进程被强行终止，已确认的登记和附件一件不丢',
  small: 2,
  full: 80,
  patience: 120_000,
  run: (stand) => strikes(stand, (rig) => rig.killServer()),
  plants: [
    {
      name: '先答复，后提交',
      n: 12,
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: 'return await ctx.db.transaction().execute(async (trx) => {',
          replace: 'return await new Promise((early, late) => void ctx.db.transaction().execute(async (trx) => {',
        },
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: '      return answer;\n    });\n  } catch',
          replace:
            '      early(answer);\n      await new Promise((wait) => setTimeout(wait, 150));\n      return answer;\n    }).then(early, late));\n  } catch',
        },
      ],
    },
    {
      name: '不认提交编号',
      n: 8,
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: "await first(trx, trx.insertInto('op').values(claim));",
          replace: '',
        },
      ],
    },
  ],
};
