// The one error this compiler gives for a file it cannot read: a code for programs and a sentence for people.

/** Why a file was refused. Thrown by readDocument only; parse never throws. */
export type NoticeErrorCode =
  | 'empty'
  | 'too-large'
  | 'binary'
  | 'pdf'
  | 'scan'
  | 'too-many-pages'
  | 'too-long'
  | 'too-slow'
  | 'encrypted'
  | 'damaged'
  | 'bomb'
  | 'doctype'
  | 'unknown-format';

/** Each sentence says what is wrong and what to do next. */
const SENTENCES: Record<NoticeErrorCode, string> = {
  empty: '文件里没有文字，请检查是否选错了文件，再重新上传。',
  'too-large': '文件超过 20 MB，请只保留公文正文和清单，另存为 .docx 或 .txt 后再上传。',
  binary: '这不是文字文件，请用 WPS 或 Word 打开原文，另存为 .docx 或 .txt 后再上传。',
  pdf: '这份 PDF 里的文字取不出来（字体没有文字编码），请用 WPS 或 Word 打开原文，另存为 .docx 后再上传。',
  scan: '这是扫描件，文字要先识别出来，请从「登记公文」上传。',
  'too-many-pages': '文件超过 300 页，请只保留公文正文和清单，另存为 .docx 或 .pdf 后再上传。',
  'too-long': '文字或要求过多，不像一份公文，请只保留公文正文和清单（15 万字、2000 项以内）后再上传。',
  'too-slow': '文件过于复杂，读取超过了时限，请用 WPS 或 Word 打开原文，另存为 .docx 后再上传。',
  encrypted: '文件设有打开密码，请取消密码并另存为 .docx 后再上传。',
  damaged: '文件已损坏，无法打开，请从原处重新下载，或用 WPS 打开后另存为 .docx 再上传。',
  bomb: '文件解压后过大，不像正常的公文，请用 WPS 或 Word 打开原文，另存为 .docx 后再上传。',
  doctype: '文件里含有不允许的外部引用（DOCTYPE），请用 WPS 或 Word 打开原文，另存为 .docx 后再上传。',
  'unknown-format': '这种格式读不出文字，请另存为 .docx、.pdf 或 .ofd 后再上传。',
};

export const isNoticeCode = (code: string): code is NoticeErrorCode => Object.hasOwn(SENTENCES, code);

/** A refused file. `message` is one Chinese sentence fit to be shown as it is. */
export class NoticeError extends Error {
  readonly code: NoticeErrorCode;
  /** Of a scan: how many pages wait to be read. */
  readonly pages: number;
  constructor(code: NoticeErrorCode, pages = 0) {
    super(SENTENCES[code]);
    this.pages = pages;
    this.name = 'NoticeError';
    this.code = code;
  }
}
