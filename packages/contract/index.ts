// The words in which a module promises what it does; data and pure functions, shared by server, desk and field.
export * from './words.ts';
export * from './problem.ts';
export * from './lifecycle.ts';
export * from './route.ts';
export * from './contract.ts';
export * from './period.ts';
export * from './light.ts';
export * from './view.ts';
export * from './desk.ts';
export * from './factor.ts';
export * from './audit.ts';
export * from './notice.ts';
export * from './call.ts';
