// The words of a made-up city: names of places and people that nobody bears, and what is studied, said and agreed there.
import type { VenueKind } from '../demo/data/venues.ts';
import type { Dice } from './dice.ts';

const SURNAMES = [...'平安康宁和常顺泰祥瑞'];
const GIVEN = [...'明远文静志国建新晓云海峰春兰玉林子涵思雨承泽嘉言若水知行景行怀瑾守正可期松涛望舒锦书'];

/** Surnames are words of peace and health, as in the demonstration. */
export const personName = (dice: Dice) =>
  dice.pick(SURNAMES) + dice.pick(GIVEN) + (dice.chance(0.7) ? dice.pick(GIVEN) : '');

const PLACE = [...'松柏云溪石泉桃梨杏榆槐柳青白红金银玉龙凤鹤雁北南东西上下大小长清'];
const PLACE_END = [...'岭沟坪湾峪坡洼台塬川铺桥井寨庄口头崖泉滩'];
export const placeName = (dice: Dice) => dice.pick(PLACE) + dice.pick(PLACE_END);

const BRANDS = [
  '晴川',
  '云栖',
  '听松',
  '望月',
  '揽胜',
  '星河',
  '锦绣',
  '拾光',
  '漫游',
  '清风',
  '翠微',
  '归园',
  '乐活',
  '聚贤',
  '银杏',
  '百合',
  '金桂',
  '红枫',
  '白鹭',
  '飞燕',
  '鸿雁',
  '麒麟',
  '凤鸣',
  '龙泉',
  '玉泉',
  '石榴',
  '海棠',
  '青禾',
  '时代',
  '先锋',
  '蓝鲸',
  '极光',
  '旷野',
  '山海',
  '知音',
  '古韵',
  '新声',
  '老街',
  '书香',
  '雅集',
  '同心',
  '长乐',
];

/** What a venue is called after its place and brand, and whom it answers to. */
export const KINDS: readonly { kind: VenueKind; words: readonly string[]; title: string; share: number }[] = [
  { kind: 'internet_cafe', words: ['网络会所', '网吧', '电竞馆'], title: '经理', share: 16 },
  { kind: 'entertainment_ktv', words: ['歌城', '量贩歌厅', '歌舞厅'], title: '经营者', share: 13 },
  { kind: 'homestay', words: ['民宿', '小院', '客栈'], title: '经营者', share: 12 },
  { kind: 'travel_agency', words: ['旅行社', '旅行社服务网点'], title: '总经理', share: 9 },
  { kind: 'hotel', words: ['大酒店', '宾馆', '饭店'], title: '总经理', share: 8 },
  { kind: 'heritage_ungraded', words: ['古戏台', '古民居', '古石桥', '老宅院', '烽火台'], title: '看护人', share: 8 },
  { kind: 'script_entertainment', words: ['剧本推理馆', '密室体验馆'], title: '店长', share: 7 },
  { kind: 'public_culture', words: ['综合文化站', '农家书屋', '文化活动中心'], title: '站长', share: 6 },
  { kind: 'heritage_unit', words: ['龙王庙', '关帝庙', '石窟', '长城遗址段'], title: '直接责任人', share: 5 },
  { kind: 'entertainment_arcade', words: ['游艺城', '电玩乐园'], title: '店长', share: 4 },
  { kind: 'scenic_area', words: ['景区', '滑雪场', '漂流园'], title: '总经理', share: 4 },
  { kind: 'troupe', words: ['晋剧社', '民乐团', '木偶剧团'], title: '团长', share: 3 },
  { kind: 'performance_venue', words: ['剧场', '剧院'], title: '经理', share: 2 },
  { kind: 'performance_org', words: ['演艺经纪公司', '演出服务部'], title: '总经理', share: 2 },
  { kind: 'museum', words: ['民俗博物馆', '记忆馆', '陈列馆'], title: '馆长', share: 2 },
  { kind: 'new_performance_venue', words: ['音乐空间', '沉浸演艺馆'], title: '总经理', share: 2 },
  { kind: 'heritage_project', words: ['修缮工程', '考古发掘工地'], title: '项目负责人', share: 2 },
];

export const brand = (dice: Dice) => dice.pick(BRANDS);

/** Half of what is studied is always the same, as it is everywhere. */
const TOPICS = [
  '消防安全',
  '用电安全',
  '燃气安全',
  '疏散逃生',
  '食品安全',
  '设备检修',
  '值班值守',
  '隐患自查',
  '应急处置',
  '森林防火',
  '防汛避险',
  '防滑防冻',
  '人员密集管控',
  '特种设备',
  '高处作业',
  '动火审批',
  '危险品管理',
  '文物防火',
  '防雷检测',
  '玻璃栈道',
  '索道救援',
  '漂流安全',
  '雪场缆车',
  '舞台吊挂',
  '锅炉压力容器',
  '有限空间',
  '电动车充电',
];
const MOODS = ['专题学习', '班前学习', '警示教育', '复工培训', '全员培训', '集中学习', '案例讨论', '岗位练兵'];
const OCCASIONS = [
  '',
  '',
  '',
  '',
  '节前',
  '节后',
  '旺季',
  '汛期',
  '冬季',
  '夜间',
  '周末',
  '新员工',
  '安全月',
  '国庆',
  '清明',
  '暑期',
];
const RARE = [
  '蜂窝煤',
  '鞭炮燃放',
  '氨气泄漏',
  '静电接地',
  '烟道清洗',
  '蝙蝠洞',
  '鹅卵石',
  '缆索探伤',
  '琉璃瓦',
  '枯枝落叶',
];

/** Seldom a word that hardly anything else carries. */
export const topic = (dice: Dice) =>
  `${dice.pick(OCCASIONS)}${dice.chance(0.003) ? dice.pick(RARE) : TOPICS[Math.floor(TOPICS.length * dice.share() ** 1.7)]!}${dice.pick(MOODS)}`;

export const ANALYSES = [
  '本周隐患分析研判',
  '客流高峰风险研判',
  '用电负荷风险分析',
  '值班巡查情况研判',
  '天气变化风险研判',
  '近期事故案例对照分析',
];
export const MATERIALS: readonly { title: string; date: string | null }[] = [
  { title: '《中华人民共和国安全生产法》', date: '2021-06-10' },
  { title: '《中华人民共和国消防法》', date: '2021-04-29' },
  { title: '《山西省安全生产条例》', date: '2022-12-09' },
  { title: '《生产安全事故应急条例》', date: '2019-02-17' },
  { title: '《中华人民共和国文物保护法》', date: '2024-11-08' },
  { title: '《中华人民共和国突发事件应对法》', date: '2024-06-28' },
  { title: '本单位应急预案', date: null },
  { title: '岗位安全操作规程', date: null },
];
export const PLACES = ['一楼大厅', '二楼会议室', '员工休息室', '值班室', '前台', '多功能厅', '院内', '消防控制室'];
export const SAID = [
  '逐条对照检查，当场确认责任人。',
  '现场演示灭火器和消火栓的使用。',
  '通报上周巡查发现的问题，明确整改时限。',
  '重温疏散路线和集合地点，清点应急照明。',
  '结合身边案例，人人发言。',
  '检查配电箱和插线板，更换老化线路两处。',
];
export const ABSENCES = ['外出培训', '病假', '轮休', '参加县里会议'];
export const EXPLANATIONS = [
  '当期停业装修，人员未到岗，已安排复工后补学。',
  '负责人更换，交接期间漏办，责任在本单位。',
  '断电检修，未能组织，今后提前安排。',
];
