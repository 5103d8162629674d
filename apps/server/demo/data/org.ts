// The demonstration bureau as a tree of units and the groups by which notices address them.
import { venueRows, type LegalNature, type VenueKind } from './venues.ts';

export type DemoUnit = {
  key: string;
  parent: string | null;
  name: string;
  shortName?: string;
  type: 'bureau' | 'section' | 'affiliated' | 'county' | 'countySection' | 'township' | 'venue';
  /** GB/T 2260 code; city-level units carry 140300. */
  countyId: number;
  objectKind?: VenueKind;
  legal?: LegalNature;
  aliases?: string[];
  note?: string;
};

/** Members are the units of these types and these keys, at the time of asking. */
export type DemoGroup = {
  key: string;
  name: string;
  aliases: string[];
  rule: { type?: DemoUnit['type'][]; keys?: string[] };
};

const city = 140300;

const bureau: DemoUnit = {
  key: 'bureau',
  parent: null,
  name: '阳泉市文化和旅游局',
  shortName: '市文旅局',
  type: 'bureau',
  countyId: city,
  aliases: [
    '阳泉市文旅局',
    '市文化和旅游局',
    '市局',
    '局机关',
    '阳泉市文物局',
    '市文物局',
    '市文旅局（文物局）',
    '阳泉市文化和旅游局（阳泉市文物局）',
  ],
};

/** Sections are written with and without 局 in front; both are the same section. */
const section = (key: string, name: string, aliases: string[] = []): DemoUnit => ({
  key,
  parent: 'bureau',
  name,
  type: 'section',
  countyId: city,
  aliases: [`局${name}`, `市局${name}`, ...aliases],
});

const sections: DemoUnit[] = [
  {
    ...section('office', '局办公室'),
    aliases: ['市局办公室', '市文旅局办公室', '阳泉市文化和旅游局办公室'],
  },
  section('publicService', '公共服务和艺术科', ['公共服务与艺术科']),
  section('market', '市场管理科'),
  section('reform', '改革与宣传科', ['改革和宣传科']),
  section('industry', '产业发展科'),
  section('heritage', '文物保护与管理科', ['文物保护和管理科']),
  section('archaeology', '文物考古与博物馆科', ['文物考古和博物馆科']),
  section('safety', '文物监督科', [
    '安全监管科',
    '文物监督科（安全监管科）',
    '局安全监管科',
    '局文物监督科（安全监管科）',
  ]),
];

const affiliate = (key: string, name: string, aliases: string[] = []): DemoUnit => ({
  key,
  parent: 'bureau',
  name: `阳泉市${name}`,
  shortName: `市${name}`,
  type: 'affiliated',
  countyId: city,
  aliases: [`市${name}`, ...aliases],
});

const affiliated: DemoUnit[] = [
  {
    ...affiliate('enforcement', '文化市场综合行政执法队', ['市执法队', '市文化执法队', '市文化市场执法队']),
    shortName: '市执法队',
  },
  affiliate('jinOpera', '晋剧院'),
  affiliate('songDance', '歌舞团'),
  affiliate('yuOpera', '豫剧团'),
  affiliate('cultureCentre', '文化馆'),
  affiliate('library', '图书馆'),
  affiliate('museum', '博物馆'),
  affiliate('artMuseum', '美术馆'),
  affiliate('tourService', '文化旅游服务中心', ['市旅游服务中心']),
];

const countySections = { Safety: '安全监管股', Market: '文化市场股', Heritage: '文物保护股' } as const;

type CountyRow = {
  key: string;
  place: string;
  countyId: number;
  sections: (keyof typeof countySections)[];
  townships: Record<string, string>;
};

const countyRows: CountyRow[] = [
  {
    key: 'chengqu',
    place: '城区',
    countyId: 140302,
    sections: ['Safety', 'Market'],
    townships: { shangzhan: '上站街道', beidajie: '北大街街道', nanshanlu: '南山路街道' },
  },
  {
    key: 'kuangqu',
    place: '矿区',
    countyId: 140303,
    sections: ['Safety', 'Market'],
    townships: { pingtan: '平潭街街道', saiyu: '赛鱼街道' },
  },
  {
    key: 'jiaoqu',
    place: '郊区',
    countyId: 140311,
    sections: ['Safety', 'Heritage'],
    townships: { yinying: '荫营镇', hedi: '河底镇', jiujie: '旧街乡' },
  },
  {
    key: 'pingding',
    place: '平定县',
    countyId: 140321,
    sections: ['Safety', 'Market', 'Heritage'],
    townships: { guanshan: '冠山镇', niangziguan: '娘子关镇', jucheng: '巨城镇', chakou: '岔口乡' },
  },
  {
    key: 'yuxian',
    place: '盂县',
    countyId: 140322,
    sections: ['Safety', 'Market', 'Heritage'],
    townships: { xiushui: '秀水镇', changchi: '苌池镇', xiyan: '西烟镇', liangjiazhai: '梁家寨乡' },
  },
];

