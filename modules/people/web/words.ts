// Sentences that several pages of the directory share.
import type { TreeUnit } from '../contract/unit.ts';

export const unitPath = (id: string) => `/people/units/${id}`;
export const personPath = (id: string) => `/people/persons/${id}`;

/** 「3 人，班子 2 人」; nothing for a unit without people. */
export const countWords = (u: Pick<TreeUnit, 'people' | 'leaders'>) =>
  u.people ? `${u.people} 人${u.leaders ? `，班子 ${u.leaders} 人` : ''}` : '';

/** 「请假，平一川代，至 2026-11-30」. */
export const awayWords = (a: { reason: string; toDay: string; standInName: string | null }) =>
  `${a.reason}，${a.standInName ? `${a.standInName}代` : '无人代理'}，至${a.toDay}`;
