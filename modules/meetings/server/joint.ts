// What joint meetings say to the units that take part.
import { jointly } from '@anlan/kernel/record';

const WITH_HOST = '联合召开单位不用填写召开单位自己，请去掉后再保存。';

export const { jointWith, letIn, tellJoint } = jointly({
  module: 'meetings',
  kind: 'meetings',
  may: 'meetings.record',
  withHost: { message: WITH_HOST, field: WITH_HOST },
  news: {
    plan: { title: '联合会议安排', body: '请安排人员参加，会后在记录中确认。' },
    hold: { title: '请确认联合会议', body: '请填写本单位参加人员并确认，确认后计入本单位任务。' },
    amend: { title: '联合会议日期已更正', body: '本单位的任务已按更正后的日期重新认定，请核对。' },
    void: { title: '联合会议已作废', body: '由它完成的本单位任务已重新变为未完成，请另行安排。' },
  },
});
