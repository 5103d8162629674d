// What people are told: messages that stay in an inbox, and live updates that pass.
export { announce, type DeedEvent } from './announce.ts';
export { inboxPage, markRead } from './inbox.ts';
export { gatewayState, retryGateway, saveGateway } from './gateway.ts';
export { openLive, type Live, type LiveEvent } from './live.ts';
export { noticeTypes, setNoticeType } from './types.ts';
export { policies } from './policies.ts';
export { peopleAs, peopleWith, tell, type Message } from './tell.ts';
