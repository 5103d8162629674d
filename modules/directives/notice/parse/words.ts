// Words that bind: the modal verbs of official documents, kept in one place because many rules read them.

/** 要, 应当, 必须 … as a pattern; not 主要, 要求, 应急, 负责人. */
export const MODAL =
  '(?:(?<![主重需必只首纪摘概])要(?![求点素件领害闻])|应当|应(?![急对用届邀该])|必?须|务必|负责(?![人同部单的]))';

/** How a task is called in a sentence: 第3项, 第三条. */
export const named = (no: string): string => (/^第.+条$/.test(no) ? no : `第${no}项`);
