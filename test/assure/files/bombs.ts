// Files made to exhaust whoever opens them: packages, workbooks, XML, pictures, PDFs and pages of text.
import { deflateSync } from 'node:zlib';
import { docx, ofd, packed, xlsx } from './zip.ts';

/** Where a file is opened after it was uploaded. */
export type Door = 'notice' | 'table' | 'small' | 'scan' | 'layout';
/** `make` gives its bytes. */
export type Bomb = { name: string; make: () => Buffer; doors: readonly Door[] };

const MB = 1024 * 1024;
const zeros = (megabytes: number) => Buffer.alloc(megabytes * MB);
const text = (words: string) => Buffer.from(words);
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const LAUGHS = `<!DOCTYPE a [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>`;
const QUADRATIC = `<!DOCTYPE a [<!ENTITY a "${'哈'.repeat(50_000)}">]>`;
const nested = (tag: string, deep: number) => `<${tag}>`.repeat(deep) + `</${tag}>`.repeat(deep);
const document = (inside: string, before = '') =>
  `<?xml version="1.0"?>${before}<w:document ${W}><w:body>${inside}</w:body></w:document>`;
const sheet = (rows: string, before = '') =>
  `<?xml version="1.0"?>${before}<worksheet ${S}><sheetData>${rows}</sheetData></worksheet>`;
const word: readonly Door[] = ['notice', 'layout'];
const table: readonly Door[] = ['table'];

/** A package in a package, so many deep. */
const russian = (deep: number): Buffer =>
  deep === 0 ? packed([{ name: 'a', bytes: zeros(20) }]) : packed([{ name: 'a.zip', bytes: russian(deep - 1) }]);

