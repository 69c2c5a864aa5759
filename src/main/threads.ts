/** The threads behind long work, as hosts and the command line start them: each worker is a bundle of its own beside main's. */

import startInstanceWorker from './compute/instance.worker.ts?nodeWorker'
import { type InstanceThreads, instanceThreads } from './compute/instance-threads.ts'
import startWorker from './compute/job.worker.ts?nodeWorker'
import type { Jobs } from './compute/jobs.ts'
import { workerJobs } from './compute/pool.ts'

export function threadedJobs(): Jobs {
  return workerJobs(() => startWorker({ name: 'lotwright jobs' }))
}

export function optimizerThreads(count: number): InstanceThreads {
  return instanceThreads(count, () => startInstanceWorker({ name: 'lotwright optimizer' }))
}
