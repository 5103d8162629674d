// T25: no page of another origin makes anything happen in the name of whoever is signed in.
import { v7 } from 'uuid';
import { world } from '../../world.ts';
import { made } from '../leak/made.ts';
import { request, surface } from '../leak/surface.ts';
import { type Ask, type Visitor, comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

const HOST = 'localhost';
const FORM = 'application/x-www-form-urlencoded';
const edge = 'edge';
const MULTIPART = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--${edge}--\r\n`;

type Trick = { name: string; send(ask: Ask): Ask };
const from = (name: string, headers: Record<string, string>): Trick => ({
  name,
  send: (ask) => ({ ...ask, headers: { ...ask.headers, host: HOST, ...headers } }),
});
/** Without the key and the type that make a browser ask first. */
const simple = (name: string, type: string, raw: string, more: Record<string, string> = {}): Trick => ({
  name,
  send: (ask) => ({
    ...ask,
    method: 'POST',
    raw,
    simple: true,
    headers: { host: HOST, 'content-type': type, ...more },
  }),
});

const TRICKS: readonly Trick[] = [
  from('foreign origin', { origin: 'https://elsewhere.example' }),
  from('null origin', { origin: 'null' }),
  from('no URL', { origin: 'elsewhere' }),
  from('empty origin', { origin: '' }),
  from('like ours', { origin: `https://${HOST}.elsewhere.example` }),
  from('ours as user', { origin: `https://${HOST}@elsewhere.example` }),
  from('other port', { origin: `http://${HOST}:8081` }),
  from('file', { origin: 'file://' }),
  from('cross-site', { 'sec-fetch-site': 'cross-site' }),
  from('same-site', { 'sec-fetch-site': 'same-site' }),
  from('unknown site', { 'sec-fetch-site': 'anything' }),
  simple('no-cors text', 'text/plain', '{"title":"x"}', { origin: 'https://elsewhere.example' }),
  simple('form post', FORM, 'title=x', { origin: 'null' }),
  simple('multipart', `multipart/form-data; boundary=${edge}`, MULTIPART, { 'sec-fetch-site': 'cross-site' }),
  simple('silent text', 'text/plain', '{"title":"x"}'),
  simple('silent form', FORM, 'title=x'),
  simple('silent multipart', `multipart/form-data; boundary=${edge}`, MULTIPART),
];

/** A read that says it is a write changes nothing: there is no such door. */
const overrides = (ask: Ask): Ask[] => [
  { method: 'GET', url: ask.url, headers: { 'x-http-method-override': ask.method } },
  { method: 'GET', url: `${ask.url}${ask.url.includes('?') ? '&' : '?'}_method=${ask.method}` },
];

export const trial: Trial = {
  id: 'T25',
  title: '别的网站发来的请求一律不生效',
  small: 3,
  full: 1_000,
  async run({ n, roll }) {
    const w = await world();
    const faults: string[] = [];
    let sent = 0;
    try {
      const anjian = await comes(w, 'anjian');
      const doors = (await surface(w)).filter((d) => d.method !== 'GET');
      const state = async () => {
        const tables = ['op', 'session', 'file', 'record', 'timeline'] as const;
        const counts = tables.map((table) =>
          w.system.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow(),
        );
        return (await Promise.all(counts)).map((c) => c.n).join(' ');
      };
      const try1 = async (who: Visitor, ask: Ask, name: string, accepted: (status: number) => boolean) => {
        sent++;
        const { status } = await who.ask(ask);
        if (status >= 500 || status === 401 || accepted(status))
          faults.push(`${name}: ${ask.method} ${ask.url}: ${status}`);
      };
      const before = await state();
      for (const door of doors) {
        const values = made(door.shape, roll) as Record<string, unknown>;
        const ask = request(door, { ...values, ...Object.fromEntries(door.params.map((p) => [p, v7()])) });
        const tricks = n >= TRICKS.length ? TRICKS : TRICKS.filter(() => roll() < n / TRICKS.length);
        for (const trick of tricks)
          await try1(anjian, trick.send(ask), trick.name, (s) => ![400, 403, 404, 415].includes(s));
        for (const over of overrides(ask)) await try1(anjian, over, 'override', () => false);
      }
      if ((await state()) !== before) faults.push('something was written');
      return { faults, figures: { routes: doors.length, tricks: TRICKS.length + 2, sent, accepted: faults.length } };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '不看请求来自哪个网站',
      n: 6,
      patch: [
        {
          file: 'packages/kernel/http/mount.ts',
          find: "if (method !== 'GET') sameOrigin(request);",
          replace: '',
        },
      ],
    },
  ],
};
