// T32: whoever guesses gets ten tries in a quarter of an hour, a spray is slowed, and the officer on duty still gets in.
import { openAccess, signIn } from '@anlan/kernel/access';
import { Keyring, askOf } from '@anlan/kernel/testing';
import { world } from '../../world.ts';
import { PASSWORD, cookieOf, knock } from '../access/door.ts';
import type { Trial } from '../trial.ts';

const MINUTES = 15;
const MOST = 10;

export const trial: Trial = {
  id: 'T32',
  title: '猜密码：每个账号一刻钟至多十次，广撒网被放慢，值班人员照样能登录',
  small: 60,
  full: 10_000,
  patience: 120_000,
  async run({ n, roll, dir }) {
    const w = await world();
    const faults: string[] = [];
    const figures: Record<string, number> = {};
    try {
      // The officer on duty has a second factor.
      const keys = new Keyring(() => w.clock.now());
      const first = await knock(w, { account: 'pingding', password: PASSWORD });
      await keys.enrol(askOf(w.app), 'pingding', new Map(first.cookies));

      // One account, many passwords, each from an address of its own and many at once.
      const guesses = Math.min(n, 2_000);
      let [judged, lockedOut] = [0, 0];
      for (let from = 0; from < guesses; from += 20) {
        const said = await Promise.all(
          Array.from({ length: Math.min(20, guesses - from) }, (_, i) =>
            knock(
              w,
              { account: 'pingding', password: `guess-${roll()}` },
              `10.${(from + i) >> 8}.${(from + i) & 255}.7`,
            ),
          ),
        );
        judged += said.filter((s) => s.code === 'sign-in-refused').length;
        if (said.some((s) => s.status === 429 && !s.retryAfter)) faults.push('429 without Retry-After');
      }
      if (judged > MOST) faults.push(`${judged} passwords judged in ${MINUTES} minutes`);
      figures['judged'] = judged;

      // Now the door rests for strangers: right and wrong read alike, a known browser and a code still open it.
      const right = await knock(w, { account: 'pingding', password: PASSWORD }, '10.9.9.9');
      const wrong = await knock(w, { account: 'pingding', password: 'no' }, '10.9.9.8');
      if (right.body !== wrong.body) faults.push('while it rests, the right password reads unlike a wrong one');
      const coded = await knock(
        w,
        { account: 'pingding', password: PASSWORD, code: keys.code('pingding') },
        '10.9.9.7',
      );
      if (coded.status !== 200) faults.push(`the second factor does not open a resting door: ${coded.code}`);
      if (coded.status !== 200) lockedOut++;

      // Another officer has no second factor, but a browser that is known.
      const before = await knock(w, { account: 'yuxian', password: PASSWORD });
      for (let i = 0; i < MOST + 2; i++) await knock(w, { account: 'yuxian', password: `guess-${i}` }, `10.6.0.${i}`);
      const strange = await knock(w, { account: 'yuxian', password: PASSWORD }, '10.9.9.5');
      if (strange.status !== 429) faults.push(`the door does not rest for strangers: ${strange.status}`);
      const carried = cookieOf(new Map([['device', before.cookies.get('device') ?? '']]));
      const known = await knock(w, { account: 'yuxian', password: PASSWORD }, '10.9.9.6', carried);
      if (known.status !== 200) faults.push(`a known browser is locked out: ${known.code}`);
      if (known.status !== 200) lockedOut++;

      // Codes are guessed no better: ten after the right password.
      let coding = 0;
      for (let i = 0; i < 15; i++) {
        const said = await knock(w, { account: 'pingding', password: PASSWORD, code: '000000' }, `10.8.0.${i}`);
        if (said.status === 200) coding++;
      }
      if (coding > 0) faults.push(`${coding} invented codes opened the door`);

      // Many accounts, one password, one address: the waits are counted, not waited for.
      let [waited, at] = [0, w.clock.now().getTime()];
      const began = at;
      const access = openAccess(w.database, { now: () => new Date(at) }, `${dir}/secrets`, {
        pause: async (ms) => {
          waited += ms;
          at += ms;
        },
      });
      let tried = 0;
      const sprayed = Math.min(n, 3_000);
      for (let i = 0; i < sprayed; i++) {
        const said = await signIn(
          access,
          { login: `ren${i}`, password: 'Anlan-2026' },
          { agent: '', address: '10.7.7.7' },
        ).catch((e: { code: string }) => e.code);
        if (said === 'sign-in-refused') tried++;
      }
      const minutes = (at - began) / 60_000;
      // Thirty at once, then two a minute: the allowance of an address.
      if (tried > 30 + 2 * minutes + 1) faults.push(`${tried} accounts tried from one address in ${minutes} minutes`);
      Object.assign(figures, { guesses, sprayed, tried, waitedS: Math.round(waited / 1000), lockedOut });
    } finally {
      await w.close();
    }
    return { faults, figures };
  },
  plants: [
    {
      name: '不计次数',
      patch: [
        {
          file: 'packages/kernel/access/tries.ts',
          find: 'return failed > TRIES ?',
          replace: 'return failed > TRIES * 1e6 ?',
        },
      ],
    },
    {
      name: '认识的浏览器不单独计数',
      patch: [
        {
          file: 'packages/kernel/access/sign-in.ts',
          find: 'const gate = gates.password(login, device);',
          replace: 'const gate = gates.password(login, null);',
        },
      ],
    },
    {
      name: '广撒网不放慢',
      patch: [
        {
          file: 'packages/kernel/access/sign-in.ts',
          find: 'if (stranger !== null) access.pace.failed(stranger);',
          replace: '',
        },
      ],
    },
  ],
};
