// T18: whatever a file calls itself and whatever it holds, it is kept under its hash and goes out as something to save.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { filesIn, rawGets, worldIn } from '../files/raw.ts';
import { packed } from '../files/zip.ts';
import type { Trial } from '../trial.ts';

const SCRIPT = '<script>document.title="ran";fetch("/ran")</script>';
const html = Buffer.from(`<!doctype html><meta charset=utf-8><p>一${SCRIPT}<img src=x onerror="fetch('/ran')">`);
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('/ran')">${SCRIPT}</svg>`);
const js = Buffer.from('fetch("/ran")');
const pdfJs = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);
const mhtml = Buffer.from(
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n${SCRIPT}\r\n--x--`,
);

/** Contents that run somewhere, and the names they come under. */
async function files(): Promise<{ name: string; bytes: Buffer }[]> {
  const jpeg = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
  const gif = Buffer.from('GIF89a/*', 'latin1');
  const gifar = Buffer.concat([gif, Buffer.alloc(32), packed([{ name: 'META-INF/MANIFEST.MF', bytes: js }])]);
  const contents = [
    html,
    svg,
    js,
    pdfJs,
    mhtml,
    gifar,
    Buffer.concat([jpeg, html]),
    Buffer.concat([gif, Buffer.from(`*/=1;${SCRIPT}`)]),
  ];
  const names = [
    'a.html',
    'a.svg',
    'a.mhtml',
    'a.js',
    'a.pdf',
    'a.jpg',
    'a.gif',
    'a.jpg.html',
    'a.html.jpg',
    'a.txt',
    'a',
    '.htaccess',
    'a.php.jpg',
    'a.xhtml',
  ];
  const odd = [
    '../../../../etc/passwd.txt',
    '..\\..\\windows\\a.txt',
    '/etc/cron.d/a.txt',
    'a\0.html',
    'a.html\0.jpg',
    'a\u202egpj.html',
    `${'长'.repeat(300)}.txt`,
    `${'a'.repeat(255)}.html`,
    'CON.txt',
    'a\r\nset-cookie: x=1.txt',
    'a";filename="b.html',
    '．．／a.txt',
    ' .txt',
    '....//a.txt',
    '%2e%2e%2fa.txt',
    "a'*;.txt",
  ];
  return [
    ...names.flatMap((name) => contents.map((bytes, i) => ({ name: `${i}${name}`, bytes }))),
    ...odd.map((name, i) => ({ name, bytes: Buffer.concat([html, Buffer.from(`${i}`)]) })),
    {
      name: 'link.zip',
      bytes: packed([
        { name: 'a', bytes: Buffer.from('/etc/passwd'), stored: true, link: true },
        { name: '../../a', bytes: js },
      ]),
    },
  ];
}

/** How many scripts Chromium runs when it is led to each answer, as a page and inside one. */
async function ran(answers: readonly { headers: Record<string, unknown>; body: Buffer }[]): Promise<number> {
  let calls = 0;
  const server = createServer((request, reply) => {
    const n = Number(/^\/(\d+)/.exec(request.url ?? '')?.[1] ?? -1);
    if (request.url === '/ran') calls += 1;
    if (request.url === '/page')
      return reply
        .setHeader('content-type', 'text/html')
        .end(
          answers
            .map((_, i) => `<iframe src="/${i}"></iframe><embed src="/${i}"><script src="/${i}"></script>`)
            .join(''),
        );
    const answer = answers[n];
    if (!answer) return reply.writeHead(404).end();
    for (const [key, value] of Object.entries(answer.headers))
      if (/^content-(type|disp|sec)|^x-content/.test(key)) reply.setHeader(key, String(value));
    return reply.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: process.env.ANLAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    for (const i of answers.keys()) await page.goto(`${at}/${i}`).catch(() => {});
    await page.goto(`${at}/page`).catch(() => {});
    await page.waitForTimeout(2000);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  return calls;
}

export const trial: Trial = {
  id: 'T18',
  title: '伪装的类型和名称：按内容另存，只能下载，不会执行',
  small: 60,
  full: 200,
  needs: ['chromium'],
  async run({ n, full, roll, dir }) {
    const w = await worldIn(dir);
    const faults: string[] = [];
    const given: { headers: Record<string, unknown>; body: Buffer }[] = [];
    let taken = 0;
    try {
      const person = await w.as('pingding');
      const get = await rawGets(w, 'pingding');
      const all = await files();
      const chosen = n >= all.length ? all : all.toSorted(() => roll() - 0.5).slice(0, n);
      const hashes = new Set<string>();
      for (const { name, bytes } of chosen) {
        const file = await person.upload(name, bytes).catch((error: { refusal: { status: number } }) => {
          if (error.refusal.status >= 500) faults.push(`${JSON.stringify(name)}: ${error.refusal.status}`);
          return null;
        });
        if (!file) continue;
        taken += 1;
        hashes.add(file.sha256);
        const said = file as unknown as { name: string };
        if (/[/\\\0\r\n"\u202e]/.test(said.name) || Buffer.byteLength(said.name) > 800 || said.name.startsWith('.'))
          faults.push(`the name ${JSON.stringify(said.name)} was kept`);
        const answer = await get(`/api/files/${file.id}`);
        const header = (key: string) => String(answer.headers[key] ?? '');
        if (!header('content-disposition').startsWith('attachment')) faults.push(`${name} is shown, not saved`);
        if (header('x-content-type-options') !== 'nosniff') faults.push(`${name} may be sniffed`);
        if (!/\bsandbox\b/.test(header('content-security-policy'))) faults.push(`${name} is not sandboxed`);
        if (/[\r\n\0]/.test(header('content-disposition'))) faults.push(`${name} breaks the header`);
        if (!bytes.equals(answer.rawPayload)) faults.push(`${name} came back as something else`);
        given.push({ headers: answer.headers, body: answer.rawPayload });
      }
      const kept = filesIn(dir).filter((path) => path.includes('/files/'));
      for (const path of kept)
        if (!/\/files\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/.test(path)) faults.push(`${path} is no place in the store`);
      if (kept.length !== hashes.size) faults.push(`${kept.length} files in the store, ${hashes.size} taken`);
    } finally {
      await w.close();
    }
    const scripts = full ? await ran(given) : 0;
    if (scripts) faults.push(`${scripts} scripts ran`);
    return { faults, figures: { files: n, taken, ...(full ? { scripts } : {}) } };
  },
  plants: [
    {
      name: '直接显示，不作附件',
      patch: [
        {
          file: 'packages/kernel/file/download.ts',
          find: "disposition('attachment', file.name)",
          replace: "disposition('inline', file.name)",
        },
      ],
    },
    {
      name: '不加沙箱',
      patch: [
        {
          file: 'packages/kernel/file/download.ts',
          find: "default-src 'none'; sandbox",
          replace: "default-src 'none'",
        },
      ],
    },
    {
      name: '照收名称里的控制字符和方向符',
      patch: [{ file: 'packages/kernel/file/name.ts', find: ".replace(UNSEEN, '')", replace: '' }],
    },
  ],
};
