// Every rule in a table does what its example says.
import { expect, test } from 'vitest';
import { assignedIn, BRACKET_RULES } from './brackets.ts';
import { SEASONS } from './doubts.ts';
import { dateLine, day, monthEnd, numberOf } from './dates.ts';
import { diff } from './diff.ts';
import { MARKERS, markerOf } from './marker.ts';
import { SECTION_RULES } from './sections.ts';
import { COLUMNS } from './table.ts';
import { isDeadline, TIME_RULES, timesIn, type Clock } from './time.ts';
import { titleFrom } from './titles.ts';
import { isActor, splitActors, splitCell, splitRecipients } from './units.ts';
import { subjectOf, WHO_RULES, whoOf } from './who.ts';

const clock: Clock = { year: 2023, today: '2023-05-09' };

test.each(TIME_RULES.map((r) => [r.name, r.example] as const))('时间规则 %s：%s', (name, example) => {
  expect(timesIn(example, clock).map((h) => h.rule)).toContain(name);
});

test.each([
  ['11月底前', '2023-11-30'],
  ['6月底前建立制度', '2023-06-30'],
  ['2024年2月底前', '2024-02-29'],
  ['年底前完成', '2023-12-31'],
  ['上半年，开展一次培训', '2023-06-30'],
  ['于5月15日前把清单报送市局', '2023-05-15'],
  ['自即日起至6月8日', '2023-06-08'],
  ['3月1日至31日', '2023-03-31'],
  ['自即日起至本月底', '2023-05-31'],
  ['明年1月底前', '2024-01-31'],
  ['十月底前', '2023-10-31'],
  ['第三季度末前', '2023-09-30'],
  ['9月中旬前', '2023-09-20'],
  ['国庆节前完成整改', '2023-09-30'],
  ['中秋节前', '2023-09-28'],
  ['春节前报送总结', '2024-02-09'],
  ['明年元宵节前', '2024-02-23'],
  ['即日起至国庆节前', '2023-09-30'],
  ['即日起至年底', '2023-12-31'],
  ['本月25日前', '2023-05-25'],
  ['6月9日18时前', '2023-06-09'],
  ['6月9日12:00前', '2023-06-09'],
  ['6月9日下午5时30分前', '2023-06-09'],
])('%s 是 %s', (words, due) => {
  expect(timesIn(words, clock).map((h) => h.due)).toEqual([due]);
});

test.each([
  '每个岗位都要落实',
  '三年内实现',
  '自6月8日起，开展检查',
  '2023年5月9日',
  '每次会议',
  '第一季刊',
  '57家单位',
  '应急处置',
  '5月9日',
  '春节前后加强检查',
  '节日期间值班',
])('%s 没有期限', (words) => {
  expect(timesIn(words, clock).filter((h) => h.kind === 'date' && h.due !== null)).toEqual([]);
});

test('月份不带年份又没有成文日期时，不猜日期', () => {
  expect(timesIn('6月底前', { year: null, today: null })).toMatchObject([
    { due: null, doubt: '没有写明年份，请补定日期' },
  ]);
  expect(timesIn('2月30日前', clock)).toMatchObject([{ due: null, doubt: '日历上没有这一天，请核对' }]);
});

test.each([
  ['分别于6月、9月、12月底前报送', ['2023-06-30', '2023-09-30', '2023-12-31']],
  ['6月10日、9月10日和12月10日前报送', ['2023-06-10', '2023-09-10', '2023-12-10']],
])('%s 是几个期限', (words, dues) => {
  expect(timesIn(words, clock).map((h) => h.due)).toEqual(dues);
});

test.each(['汛期前完成排查', '请于25日前报送', '接到通知后5个工作日内'])('%s 要问清日期', (words) => {
  expect(timesIn(words, clock)).toMatchObject([{ kind: 'date', due: null, doubt: expect.any(String) }]);
});

test('月度、季度、年度评估是三个周期', () => {
  expect(timesIn('定期开展月度、季度、年度评估', clock).map((h) => h.period)).toEqual([
    'standing',
    'month',
    'quarter',
    'year',
  ]);
});

test.each(MARKERS.map((m) => [m.name, m.example, m.level] as const))('编号 %s：%s', (_, example, level) => {
  expect(markerOf(example)?.level).toBe(level);
});

test.each(['2024年工作', '1.5万元', '24小时值班', '一是落实责任', '一般隐患、重大隐患'])('%s 不是编号', (s) =>
  expect(markerOf(s)).toBeNull(),
);

test.each(COLUMNS.map((c) => [c.column, c.example] as const))('表头 %s：%s', (column, example) => {
  expect(COLUMNS.find((c) => c.at.test(example))?.column).toBe(column);
});

test.each(SECTION_RULES.map((r) => [r.kind, r.example] as const))('部分 %s：%s', (kind, example) => {
  const title = example.slice(markerOf(example)?.length ?? 0);
  expect(SECTION_RULES.find((r) => r.at.test(title))?.kind).toBe(kind);
});

test.each(BRACKET_RULES.map((r) => [r.name, r.example] as const))('括注 %s：%s', (_, example) => {
  const got = assignedIn(`逐项落实。${example}`, clock);
  expect(got.units.length + got.times.length).toBeGreaterThan(0);
});

