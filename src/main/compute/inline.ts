/** The same jobs without a thread: for tests and for the command line, where nothing else is waiting. Yields between steps, so Ctrl-C is heard. */
import { Cancelled, type JobControl, type JobKind, type Jobs, type JobTable, runJob } from './jobs.ts'

export function inlineJobs(): Jobs {
  return {
    async run<Kind extends JobKind>(kind: Kind, input: JobTable[Kind]['input'], control: JobControl): Promise<JobTable[Kind]['output']> {
      await new Promise(resolve => setImmediate(resolve))
      return runJob(kind, input, {
        advance(done, of, what) {
          if (control.signal.aborted) throw new Cancelled()
          control.progress(done, of, what)
        },
      })
    },
    close: async () => undefined,
  }
}
