// T2: kill -9 of PostgreSQL with all its children, and immediate shutdowns: nothing acknowledged is lost, and the server lives on.
import { strikes } from '../durability/kills.ts';
import type { Trial } from '../trial.ts';

/** Every so manieth strike is an immediate shutdown. */
const QUIT_EVERY = 8;

export const trial: Trial = {
  id: 'T2',
  title: '数据库被强行终止，已确认的一件不丢，服务自行恢复',
  small: 2,
  full: 110,
  patience: 120_000,
  run: (stand) => {
    let server = 0;
    return strikes(stand, async (rig, n) => {
      server ||= rig.pid;
      await (n % QUIT_EVERY === QUIT_EVERY - 1 ? rig.quitDatabase() : rig.killDatabase());
      if (rig.pid !== server) throw new Error('the server did not live on');
    });
  },
  plants: [
    {
      name: '提交不等落盘',
      n: 10,
      patch: [
        {
          file: 'packages/kernel/db/embedded.ts',
          find: "jit: 'off',",
          replace: "jit: 'off', synchronous_commit: 'off', wal_writer_delay: '5s',",
        },
      ],
    },
    {
      name: '数据库停了不重新启动',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/db/postgres.ts',
          find: 'void this.#watch();',
          replace: '',
        },
      ],
    },
  ],
};
