/** The threads behind long work, as hosts and the command line start them: each worker is a bundle of its own beside main's. */

import startInstanceWorker from './compute/instance.worker.ts?nodeWorker'
import { type InstanceThreads, instanceThreads } from './compute/instance-threads.ts'
import startWorker from './compute/job.worker.ts?nodeWorker'
import type { Jobs } from './compute/jobs.ts'
import { workerJobs } from './compute/pool.ts'
import { threadedImports } from './desk/import/thread.ts'
import type { ImportWork } from './desk/import/work.ts'
import startImportWorker from './import.worker.ts?nodeWorker'
import type { Store } from './store/store.ts'

export function threadedJobs(): Jobs {
  return workerJobs(() => startWorker({ name: 'lotwright jobs' }))
}

export function importsInThread(store: Store): ImportWork {
  return threadedImports(store, () => startImportWorker({ name: 'lotwright imports' }))
}

export function optimizerThreads(count: number): InstanceThreads {
  return instanceThreads(count, () => startInstanceWorker({ name: 'lotwright optimizer' }))
}
