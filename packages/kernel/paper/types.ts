// What stands on a paper, before anyone thinks of fonts: modules hand this over, the writer sets it.
import type { Day } from '@anlan/contract';

/** Headings are numbered in their text by whoever writes them: 一、 （一） 1. （1）. */
export type PaperBlock =
  | { type: 'text'; text: string; /** No indent of two characters. */ flush?: boolean }
  | { type: 'heading'; level: 1 | 2 | 3 | 4; text: string; /** Runs on in the same line as body text. */ run?: string }
  | { type: 'table'; columns: readonly PaperColumn[]; rows: readonly (readonly string[])[]; caption?: string };
export type PaperColumn = {
  label: string;
  /** Share of the width; equal where none says. */ width?: number;
  align?: 'left' | 'center';
};

/** A document in the form of GB/T 9704-2012 (党政机关公文格式). */
export type OfficialPaper = {
  form: 'official';
  kind: '通知' | '通报' | '函' | '报告' | '请示' | '批复' | '意见' | '纪要';
  /** Whose letterhead, seal place and numbering rule. */
  unitId: string;
  /** 发文字号; null leaves its place open until 局办公室 gave one. */
  number: string | null;
  urgency?: '特急' | '加急';
  /** 签发人, for papers that go up. */
  signer?: string;
  title: string;
  /** 主送机关. */
  to: readonly string[];
  body: readonly PaperBlock[];
  /** 成文日期; null leaves its place open. */
  date: Day | null;
  /** 附件说明 and the annexes themselves; one without a body is named only. */
  annexes?: readonly { title: string; body?: readonly PaperBlock[] }[];
  /** 附注, in brackets below the date. */
  note?: string;
  /** 抄送机关. */
  copyTo?: readonly string[];
  /** 纪要: 出席、请假、列席. */
  present?: readonly { label: string; names: readonly string[] }[];
};

/** A plain form: 催办单, 督办单, 任务分解表, 签到表. */
export type FormPaper = {
  form: 'plain';
  /** Stands above the title: whose form it is. */
  unitId: string;
  title: string;
  /** The number of the form itself, at the right above the table. */
  number?: string | null;
  /** Pairs set as a ruled table of labels and values; a long value takes the whole row. */
  facts?: readonly { label: string; value: string; wide?: boolean }[];
  body?: readonly PaperBlock[];
  /** Places to sign by hand: 「承办单位（盖章）」, 「签收人」. */
  sign?: readonly string[];
  landscape?: boolean;
};

export type Paper = OfficialPaper | FormPaper;