function packages(): Bomb[] {
  const [flat, one] = [zeros(50), zeros(1)];
  return [
    { name: 'flat.docx', make: () => docx(flat), doors: word },
    { name: 'flat.xlsx', make: () => xlsx(flat), doors: table },
    { name: 'flat.zip', make: () => packed([{ name: 'a', bytes: flat }]), doors: [] },
    {
      name: 'flat-beside.docx',
      make: () => docx(document(''), [{ name: 'word/media/a.png', bytes: flat }]),
      doors: word,
    },
    { name: 'nested.zip', make: () => russian(6), doors: [] },
    { name: 'nested.docx', make: () => docx(russian(6)), doors: word },
    {
      name: 'lying-small.docx',
      make: () => packed([{ name: 'word/document.xml', bytes: flat, claimed: 100 }]),
      doors: word,
    },
    {
      name: 'lying-large.docx',
      make: () => packed([{ name: 'word/document.xml', bytes: text('<a/>'), claimed: 0xffff_fff0 }]),
      doors: word,
    },
    {
      name: 'lying.xlsx',
      make: () => xlsx('<a/>', [{ name: 'xl/sharedStrings.xml', bytes: flat, claimed: 10 }]),
      doors: table,
    },
    {
      name: 'overlapping.docx',
      make: () =>
        packed(
          Array.from({ length: 1500 }, (_, i) => ({ name: i ? `word/${i}.xml` : 'word/document.xml', bytes: one })),
          { overlap: true },
        ),
      doors: word,
    },
    {
      name: 'many.zip',
      make: () =>
        packed(Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}`, bytes: Buffer.alloc(0), stored: true }))),
      doors: [],
    },
    {
      name: 'many.xlsx',
      make: () =>
        xlsx(
          '<a/>',
          Array.from({ length: 20_000 }, (_, i) => ({ name: `xl/${i}.xml`, bytes: text('<a/>'), stored: true })),
        ),
      doors: table,
    },
    { name: 'flat.ofd', make: () => ofd('x'.repeat(50 * MB)), doors: ['notice'] },
  ];
}

function workbooks(roll: () => number): Bomb[] {
  const row = (n: number) =>
    `<row r="${n}">${Array.from({ length: 100 }, () => `<c><v>${Math.floor(roll() * 1e9)}</v></c>`).join('')}</row>`;
  const million = () => sheet(Array.from({ length: 10_000 }, (_, i) => row(i + 1)).join(''));
  const shared = (length: number) => ({
    name: 'xl/sharedStrings.xml',
    bytes: text(
      `<sst ${S} count="1" uniqueCount="1"><si><t>${Array.from({ length }, () => roll().toString(36)[3]).join('')}</t></si></sst>`,
    ),
  });
  // Spelt out so that it does not pack like a bomb.
  const cells = () =>
    Array.from({ length: 5000 }, (_, i) => {
      const line = [...'ABCD'].map((column) => `<c r="${column}${i + 1}" t="s"><v>0</v></c>`);
      return `<row r="${i + 1}">${line.join('')}</row>`;
    }).join('');
  const far = () =>
    Array.from(
      { length: 6000 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>${Math.floor(roll() * 1e9)}</v></c></row>`,
    );
  return [
    { name: 'million-cells.xlsx', make: () => xlsx(million()), doors: table },
    { name: 'shared-string.xlsx', make: () => xlsx(sheet(cells()), [shared(400_000)]), doors: table },
    { name: 'far-column.xlsx', make: () => xlsx(sheet(far().join(''))), doors: table },
    {
      name: 'last-row.xlsx',
      make: () => xlsx(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
      doors: table,
    },
    {
      name: 'merged.xlsx',
      make: () =>
        xlsx(
          sheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
            '</sheetData>',
            '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
          ),
        ),
      doors: table,
    },
    { name: 'deep.xlsx', make: () => xlsx(sheet(nested('row', 200_000))), doors: table },
    {
      name: 'laughs.xlsx',
      make: () => xlsx(sheet('<row r="1"><c t="str"><v>&j;</v></c></row>', LAUGHS)),
      doors: table,
    },
    { name: 'quadratic.xlsx', make: () => xlsx(sheet('&a;'.repeat(20_000), QUADRATIC)), doors: table },
  ];
}

const markup = (): Bomb[] => [
  { name: 'deep.docx', make: () => docx(document(nested('w:p', 100_000))), doors: word },
  { name: 'deep-table.docx', make: () => docx(document('<w:tbl><w:tr><w:tc>'.repeat(3000))), doors: word },
  { name: 'laughs.docx', make: () => docx(document('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>', LAUGHS)), doors: word },
  { name: 'quadratic.docx', make: () => docx(document('&a;'.repeat(20_000), QUADRATIC)), doors: word },
  { name: 'deep.ofd', make: () => ofd(nested('Layer', 100_000)), doors: ['notice'] },
  { name: 'laughs.ofd', make: () => ofd(`${LAUGHS}<Page>&j;</Page>`), doors: ['notice'] },
  {
    name: 'pages.ofd',
    make: () =>
      ofd(
        '<Page/>',
        `<Document><Pages>${'<Page BaseLoc="Pages/Page_0/Content.xml"/>'.repeat(100_000)}</Pages></Document>`,
      ),
    doors: ['notice'],
  },
  { name: 'deep.html', make: () => text(nested('div', 500_000)), doors: ['notice'] },
  { name: 'tables.html', make: () => text('<table><tr><td>'.repeat(100_000)), doors: ['notice'] },
  {
    name: 'spans.html',
    make: () => text(`<table>${'<tr><td colspan=999999999 rowspan=999999999>一</td></tr>'.repeat(2000)}</table>`),
    doors: ['notice'],
  },
  { name: 'attribute.html', make: () => text(`<p title="${'x'.repeat(5 * MB)}">一`), doors: ['notice'] },
  { name: 'laughs.html', make: () => text(`${LAUGHS}<p>&j;</p>`), doors: ['notice'] },
  { name: 'links.md', make: () => text('[('.repeat(500_000)), doors: ['notice'] },
  { name: 'long.txt', make: () => text('一、落实工作，每月检查一次。\n'.repeat(120_000)), doors: ['notice'] },
  { name: 'one-line.txt', make: () => text('每月，'.repeat(40_000)), doors: ['notice'] },
];

/** A PNG of this size: its header alone, or with rows of nothing, a thousand to one. */
function png(width: number, height: number, rows: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((width * 3 + 1) * rows), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from('ffc0001108000000000301220002110103110100', 'hex').subarray(0, 19);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    frame,
    Buffer.from('ffd9', 'hex'),
  ]);
}