const counties = countyRows.flatMap(({ key, place, countyId, sections: desks, townships }): DemoUnit[] => [
  {
    key,
    parent: 'bureau',
    name: `${place}文化和旅游局`,
    shortName: `${place}文旅局`,
    type: 'county',
    countyId,
    aliases: [`${place}文旅局`, `阳泉市${place}文化和旅游局`, `${place}局`],
  },
  ...desks.map((own): DemoUnit => ({
    key: key + own,
    parent: key,
    name: `${place}文化和旅游局${countySections[own]}`,
    shortName: `${place}${countySections[own]}`,
    type: 'countySection',
    countyId,
    aliases: [`${place}文旅局${countySections[own]}`],
  })),
  ...Object.entries(townships).map(([own, name]): DemoUnit => ({
    key: own,
    parent: key,
    name: name.endsWith('街道') ? `${place}${name}办事处` : `${place}${name}人民政府`,
    shortName: name,
    type: 'township',
    countyId,
    aliases: [name, `${place}${name}`],
    note: '协作单位，不属本局管理，只发函',
  })),
]);

const countyIdOf = new Map(counties.map((u) => [u.key, u.countyId]));

const venues = venueRows.map(({ key, at, kind, legal, name, aliases, note }): DemoUnit => ({
  key,
  parent: at,
  name,
  type: 'venue',
  countyId: countyIdOf.get(at) ?? city,
  objectKind: kind,
  legal,
  ...(aliases.length ? { aliases } : {}),
  ...(note ? { note } : {}),
}));

/** Every unit; a parent always stands before its children. */
export const units: DemoUnit[] = [bureau, ...sections, ...affiliated, ...counties, ...venues];

export const groups: DemoGroup[] = [
  {
    key: 'allCounties',
    name: '各县（区）文旅局',
    aliases: ['各县区文旅局', '各县（区）文化和旅游局', '各县区文化和旅游局', '各县（区）局'],
    rule: { type: ['county'] },
  },
  {
    key: 'allAffiliated',
    name: '局属各单位',
    aliases: ['直属各单位', '局直属各单位', '局属单位', '各局属单位'],
    rule: { type: ['affiliated'] },
  },
  {
    key: 'allSections',
    name: '机关各科室',
    aliases: ['局机关各科室', '局各科室', '各科室'],
    rule: { type: ['section'] },
  },
  {
    key: 'allVenues',
    name: '各场所各企业',
    aliases: ['各企业各场所', '各场所和企业', '各文旅企业和场所'],
    rule: { type: ['venue'] },
  },
  {
    key: 'allTownships',
    name: '各乡镇（街道）',
    aliases: ['各乡镇', '各乡镇街道', '各乡（镇、街道）'],
    rule: { type: ['township'] },
  },
  {
    key: 'allTroupes',
    name: '各文艺院团',
    aliases: ['市属文艺院团'],
    rule: { keys: ['jinOpera', 'songDance', 'yuOpera'] },
  },
  {
    key: 'allCultureHouses',
    name: '市属公共文化场馆',
    aliases: ['各公共文化场馆'],
    rule: { keys: ['cultureCentre', 'library', 'museum', 'artMuseum'] },
  },
];

/** The units a group means. */
export const membersOf = (group: DemoGroup): DemoUnit[] =>
  units.filter((u) => group.rule.type?.includes(u.type) || group.rule.keys?.includes(u.key));

/** What a name in a document means: one unit, the members of a group, or nothing (then a person is asked). */
export function resolve(name: string): DemoUnit[] {
  const unit = units.find((u) => u.name === name || u.shortName === name || u.aliases?.includes(name));
  const group = groups.find((g) => g.name === name || g.aliases.includes(name));
  return unit ? [unit] : group ? membersOf(group) : [];
}
