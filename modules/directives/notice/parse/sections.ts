// Tells sections that set tasks from sections that frame them: aims, principles, safeguards, lists of findings.
import type { Item } from './items.ts';

/** Kinds of sections by their heading; each with an example. The first that matches wins. */
export const SECTION_RULES: readonly { kind: 'goal' | 'frame' | 'fallback'; example: string; at: RegExp }[] = [
  { kind: 'goal', example: '二、工作目标', at: /(?:目标|目标要求)$/ },
  { kind: 'frame', example: '一、指导思想', at: /(?:指导思想|总体思路|基本原则|工作原则|总则|附则)$/ },
  { kind: 'frame', example: '一、充分认识重要意义', at: /(?:意义|重要性|必要性|紧迫性|形势)$/ },
  {
    kind: 'frame',
    example: '二、试点范围',
    at: /^.{0,8}(?:范围|对象|依据|定义|情况|基本情况|主要问题|存在问题|名词解释|联系方式)$/,
  },
  { kind: 'frame', example: '一、总体要求', at: /^总体要求$|^总体安排$/ },
  {
    kind: 'fallback',
    example: '二、工作要求',
    at: /^(?:.{0,6}(?:工作|有关|相关|其他|几点|纪律|具体|报送|信息报送|材料|组织)?)要求$/,
  },
  {
    kind: 'fallback',
    example: '三、保障措施',
    at: /^(?:(?:加强|强化|完善)?(?:组织|要素|条件))?保障(?:措施|机制)?$|^(?:切实|进一步)?(?:加强|强化)?组织(?:领导|实施|保障|机构)(?:和.{0,6})?$/,
  },
];

/** Headings under which numbered points are tasks even when short. */
const GENERIC = /(?:任务|重点|内容|措施|安排|分工|步骤|进度|阶段|要点|事项|工作)$/;
/** A heading that names an aspect and commands nothing. */
const ASPECT = /(?:方面|情形|问题|表现|标准)$/;
const MODAL = /要|应当|应|须|必须|不得|严禁|确保|负责|加强|开展|落实|完善|建立|制定|组织|推动|推进|强化|做好|督促/;

export type SectionKind = 'goal' | 'frame' | 'fallback' | 'work';

export function kindOf(item: Item): SectionKind {
  if (item.title === null) return 'work';
  const title = item.title.replace(/[。：]$/, '');
  if (item.children.length === 0 && /(?:任务|职责|责任)分工$/.test(title)) return 'frame';
  return SECTION_RULES.find((r) => r.at.test(title))?.kind ?? 'work';
}

/** True when the children of an item are tasks of their own rather than points of its text. */
export function childrenAreTasks(item: Item): boolean {
  if (item.children.length === 0 || item.children.every(isFinding)) return false;
  const own = item.children.filter(standsAlone).length;
  return (
    own * 2 >= item.children.length ||
    (item.title !== null && GENERIC.test(item.title) && item.children.some((c) => MODAL.test(wordsOf(c))))
  );
}

/** An article of a rule book that commands (应当, 必须); 为了…, 本办法所称…, 自…起施行 do not. */
export const articleCommands = (item: Item): boolean => {
  const s = wordsOf(item);
  return /应当|必须|不得|要|负责|每|前完成/.test(s) && !/^为了?|所称|适用|施行|解释|^根据/.test(s);
};

/** A finding or a list of findings (…的。) asks for nothing by itself. */
export function isFinding(item: Item): boolean {
  if (item.children.length > 0) return item.text.length === 0 && item.children.every(isFinding);
  const s = wordsOf(item);
  return (
    s === '' ||
    (/的[。；]?$/.test(s) && !/要|应当|必须/.test(s)) ||
    (item.text.length === 0 && ASPECT.test(item.title ?? ''))
  );
}

function standsAlone(item: Item): boolean {
  if (isFinding(item)) return false;
  const words = item.text.reduce((n, t) => n + t.to - t.from, 0);
  if (item.title !== null) return words >= 15 || item.children.length > 0;
  return words >= 24 && MODAL.test(wordsOf(item));
}

/** All words of an item and of its children, squeezed. */
export function wordsOf(item: Item): string {
  const own = item.text.map((t) => t.flat.s.slice(t.from, t.to)).join('');
  return (
    (item.title ?? '') +
    (item.text.length === 0 && item.children.length === 0 ? '' : own) +
    item.children.map(wordsOf).join('')
  );
}
