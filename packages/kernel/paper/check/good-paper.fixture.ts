// A correct official document written by hand as WordprocessingML, for planting faults into it.
import { zip } from '../../sheet/zip.ts';

export type Line = {
  text: string;
  font?: string;
  /** Half points. */
  sz?: number;
  align?: 'left' | 'center' | 'right' | 'both';
  /** Hundredths of a character. */
  first?: number;
  left?: number;
  right?: number;
  color?: string;
  /** More run or paragraph properties, as XML. */
  rPr?: string;
  pPr?: string;
  /** Runs of their own instead of `text`. */
  runs?: { text: string; font?: string; sz?: number; rPr?: string }[];
};

export type Draft = {
  page: string;
  head: Line[];
  title: Line[];
  to: Line[];
  body: Line[];
  attachments: Line[];
  sign: Line[];
  note: Line[];
  annexes: Line[][];
  imprint: { copy: Line[]; printed: Line[]; outer: number; inner: number };
  footers: { odd: string | null; even: string | null };
  evenOdd: boolean;
};

const SONG = '方正小标宋简体';
const FANG = '仿宋_GB2312';
const blank: Line = { text: '' };

const footer = (align: string, text = ['— ', ' —']) =>
  `<w:p><w:pPr><w:jc w:val="${align}"/><w:ind w:${align === 'right' ? 'right' : 'left'}Chars="100"/></w:pPr>${[
    text[0],
    null,
    text[1],
  ]
    .map((t) =>
      t === null
        ? `<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`
        : `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">${t}</w:t></w:r>`,
    )
    .join('')}</w:p>`;
export { footer };

/** A notice that keeps to the standard in everything the checker looks at. */
export const goodDraft = (): Draft => ({
  page: `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1100" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>`,
  head: [
    { text: '000001', first: 0 },
    { text: '特急', font: '黑体', first: 0 },
    { text: '安澜市文化和旅游局文件', font: SONG, sz: 96, align: 'center', color: 'FF0000' },
    blank,
    {
      text: '安文旅字〔2026〕42号',
      align: 'center',
      pPr: '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="FF0000"/></w:pBdr>',
    },
    blank,
  ],
  title: [{ text: '关于做好冬季文化场所安全工作的通知', font: SONG, sz: 44, align: 'center' }, blank],
  to: [{ text: '各县（区）文化和旅游局，局属各单位：' }],
  body: [
    { text: '为做好冬季文化场所安全工作，现将有关事项通知如下。', first: 200 },
    { text: '一、工作目标', font: '黑体', first: 200 },
    { text: '冬季各场所不发生较大以上事故，一般事故比上年下降。', first: 200 },
    { text: '二、重点任务', font: '黑体', first: 200 },
    {
      text: '',
      first: 200,
      runs: [{ text: '（一）排查用火用电。', font: '楷体_GB2312' }, { text: '各场所于2026年11月30日前完成自查。' }],
    },
    { text: '1.检查取暖设备。', first: 200 },
    { text: '（1）检查电线和插座。', first: 200 },
    { text: '（2）检查燃气管道。', first: 200 },
    { text: '2.检查疏散通道。', first: 200 },
    {
      text: '',
      first: 200,
      runs: [{ text: '（二）加强值班。', font: '楷体_GB2312' }, { text: '各单位领导带班，专人值班。' }],
    },
  ],
  attachments: [blank, { text: '附件：1.冬季安全自查表', first: 200 }, { text: '2.值班安排表', left: 500 }],
  sign: [
    blank,
    blank,
    { text: '安澜市文化和旅游局', align: 'right', right: 200 },
    { text: '2026年11月9日', align: 'right', right: 400 },
  ],
  note: [{ text: '（联系人：安一鸣，电话：0000000）', first: 200 }],
  annexes: ['冬季安全自查表', '值班安排表'].map((title, i) => [
    { text: `附件${i + 1}`, font: '黑体', pPr: '<w:pageBreakBefore/>' },
    blank,
    { text: title, font: SONG, sz: 44, align: 'center' },
    blank,
    { text: '各单位按本表逐项填写。', first: 200 },
  ]),
  imprint: {
    copy: [{ text: '抄送：市安全生产委员会办公室。', sz: 28, left: 100, right: 100 }],
    printed: [{ text: '安澜市文化和旅游局办公室　　　　2026年11月9日印发', sz: 28, left: 100, right: 100 }],
    outer: 8,
    inner: 6,
  },
  footers: { odd: footer('right'), even: footer('left') },
  evenOdd: true,
});

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function line(l: Line): string {
  const runs = (l.runs ?? [{ text: l.text }]).map((r) => {
    const font = ('font' in r ? r.font : undefined) ?? l.font ?? FANG;
    const sz = ('sz' in r ? r.sz : undefined) ?? l.sz ?? 32;
    const color = l.color ? `<w:color w:val="${l.color}"/>` : '';
    const more = ('rPr' in r ? r.rPr : undefined) ?? l.rPr ?? '';
    return r.text === ''
      ? ''
      : `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="${font}"/>${more}${color}<w:sz w:val="${sz}"/></w:rPr><w:t xml:space="preserve">${escape(r.text)}</w:t></w:r>`;
  });
  const ind = [
    l.first ? `w:firstLineChars="${l.first}"` : '',
    l.left ? `w:leftChars="${l.left}"` : '',
    l.right ? `w:rightChars="${l.right}"` : '',
  ].join(' ');
  return `<w:p><w:pPr>${l.pPr ?? ''}<w:ind ${ind}/><w:jc w:val="${l.align ?? 'both'}"/></w:pPr>${runs.join('')}</w:p>`;
}

