// The words of the directory: kinds of units, of objects, of absences.

export const UNIT_TYPES = {
  bureau: '市局',
  section: '科室',
  affiliated: '局属单位',
  county: '县（区）局',
  countySection: '县（区）局股室',
  township: '乡镇（街道）',
  venue: '场所、企业',
} as const;
export type UnitType = keyof typeof UNIT_TYPES;

/** 监管对象的类别：科室按类别看全市，场所各属一类。 */
export const OBJECT_KINDS = {
  scenic_area: '旅游景区',
  travel_agency: '旅行社',
  hotel: '星级饭店',
  homestay: '等级民宿',
  internet_cafe: '互联网上网服务场所',
  entertainment_ktv: '歌舞娱乐场所',
  entertainment_arcade: '游艺娱乐场所',
  script_entertainment: '剧本娱乐场所',
  performance_venue: '演出场所',
  new_performance_venue: '新型演出场所',
  performance_org: '演出举办单位、经纪机构',
  troupe: '文艺院团',
  public_culture: '公共图书馆、文化馆、美术馆',
  museum: '博物馆、纪念馆',
  heritage_unit: '文物保护单位',
  heritage_ungraded: '未定级不可移动文物',
  heritage_project: '考古工地、文保工程',
  mass_event: '大型活动',
} as const;

export const ABSENCES = {
  leave: '请假',
  illness: '病假',
  secondment: '借调',
  study: '学习培训',
  other: '其他',
} as const;

/** Only the last four and the first three of a telephone number. */
export const masked = (phone: string) =>
  phone.length < 8 ? '****' : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
