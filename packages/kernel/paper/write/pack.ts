// From sections to the bytes of a .docx: one grid, one font table, the clock of whoever asks.
import { Document, DocumentGridType, type FileChild, type Footer, Packer, PageOrientation, SectionType } from 'docx';
import { CHAR_SPACE, FACE, FALLBACK, type Face, LINE, MARGIN, PAGE, SIZE } from './measures.ts';

export type Part = {
  children: readonly FileChild[];
  footers: { default: Footer; first?: Footer; even?: Footer };
  landscape?: boolean;
};

const DISTANCE = { header: 850, gutter: 0 };

function section(part: Part, footer: number) {
  const { top, bottom, left, right } = MARGIN;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: part.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        // Landscape is read from the outer edge: the binding edge is at the top.
        margin: {
          ...(part.landscape ? { top: left, bottom: right, left: bottom, right: top } : { top, bottom, left, right }),
          ...DISTANCE,
          footer,
        },
      },
      grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHAR_SPACE },
      titlePage: part.footers.first !== undefined,
    },
    footers: part.footers,
    children: [...part.children],
  };
}

/** The fonts a paper names, each with what stands in for it where it is missing. */
const fontTable = () =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${(
    Object.keys(FACE) as Face[]
  )
    .map(
      (face) =>
        `<w:font w:name="${FACE[face]}"><w:altName w:val="${FALLBACK[face]}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('')}</w:fonts>`;

/**
 * The one style: 3号仿宋 that keeps to exact lines by itself. Chinese and figures stand without air between them, so that a
 * figure is half a character wherever it is.
 */
const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FACE.仿宋}" w:hAnsi="${FACE.仿宋}" w:eastAsia="${FACE.仿宋}" w:cs="${FACE.仿宋}"/><w:sz w:val="${SIZE.三号}"/><w:szCs w:val="${SIZE.三号}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const core = (title: string, by: string, at: Date) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:creator>${escape(by)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString()}</dcterms:created></cp:coreProperties>`;

/** Bytes of a document; `footer` is the distance of the foot from the edge of the paper, twips. */
export async function pack(
  parts: readonly Part[],
  said: { title: string; by: string; at: Date; footer: number },
): Promise<Buffer> {
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: parts.map((part) => section(part, said.footer)),
  });
  return Packer.toBuffer(document, undefined, [
    { path: 'word/styles.xml', data: STYLES },
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'docProps/core.xml', data: core(said.title, said.by, said.at) },
  ]);
}
