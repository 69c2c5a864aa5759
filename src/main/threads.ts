/** The thread behind long work, as hosts start it: the worker is a bundle of its own beside main's. */
import startWorker from './compute/job.worker.ts?nodeWorker'
import type { Jobs } from './compute/jobs.ts'
import { workerJobs } from './compute/pool.ts'

export function threadedJobs(): Jobs {
  return workerJobs(() => startWorker({ name: 'lotwright jobs' }))
}
