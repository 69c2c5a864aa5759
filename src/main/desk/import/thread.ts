/**
 * Imports in a thread of their own, with a connection of its own (store/beside.ts): the window answers while a million rows are read, compared and written. One task at a
 * time; while one writes, the store refuses other writers. A stop raises a shared flag that is looked at before every statement; a thread that does not hear it within two
 * seconds is ended, which rolls its transaction back. What was committed in that very moment is told as committed.
 */
import type { Worker } from 'node:worker_threads'
import { type Refusal, Refused } from '../../../shared/kernel/outcome.ts'
import type { Progress } from '../../ports.ts'
import { findImport, findImportOf } from '../../store/imports.ts'
import type { Store } from '../../store/store.ts'
import { type Control, type ImportTasks, type ImportWork, stopped } from './work.ts'

export interface TaskRequest {
  readonly number: number
  readonly book: string
  readonly task: keyof ImportTasks
  readonly input: ImportTasks[keyof ImportTasks]['input']
  readonly flag: Int32Array<SharedArrayBuffer>
}

export type TaskReply =
  | { readonly number: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly number: number; readonly kind: 'done'; readonly output: unknown }
  | { readonly number: number; readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly number: number; readonly kind: 'failed'; readonly message: string }

const patienceMs = 2000

export function threadedImports(store: Store, start: () => Worker): ImportWork {
  let worker: Worker | undefined
  let last = 0
  let underWay: Promise<unknown> = Promise.resolve()
  const closing = new AbortController()

  function ask(task: keyof ImportTasks, input: TaskRequest['input'], control: Control): Promise<unknown> {
    const signal = AbortSignal.any([control.signal, closing.signal])
    if (signal.aborted) return Promise.reject(new Refused(stopped))
    last += 1
    const request: TaskRequest = { number: last, book: store.file, task, input, flag: new Int32Array(new SharedArrayBuffer(4)) }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const thread = worker ?? start()
    worker = thread
    let patience: NodeJS.Timeout | undefined
    const hear = (reply: TaskReply) => {
      if (reply.number !== request.number) return
      if (reply.kind === 'progress') control.progress(reply.progress)
      else if (reply.kind === 'done') resolve(reply.output)
      else reject(reply.kind === 'refused' ? new Refused(reply.refusal) : new Error(reply.message))
    }
    const ended = (error?: unknown) => {
      if (worker === thread) worker = undefined
      reject(signal.aborted ? new Refused(stopped) : error instanceof Error ? error : new Error('the import thread ended'))
    }
    const stop = () => {
      Atomics.store(request.flag, 0, 1)
      patience = setTimeout(() => void thread.terminate(), patienceMs)
    }
    thread.on('message', hear).on('error', ended).on('exit', ended)
    signal.addEventListener('abort', stop, { once: true })
    thread.ref()
    thread.postMessage(request)
    return promise.finally(() => {
      clearTimeout(patience)
      signal.removeEventListener('abort', stop)
      thread.off('message', hear).off('error', ended).off('exit', ended)
      thread.unref()
    })
  }

  /** After an end by force: whether the transaction was through already. */
  function doneAllTheSame(task: keyof ImportTasks, input: TaskRequest['input']): unknown {
    if (task === 'commit') return findImportOf(store.book, (input as ImportTasks['commit']['input']).sha256)
    if (task === 'undo' && findImport(store.book, (input as ImportTasks['undo']['input']).import)?.reversed) return { undone: true }
    return undefined
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = underWay.then(work, work)
    underWay = turn.catch(() => undefined)
    return turn
  }

  return {
    run(task, input, control) {
      const work = () => inTurn(() => ask(task, input, control))
      if (task === 'preview') return work() as Promise<never>
      return store.whileWrittenElsewhere(work).catch(error => {
        const done = error instanceof Refused && error.refusal.code === 'cancelled' ? doneAllTheSame(task, input) : undefined
        if (done === undefined) throw error
        return done
      }) as Promise<never>
    },
    async close() {
      closing.abort()
      await underWay
      await worker?.terminate()
    },
  }
}
