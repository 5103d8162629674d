// What joint studies say to the units that take part.
import { jointly } from '@anlan/kernel/record';

export const { jointWith, letIn, tellJoint } = jointly({
  module: 'study',
  kind: 'study',
  may: 'study.record',
  withHost: { message: '联合学习单位不用填写主办单位自己，请去掉后再保存。', field: '请去掉主办单位' },
  news: {
    plan: { title: '联合学习安排', body: '请安排人员参加，学习后在记录中确认。' },
    hold: { title: '请确认联合学习', body: '请填写本单位参加人员并确认，确认后计入本单位任务。' },
    amend: { title: '联合学习日期已更正', body: '本单位的任务已按更正后的日期重新认定，请核对。' },
    void: { title: '联合学习已作废', body: '由它完成的本单位任务已重新变为未完成，请另行安排。' },
  },
});