const row = (cells: Line[], top: number, bottom: number) =>
  `<w:tr><w:tc><w:tcPr><w:tcBorders>${[
    ['top', top],
    ['bottom', bottom],
  ]
    .map(([side, sz]) => (Number(sz) ? `<w:${side} w:val="single" w:sz="${sz}"/>` : `<w:${side} w:val="nil"/>`))
    .join('')}</w:tcBorders></w:tcPr>${cells.map(line).join('')}</w:tc></w:tr>`;

function imprintOf({ copy, printed, outer, inner }: Draft['imprint']): string {
  if (!copy.length && !printed.length) return '';
  const rows =
    copy.length && printed.length
      ? row(copy, outer, inner) + row(printed, inner, outer)
      : row([...copy, ...printed], outer, outer);
  return `<w:tbl><w:tblPr/>${rows}</w:tbl>`;
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>${body}`;

/** The draft as a .docx. */
export async function docxOf(d: Draft): Promise<Buffer> {
  const lines = [d.head, d.title, d.to, d.body, d.attachments, d.sign, d.note, ...d.annexes].flat().map(line).join('');
  const references = [
    d.footers.odd === null ? '' : '<w:footerReference w:type="default" r:id="odd"/>',
    d.footers.even === null ? '' : '<w:footerReference w:type="even" r:id="even"/>',
  ].join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'word/document.xml': `<w:document ${W}><w:body>${lines}${imprintOf(d.imprint)}<w:sectPr>${references}${d.page}</w:sectPr></w:body></w:document>`,
    'word/settings.xml': `<w:settings ${W}>${d.evenOdd ? '<w:evenAndOddHeaders/>' : ''}</w:settings>`,
    'word/odd.xml': `<w:ftr ${W}>${d.footers.odd ?? ''}</w:ftr>`,
    'word/even.xml': `<w:ftr ${W}>${d.footers.even ?? ''}</w:ftr>`,
    'word/_rels/document.xml.rels': `<Relationships><Relationship Id="odd" Target="odd.xml"/><Relationship Id="even" Target="even.xml"/></Relationships>`,
  };
  const chunks: Buffer[] = [];
  const entries = Object.entries(parts).map(([name, body]) => ({ name, chunks: [Buffer.from(xml(body))] }));
  for await (const chunk of zip(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
