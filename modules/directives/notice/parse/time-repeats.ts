// The words for repeats, for haste and for standing duties, each with an example that a test reads.
import type { TimeRule } from './time-rule.ts';

/** Repeats that carry a day of their own come first, so that 每月5日前 is no date. */
export const REPEAT_RULES: readonly TimeRule[] = [
  {
    name: 'each-month-by',
    needs: '每',
    example: '每月25日前报送',
    find: /每(?:个)?月(?:\d{1,2}[日号]|底|末|初|[上中下]旬)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'month',
  },
  {
    name: 'each-quarter-by',
    needs: '每',
    example: '每季度末前报送',
    find: /每(?:个)?季度?(?:末|初|首月|最后一个月|第[一二三]个月)(?:月)?(?:\d{1,2}[日号])?(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'quarter',
  },
  {
    name: 'each-half-year-by',
    needs: '每',
    example: '每半年末报送',
    find: /每半年(?:末|底)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'half-year',
  },
  {
    name: 'each-year-by',
    needs: '每',
    example: '每年12月20日前报送',
    find: /每年(?:度)?(?:\d{1,2}月(?:\d{1,2}[日号]|底|份|中旬|上旬|下旬)?|年?底|年?末)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'year',
    doubt: '每年的固定日期，请核对',
  },
  {
    name: 'each-half-year',
    needs: '半',
    example: '每半年评估一次',
    find: /每(?:个)?半年|半年一次|逐半年/g,
    kind: 'repeat',
    period: 'half-year',
  },
  {
    name: 'each-quarter',
    needs: '季',
    example: '每季度至少学习一次',
    find: /每(?:个)?季度?|按季度?(?=[^节]|$)|逐季度?|季度?(?:通报|调度)制度|一季度?一次/g,
    kind: 'repeat',
    period: 'quarter',
  },
  {
    name: 'each-month',
    needs: '月',
    example: '每月至少召开一次会议',
    find: /每(?:个)?月(?!饼)|按月|逐月|月度例会|一月一次/g,
    kind: 'repeat',
    period: 'month',
  },
  {
    name: 'each-week',
    needs: '周期',
    example: '每周巡查一次',
    find: /每(?:个)?(?:周|星期)|按周|逐周|一周一次/g,
    kind: 'repeat',
    period: 'week',
  },
  {
    name: 'each-day',
    needs: '每逐按报',
    example: '每天17时前报告',
    find: /每(?:天|日|晚|晨)|逐日|按日|一日一报/g,
    kind: 'repeat',
    period: 'day',
  },
  {
    name: 'each-year',
    needs: '年',
    example: '每年开展两次演练',
    find: /每(?:年度|年)(?!都|来|一度)|按年度?|逐年(?=报|开展|组织|评)/g,
    kind: 'repeat',
    period: 'year',
  },
];

/** Words that bind without a day and without a count. */
export const VAGUE_RULES: readonly TimeRule[] = [
  {
    name: 'soon',
    needs: '快紧期',
    example: '尽快完成整改',
    find: /尽快|抓紧(?=完成|整改|报送)|限期(?=整改|完成)/g,
    kind: 'soon',
    period: 'once',
    doubt: '写的是“尽快”“限期”，没有具体日期，请定日期',
  },

  {
    name: 'all-year',
    needs: '年期穿',
    example: '全年',
    find: /全年(?!工作|安全|任务|度)|常年|长期(?=坚持|落实|推进|$)|贯穿[^，。；]{1,10}始终/g,
    kind: 'standing',
    period: 'standing',
  },
  {
    name: 'regular',
    needs: '期常',
    example: '定期开展风险评估',
    find: /定期|经常性?(?=地|开展|组织|检查|教育|$)|不定期/g,
    kind: 'standing',
    period: 'standing',
  },
  {
    name: 'around-the-clock',
    needs: '时',
    example: '24小时值班',
    find: /24小时(?=值班|值守|在岗|专人|坚守|不间断|双人)/g,
    kind: 'standing',
    period: 'standing',
  },
  { name: 'normal', needs: '化', example: '推进安全宣传常态化', find: /常态化/g, kind: 'standing', period: 'standing' },
];