function tiff(width: number, height: number): Buffer {
  const tags = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, height],
    [279, 100],
  ] as const;
  const bytes = Buffer.alloc(8 + 2 + tags.length * 12 + 4);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, value], i) => {
    bytes.writeUInt16LE(tag, 10 + i * 12);
    bytes.writeUInt16LE(4, 12 + i * 12);
    bytes.writeUInt32LE(1, 14 + i * 12);
    bytes.writeUInt32LE(value, 18 + i * 12);
  });
  return bytes;
}

function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(22, 4);
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUInt32LE(10, 16);
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

const PICTURE: readonly Door[] = ['small', 'scan', 'notice'];
const SIDE = 50_000;
const pictures = (): Bomb[] => [
  { name: 'flood.png', make: () => png(SIDE, SIDE, 10), doors: PICTURE },
  { name: 'flood-full.png', make: () => png(10_400, 10_400, 2000), doors: PICTURE },
  { name: 'wide.png', make: () => png(2_000_000_000, 1, 0), doors: PICTURE },
  { name: 'flood.jpg', make: () => jpeg(SIDE, SIDE), doors: PICTURE },
  { name: 'flood.tif', make: () => tiff(SIDE, SIDE), doors: ['scan', 'notice'] },
  { name: 'flood.webp', make: () => webp(SIDE, SIDE), doors: PICTURE },
  { name: 'flood.bmp', make: () => bmp(SIDE, SIDE), doors: ['scan', 'notice'] },
  {
    name: 'flood.gif',
    make: () => Buffer.concat([Buffer.from('GIF89affffffff0000', 'latin1'), Buffer.from('ffffffff', 'hex')]),
    doors: ['small'],
  },
];

const pdf = (...objects: string[]): Buffer =>
  text(
    `%PDF-1.7\n${objects.map((o, i) => `${i + 1} 0 obj\n${o}\nendobj\n`).join('')}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`,
  );
const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAPERS: readonly Door[] = ['notice', 'scan'];
/** A page of three million lines, packed a thousand to one. */
function floodedPage(): Buffer {
  const flood = deflateSync(Buffer.from('0 0 m 9 9 l S\n'.repeat(3_000_000)), { level: 9 });
  const page = pdf(
    CATALOG,
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
  );
  const end = page.indexOf('trailer');
  const stream = `4 0 obj\n<</Length ${flood.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([page.subarray(0, end), text(stream), flood, text('\nendstream\nendobj\n'), page.subarray(end)]);
}

function papers(): Bomb[] {
  return [
    {
      name: 'endless-tree.pdf',
      make: () => pdf(CATALOG, '<</Type/Pages/Count 2000000000/Kids[2 0 R 2 0 R]>>'),
      doors: PAPERS,
    },
    {
      name: 'two-trees.pdf',
      make: () => pdf(CATALOG, '<</Type/Pages/Count 9/Kids[3 0 R]>>', '<</Type/Pages/Count 9/Kids[2 0 R]>>'),
      doors: PAPERS,
    },
    {
      name: 'flood.pdf',
      make: floodedPage,
      doors: PAPERS,
    },
    {
      name: 'huge-page.pdf',
      make: () =>
        pdf(
          CATALOG,
          '<</Type/Pages/Count 1/Kids[3 0 R]>>',
          '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99999999 99999999]>>',
        ),
      doors: PAPERS,
    },
    { name: 'deep.pdf', make: () => pdf(CATALOG, '['.repeat(1_000_000)), doors: PAPERS },
    {
      name: 'loop.doc',
      make: () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(504),
          text('W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0'),
          Buffer.alloc(4096),
        ]),
      doors: ['notice'],
    },
  ];
}

/** Fifty files, the same for the same dice. */
export const bombs = (roll: () => number): Bomb[] => [
  ...packages(),
  ...workbooks(roll),
  ...markup(),
  ...pictures(),
  ...papers(),
];
