// The sixty supervised venues of the demonstration: every kind, every county, every legal nature, all names made up.

/** Kinds of supervised object that stand somewhere; a mass event is an object too, but not a venue. */
export const venueKinds = [
  'scenic_area',
  'travel_agency',
  'hotel',
  'homestay',
  'internet_cafe',
  'entertainment_ktv',
  'entertainment_arcade',
  'script_entertainment',
  'performance_venue',
  'new_performance_venue',
  'performance_org',
  'troupe',
  'public_culture',
  'museum',
  'heritage_unit',
  'heritage_ungraded',
  'heritage_project',
] as const;
export type VenueKind = (typeof venueKinds)[number];

export const legalNatures = [
  '企业',
  '个体工商户',
  '事业单位',
  '民办非企业',
  '国家所有',
  '集体所有',
  '私人所有',
] as const;
export type LegalNature = (typeof legalNatures)[number];

/** `at` is the county bureau, or the township that looks after an ungraded site; `manager` is the principal's name. */
export type VenueRow = {
  key: string;
  at: string;
  kind: VenueKind;
  legal: LegalNature;
  name: string;
  manager: string;
  title: string;
  aliases: string[];
  note: string;
};

/** key | at | kind | legal nature | name | principal and title | aliases | note */
const table = `
cafeTaobei | chengqu | internet_cafe | 企业 | 示范网络会所（桃北街店） | 安立新 经理 | 示范网吧桃北街店
cafeDongshan | chengqu | internet_cafe | 个体工商户 | 示范网吧（东山路店） | 平小满 经营者
ktvBeida | chengqu | entertainment_ktv | 企业 | 示范量贩歌城（北大街店） | 康乐天 总经理 | 北大街示范歌城
ktvNanshan | chengqu | entertainment_ktv | 个体工商户 | 示范好声音歌厅 | 和欣悦 经营者
arcadeStation | chengqu | entertainment_arcade | 企业 | 示范欢乐游艺城（站前广场店） | 宁一舟 店长
scriptChengqu | chengqu | script_entertainment | 个体工商户 | 示范迷局剧本推理馆 | 常小川 经营者 |  | 开业后三十日内备案
agencyQingchuan | chengqu | travel_agency | 企业 | 示范晴川旅行社 | 安若水 总经理
agencyQingchuanBranch | chengqu | travel_agency | 企业 | 示范晴川旅行社南山路服务网点 | 平致远 负责人 |  | 旅行社服务网点，责任险由总社统一投保
hotelQuancheng | chengqu | hotel | 企业 | 示范泉城大酒店 | 康国栋 总经理 |  | 四星级
theatreRenmin | chengqu | performance_venue | 企业 | 示范人民剧场 | 宁松涛 经理
liveHouse | chengqu | new_performance_venue | 企业 | 示范后台音乐空间 | 常一凡 总经理 |  | 新型演出场所，核定人数280人
showOrgXingguang | chengqu | performance_org | 企业 | 示范星光演艺经纪公司 | 和子轩 总经理
libraryChengqu | chengqu | public_culture | 事业单位 | 城区示范图书馆 | 安雅文 馆长
museumCity | chengqu | museum | 民办非企业 | 示范民俗博物馆 | 平守拙 馆长

cafePingtan | kuangqu | internet_cafe | 个体工商户 | 示范网吧（平潭街店） | 康大鹏 经营者
cafeSaiyu | kuangqu | internet_cafe | 企业 | 示范电竞馆（赛鱼店） | 宁小宇 经理 |  | 一至二层，三层另有电竞酒店
ktvQiaotou | kuangqu | entertainment_ktv | 企业 | 示范金话筒歌城 | 常得意 总经理
scriptKuangqu | kuangqu | script_entertainment | 企业 | 示范密室逃脱体验馆 | 和一诺 店长
agencyKuangqu | kuangqu | travel_agency | 企业 | 示范太行假期旅行社 | 安可期 总经理
hotelKuangqu | kuangqu | hotel | 企业 | 示范矿山宾馆 | 平万里 总经理 |  | 三星级
clubKuangqu | kuangqu | public_culture | 事业单位 | 矿区示范文化馆 | 康书怡 馆长
theatreGongren | kuangqu | performance_venue | 集体所有 | 示范工人文化宫剧场 | 宁建业 经理
museumMine | kuangqu | museum | 企业 | 示范煤炭记忆馆 | 常怀远 馆长 |  | 旧工业厂房改建，参观线路局部在地下
parkMine | kuangqu | scenic_area | 企业 | 示范矿山公园 | 和景明 总经理 |  | 3A级，场内观光小火车

cafeYinying | jiaoqu | internet_cafe | 个体工商户 | 示范网吧（荫营店） | 安小军 经营者
ktvYinying | jiaoqu | entertainment_ktv | 个体工商户 | 示范荫营歌厅 | 平春来 经营者
arcadeJiaoqu | jiaoqu | entertainment_arcade | 企业 | 示范亲子电玩乐园 | 康乐怡 店长
scenicPeak | jiaoqu | scenic_area | 企业 | 示范青峰岭景区 | 宁望山 总经理 | 青峰岭示范景区 | 3A级，林区防火重点单位
scenicSki | jiaoqu | scenic_area | 企业 | 示范云岭滑雪乐园 | 常凌云 总经理 |  | 2A级，冬季滑雪、夏季滑草
homestayJiaoqu | jiaoqu | homestay | 个体工商户 | 示范小院民宿 | 和春晓 经营者
troupeJiaoqu | jiaoqu | troupe | 民办非企业 | 示范郊区晋剧社 | 安海棠 团长
stationHedi | jiaoqu | public_culture | 事业单位 | 示范河底镇综合文化站 | 平厚德 站长
templeJiaoqu | jiaoqu | heritage_unit | 国家所有 | 示范关帝庙 | 康守义 直接责任人 |  | 市级文物保护单位，木构建筑
stageJiaoqu | hedi | heritage_ungraded | 集体所有 | 示范古戏台 | 宁存义 直接责任人 |  | 未定级，每年庙会演出
projectJiaoqu | jiaoqu | heritage_project | 企业 | 示范关帝庙献殿修缮工程 | 常匠心 项目负责人

cafeXianfu | pingding | internet_cafe | 企业 | 示范网络会所（县府街店） | 康明达 经理 | 示范网吧县府街店 县府街示范网络会所
ktvGuanshan | pingding | entertainment_ktv | 企业 | 示范冠山歌城 | 安如歌 总经理
scriptPingding | pingding | script_entertainment | 个体工商户 | 示范古城剧本杀（上城店） | 平小唐 经营者
agencyPingding | pingding | travel_agency | 企业 | 示范关山旅行社 | 宁远行 总经理
scenicWaterfall | pingding | scenic_area | 企业 | 示范水上瀑布景区 | 和长流 总经理 | 示范瀑布景区 | 4A级，玻璃栈道、漂流
scenicOldTown | pingding | scenic_area | 集体所有 | 示范古村落景区 | 常思源 总经理 |  | 3A级，村民居住与游览混合
homestayStream | pingding | homestay | 个体工商户 | 示范听泉民宿 | 安听雨 经营者
hotelPingding | pingding | hotel | 企业 | 示范平定宾馆 | 平云帆 总经理 |  | 三星级
theatrePingding | pingding | performance_venue | 事业单位 | 平定示范大剧院 | 康大雅 经理 |  | 核定观众876席
museumPingding | pingding | museum | 事业单位 | 示范石刻博物馆 | 宁石溪 馆长
greatWall | pingding | heritage_unit | 国家所有 | 示范长城遗址段 | 和守城 直接责任人 |  | 省级文物保护单位，与景区相邻
gateTower | niangziguan | heritage_ungraded | 集体所有 | 示范水磨坊群 | 常磨石 直接责任人
projectPingding | pingding | heritage_project | 企业 | 示范窑址考古发掘工地 | 安探微 项目负责人 |  | 发掘期内设围挡和夜间看护

cafeXiushui | yuxian | internet_cafe | 个体工商户 | 示范网吧（秀水街店） | 平向阳 经营者
agencyYuxian | yuxian | travel_agency | 企业 | 示范北山旅行社 | 康行健 总经理
scenicValley | yuxian | scenic_area | 企业 | 示范幽谷景区 | 宁静川 总经理 | 幽谷示范景区 | 4A级，客运索道一条
homestaySpring | yuxian | homestay | 集体所有 | 示范温泉民宿 | 和暖阳 负责人
domeTheatre | yuxian | new_performance_venue | 企业 | 示范沉浸演艺馆 | 常入画 总经理 |  | 新型演出场所，观众随演员走动
showOrgYuxian | yuxian | performance_org | 个体工商户 | 示范乡音演出服务部 | 安乡音 经营者
troupeYuxian | yuxian | troupe | 企业 | 示范盂县梆子剧团 | 平得胜 团长
libraryYuxian | yuxian | public_culture | 事业单位 | 盂县示范图书馆 | 康开卷 馆长
templeYuxian | yuxian | heritage_unit | 国家所有 | 示范龙王庙 | 宁守正 直接责任人 |  | 市级文物保护单位，木构建筑，香火由专人看管
grottoYuxian | yuxian | heritage_unit | 国家所有 | 示范千佛石窟 | 和望岳 直接责任人 |  | 县级文物保护单位，雨季渗水
tombYuxian | xiyan | heritage_ungraded | 国家所有 | 示范西烟古墓群 | 常守田 直接责任人 |  | 田野文物，无使用人
houseYuxian | liangjiazhai | heritage_ungraded | 私人所有 | 示范古民居 | 安住山 所有人 |  | 私人所有，主人在外务工，由邻居代管
`;

export const venueRows: VenueRow[] = table
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => {
    const [key = '', at = '', kind, legal, name = '', principal = '', aliases = '', note = ''] = line.split(' | ');
    const [manager = '', title = ''] = principal.split(' ');
    return {
      key,
      at,
      kind: oneOf(venueKinds, kind),
      legal: oneOf(legalNatures, legal),
      name,
      manager,
      title,
      aliases: aliases ? aliases.split(' ') : [],
      note,
    };
  });

function oneOf<const T extends string>(known: readonly T[], word: string | undefined): T {
  const found = known.find((k) => k === word);
  if (!found) throw new Error(`venue table: unknown word ${word}`);
  return found;
}
