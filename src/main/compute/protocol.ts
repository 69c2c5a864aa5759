/** What passes between the desk and a worker thread. The flag is shared memory: set to 1 it stops a busy loop at its next step. */
import type { Refusal } from '../../shared/kernel/outcome.ts'
import type { JobKind, JobTable } from './jobs.ts'

export interface JobRequest {
  readonly number: number
  readonly kind: JobKind
  readonly input: JobTable[JobKind]['input']
  readonly flag: Int32Array<SharedArrayBuffer>
}

export type JobReply =
  | { readonly number: number; readonly kind: 'progress'; readonly done: number; readonly of: number; readonly what?: string | undefined }
  | { readonly number: number; readonly kind: 'done'; readonly output: unknown }
  | { readonly number: number; readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly number: number; readonly kind: 'cancelled' }
  | { readonly number: number; readonly kind: 'failed'; readonly message: string }
