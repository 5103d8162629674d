// T19: documents that point outside are read without anybody being called and without any file of the server being told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { imports } from '@anlan/modules/imports/contract.ts';
import { papers } from '@anlan/modules/papers/contract.ts';
import { world } from '../../world.ts';
import { docx, ofd, packed, xlsx } from '../files/zip.ts';
import type { Trial } from '../trial.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const SECRET = 'canary-4711-canary';
type Sample = { name: string; bytes: Buffer };

/** Every way of pointing to `to`, in every kind of document that is read. */
function samples(to: string, n: number): Sample[] {
  const types = [
    `<!DOCTYPE a [<!ENTITY x SYSTEM "${to}">]>`,
    `<!DOCTYPE a [<!ENTITY % p SYSTEM "${to}"> %p;]>`,
    `<!DOCTYPE a SYSTEM "${to}">`,
    `<!DOCTYPE a PUBLIC "-//x" "${to}">`,
  ];
  const relation = (type: string) => ({
    name: 'word/_rels/document.xml.rels',
    bytes: Buffer.from(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${to}" TargetMode="External"/></Relationships>`,
    ),
  });
  const body = (inside: string) =>
    `<w:document ${W}><w:body><w:p><w:r><w:t>一、第${n}份 ${inside}</w:t></w:r></w:p></w:body></w:document>`;
  const page = `<p>第${n}份</p><img src="${to}"><link rel=stylesheet href="${to}"><iframe src="${to}"></iframe><object data="${to}"></object><meta http-equiv=refresh content="0;url=${to}"><style>@import url(${to});</style>`;
  return [
    ...types.flatMap((type, i) => [
      { name: `${i}.docx`, bytes: docx(`<?xml version="1.0"?>${type}${body('&x;')}`) },
      {
        name: `${i}.xlsx`,
        bytes: xlsx(
          `<?xml version="1.0"?>${type}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="str"><v>&x;</v></c></row></sheetData></worksheet>`,
        ),
      },
      { name: `${i}.ofd`, bytes: ofd(`<?xml version="1.0"?>${type}<Page><TextCode>&x;</TextCode></Page>`) },
      { name: `${i}.html`, bytes: Buffer.from(`${type}<p>第${n}份 &x;</p>`) },
      {
        name: `${i}.svg`,
        bytes: Buffer.from(
          `<?xml version="1.0"?>${type}<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`,
        ),
      },
    ]),
    ...['attachedTemplate', 'image', 'hyperlink', 'oleObject', 'frame'].map((type) => ({
      name: `${type}.docx`,
      bytes: docx(body(type), [relation(type)]),
    })),
    {
      name: 'field.docx',
      bytes: docx(body('').replace('<w:t>', `<w:instrText>INCLUDETEXT "${to}"</w:instrText><w:t>`)),
    },
    {
      name: 'include.docx',
      bytes: docx(
        `<w:document ${W} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${to}" parse="text"/></w:document>`,
      ),
    },
    {
      name: 'link.xlsx',
      bytes: xlsx(
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>WEBSERVICE("${to}")</f><v>1</v></c></row></sheetData></worksheet>`,
      ),
    },
    { name: 'page.html', bytes: Buffer.from(page) },
    { name: 'page.md', bytes: Buffer.from(`第${n}份 ![图](${to}) [链](${to}) ${page}`) },
    {
      name: 'image.svg',
      bytes: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${to}"/><use href="${to}#a"/></svg>`,
      ),
    },
    { name: 'picture.jpg', bytes: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${to}"/></svg>`) },
    {
      name: 'call.pdf',
      bytes: Buffer.from(
        `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(${to})>>>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents<</F(${to})/FFilter/FlateDecode/Length 0>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
      ),
    },
    { name: 'link.zip', bytes: packed([{ name: 'a', bytes: Buffer.from(to), link: true, stored: true }]) },
  ];
}

export const trial: Trial = {
  id: 'T19',
  title: '文件里的外部引用：不访问网络，不读服务器上的文件',
  small: 8,
  full: 76,
  patience: 180_000,
  async run({ n, dir, roll }) {
    let hits = 0;
    const canary = createServer((_, reply) => {
      hits += 1;
      reply.end(SECRET);
    });
    await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
    mkdirSync(join(dir, 'canary'));
    const secret = join(dir, 'canary', 'secret.txt');
    writeFileSync(secret, SECRET);
    const w = await world();
    const faults: string[] = [];
    let told = 0;
    let opened = 0;
    try {
      const person = await w.as('anjian');
      const table = (await person.call(imports.routes.specs, {})).items[0]!.key;
      const web = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/x`;
      const all = [...samples(web, 1), ...samples(`file://${secret}`, 2)].toSorted(() => roll() - 0.5);
      for (const { name, bytes } of all.slice(0, n)) {
        const file = await person.upload(name, bytes).catch(() => null);
        if (!file) continue;
        opened += 1;
        const answers = [
          await person.send('POST', '/api/directives', { fileId: file.id, door: 'received' }),
          await person.send('POST', '/api/imports', { spec: table, fileId: file.id }),
          await person.send('POST', papers.routes.check.path, { fileId: file.id }),
          await person.send('POST', papers.routes.openScan.path, { fileId: file.id }),
          await person.send('GET', `/api/files/${file.id}?width=160`),
        ];
        const record = answers[0]!.body as { id?: string };
        if (record.id) answers.push(await person.send('GET', `/api/directives/${record.id}/draft`));
        for (const [door, { status, body }] of answers.entries()) {
          if (status >= 500 || status === 403) faults.push(`${name} at door ${door}: ${status}`);
          if (JSON.stringify(body).includes(SECRET)) told += 1;
        }
        if (record.id && /^[01]\.docx$/.test(name) && !JSON.stringify(answers[0]!.body).includes('unread'))
          faults.push(`${name} was read in spite of its DOCTYPE`);
      }
    } finally {
      await w.close();
      canary.close();
    }
    if (hits) faults.push(`${hits} calls to the canary`);
    if (told) faults.push(`${told} answers hold the server's file`);
    return { faults, figures: { files: n, opened, hits, told } };
  },
  plants: [
    {
      name: '收下带 DOCTYPE 的文件',
      n: 76,
      patch: [
        {
          file: 'modules/directives/notice/read/xml.ts',
          find: "throw new NoticeError('doctype');",
          replace: 'return;',
        },
        {
          file: 'modules/directives/notice/read/xml.ts',
          find: "throw new NoticeError('damaged');\n  });",
          replace: 'return;\n  });',
        },
      ],
    },
  ],
};