test('括注里分得清牵头、配合和时限', () => {
  expect(
    assignedIn('（由市场管理科牵头，市文旅局（文物局）、安全监管科配合，2023年6月底前完成）', clock),
  ).toMatchObject({
    units: ['市场管理科', '市文旅局（文物局）', '安全监管科'],
    lead: '市场管理科',
    deadlineText: '2023年6月底前完成',
    times: [{ due: '2023-06-30' }],
  });
});

test.each(SEASONS.map((s) => [s.name, s] as const))('季节 %s', (_, season) =>
  expect(season.example).toMatch(season.at),
);

test.each(WHO_RULES.map((r) => [r.name, r.example] as const))('谁来做 %s：%s', (_, example) => {
  const [s = '', names = ''] = example.split(' → ');
  const time = timesIn(s, clock)[0]?.from ?? 0;
  expect(whoOf(s, 0, 0, time, s.length).join('、')).toBe(names);
});

test.each([
  ['10月31日前，各区（市）文化馆、下属各院团印发隐患台账管理办法。', ['各区（市）文化馆', '下属各院团']],
  [
    '2027年1月15日前，各乡镇（街道）、馆内各科室组织辖区文保点对用火用电开展一次全面检查',
    ['各乡镇（街道）', '馆内各科室'],
  ],
  ['下半年，各店铺各商户至少组织一次灭火器使用培训', ['各店铺各商户']],
  ['9月20日前，馆属各部门及人员聚集场所至少组织一次疏散演习', ['馆属各部门', '人员聚集场所']],
  ['第三季度末前各分馆完成线路改造', ['各分馆']],
  ['按照省厅统一部署，市督查室、各剧团制定实施细则', ['市督查室', '各剧团']],
  ['年底前，请文物保护中心提交总结', ['文物保护中心']],
])('没有“要”“应”也认得出主语：%s', (sentence, units) => {
  expect(subjectOf(sentence)).toEqual(units);
  expect(whoOf(sentence, 0, 0, timesIn(sentence, clock)[0]?.from ?? 0, sentence.length)).toEqual(units);
});

test.each([
  '认真组织所属企业开展自查',
  '10月31日前，印发隐患台账管理办法',
  '11月底前，面向企业开展培训',
  '上半年，委托专业机构开展评估',
  '严格落实24小时值班制度',
  '上半年，各分馆完成了线路改造',
  '从业人员超过百人的，设置安全管理机构',
  '应急预案根据演练情况修订',
])('没有主语，或者说的是已经做过的事，就不猜：%s', (sentence) => expect(subjectOf(sentence)).toEqual([]));

test.each([
  '改革与宣传科',
  '文物考古与博物馆科',
  '局公共服务和艺术科',
  '各县（区）文旅局',
  '局属各单位',
  '市执法队',
  '党政领导干部',
  '市文旅局（文物局）',
])('%s 是一个单位或岗位', (name) => {
  expect(isActor(name)).toBe(true);
  expect(splitActors(name)).toEqual([name]);
});

test.each(['全社会', '现场', '召开会议', '对照清单', '要求各单位', '机会'])('%s 不是单位', (words) =>
  expect(isActor(words)).toBe(false),
);

test('一格里的单位按空格、顿号、换行分开，断在两行的名字接起来', () => {
  expect(splitCell('各县区文旅局 局属各单位\u2028文物考古与\u2028博物馆科、市执法队')).toEqual([
    '各县区文旅局',
    '局属各单位',
    '文物考古与博物馆科',
    '市执法队',
  ]);
});

test.each([
  ['各部门、各店铺', ['各部门', '各店铺']],
  [
    '各省、自治区、直辖市人民政府，国务院各部委、各直属机构',
    ['各省、自治区、直辖市人民政府', '国务院各部委、各直属机构'],
  ],
  ['各县（区）文化和旅游局，机关各科室、局属各单位', ['各县（区）文化和旅游局', '机关各科室', '局属各单位']],
])('主送 %s', (words, units) => expect(splitRecipients(words)).toEqual(units));

test.each([
  ['全年', true],
  ['6月底前建立制度，全年落实', true],
  ['每半年', true],
  ['市场管理科', false],
  ['局属各单位', false],
])('%s 是时限：%s', (words, is) => expect(isDeadline(words, clock)).toBe(is));

test('没有小标题的条目，从第一句取标题', () => {
  expect(titleFrom('各部门、各单位要严格落实主体责任，认真开展防汛自查工作。', clock)).toBe('开展防汛自查工作');
});

test('比较两种写法，指出不同之处', () => {
  expect(diff('开展全面排查隐患整治', '开展排查隐患和整治')).toEqual([
    { aFrom: 2, aTo: 4, bFrom: 2, bTo: 2 },
    { aFrom: 8, aTo: 8, bFrom: 6, bTo: 7 },
  ]);
  expect(diff('相同', '相同')).toEqual([]);
});

test('日历', () => {
  expect([monthEnd(2024, 2), monthEnd(2023, 2), day(2023, 2, 29), dateLine('二〇二三年十二月三十一日')]).toEqual([
    '2024-02-29',
    '2023-02-28',
    null,
    '2023-12-31',
  ]);
  expect(['十二', '二十五', '两', '9', '多'].map(numberOf)).toEqual([12, 25, 2, 9, Number.NaN]);
});
