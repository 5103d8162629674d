// Makes a title for an item that has none, from the words of its own first demand.
import { timesIn, type Clock } from './time.ts';
import { isActor, splitActors } from './units.ts';
import { MODAL } from './words.ts';

const LEADS = new RegExp(`^(.{2,60}?)${MODAL}`);
const DEED = /开展|组织|召开|制定|建立|编制|报送|上报|完成|实施|进行|检查|排查|配备|设立|设置|修订|公布|演练|培训|整改/;
const ADVERB =
  /^(?:认真|切实|严格|进一步|积极|全面|扎实|深入|尽快|立即|及时|统一|集中|要|应当|应|须|必须|并|同时|需|务必|逐一|抓紧|结合实际)/;
const REPORT = /[将把](.{4,40}?)，?[^。；，]{0,24}?(?:报送|上报|报)(?=[^告警名])/;
const LONGEST = 30;

/** A title of at most 30 characters out of the squeezed text; its words stand there as they are. */
export function titleFrom(text: string, clock: Clock): string {
  const sentence = text.split(/[。；]/, 1)[0] ?? '';
  const clauses = sentence
    .split('，')
    .map((c) => strip(c, clock))
    .filter((c) => c.length >= 4 && !c.split('、').every((u) => isActor(u)));
  const report = REPORT.exec(sentence);
  if (report) return clip((report[1] ?? '').replace(/，.*$/, ''));
  return clip(clauses.find((c) => DEED.test(c)) ?? clauses[0] ?? sentence);
}

/** A title for one dated clause of a sentence: 对试点工作进行验收总结 is 验收总结, 将检查情况于20日前报市局 is 检查情况. */
export function titleOfDuty(clause: string, sentence: string, clock: Clock): string {
  const light = /对.{2,40}?进行([^，。；]{2,20})/.exec(clause);
  if (light) return light[1] ?? '';
  return titleFrom(REPORT.test(sentence) ? sentence : clause, clock);
}

function strip(clause: string, clock: Clock): string {
  let s = clause;
  const modal = LEADS.exec(s);
  if (modal && splitActors(modal[1] ?? '').every((u) => isActor(u))) s = s.slice(modal[0].length);
  const first = timesIn(s, clock)[0];
  if (first && first.from <= 1) s = s.slice(first.to);
  while (ADVERB.test(s)) s = s.replace(ADVERB, '');
  return s.replace(/^[，、：]+/, '').replace(/[。；，、：]+$/, '');
}

/** Cuts a long title, if it can after an item of a list. */
function clip(s: string): string {
  if (s.length <= LONGEST) return s;
  const list = s.slice(0, LONGEST + 1).lastIndexOf('、');
  return s.slice(0, list >= LONGEST / 2 ? list : LONGEST);
}
