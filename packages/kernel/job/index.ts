// Work after the deed: the outbox, reactions that happen exactly once, jobs with retries, and the nightly pass.
export { enqueue, type When } from './enqueue.ts';
export { failedJobs, retryJobs, type FailedJob } from './failed.ts';
export { migrateJobs } from './migrate.ts';
export { type Deed } from './outbox.ts';
export { policies } from './policies.ts';
export { workerSilence } from './pulse.ts';
export { type Nightly, type Reaction, type Task } from './tasks.ts';
export { startWork, type Work, type WorkOptions } from './work.ts';
