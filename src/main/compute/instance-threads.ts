/**
 * Several instances over several threads. A thread takes the next question as soon as it has answered its last, so a long one holds nobody up; who asks awaits each
 * answer by itself and so keeps its own order.
 */
import type { Worker } from 'node:worker_threads'
import type { Outcome } from '../../shared/kernel/outcome.ts'
import type { Answer, Question } from '../engine/optimize/answer.ts'

export interface InstanceRequest {
  readonly number: number
  readonly question: Question
}

export type InstanceReply =
  | { readonly number: number; readonly kind: 'progress'; readonly nodes: number }
  | { readonly number: number; readonly kind: 'done'; readonly outcome: Outcome<Answer>; readonly ms: number }
  | { readonly number: number; readonly kind: 'failed'; readonly message: string }

export interface TimedAnswer {
  readonly outcome: Outcome<Answer>
  readonly ms: number
}

export interface InstanceThreads {
  /** Waits for a free thread, then for its answer. */
  answer(question: Question, progress: (nodes: number) => void): Promise<TimedAnswer>
  close(): Promise<void>
}

interface Asked {
  readonly number: number
  readonly question: Question
  progress(nodes: number): void
  finish(answer: TimedAnswer): void
  fail(error: Error): void
}

interface Thread {
  readonly worker: Worker
  asked: Asked | undefined
}

export function instanceThreads(count: number, start: () => Worker): InstanceThreads {
  const threads: Thread[] = []
  const waiting: Asked[] = []
  let last = 0

  /** A new thread only where all others are busy: one instance never starts two. */
  function freeThread(): Thread | undefined {
    const free = threads.find(thread => thread.asked === undefined)
    return free ?? (threads.length < count ? awake() : undefined)
  }

  function awake(): Thread {
    const thread: Thread = { worker: start(), asked: undefined }
    thread.worker.on('message', (reply: InstanceReply) => hear(thread, reply))
    thread.worker.on('error', error => retire(thread, error))
    thread.worker.on('exit', () => retire(thread, new Error('the thread ended')))
    threads.push(thread)
    return thread
  }

  /** Its question fails; those that wait go to others, or to a new one. */
  function retire(thread: Thread, error: Error): void {
    const at = threads.indexOf(thread)
    if (at < 0) return
    threads.splice(at, 1)
    thread.asked?.fail(error)
    next()
  }

  function hear(thread: Thread, reply: InstanceReply): void {
    const { asked } = thread
    if (asked?.number !== reply.number) return
    if (reply.kind === 'progress') return asked.progress(reply.nodes)
    thread.asked = undefined
    if (reply.kind === 'done') asked.finish({ outcome: reply.outcome, ms: reply.ms })
    else asked.fail(new Error(reply.message))
    next()
  }

  function next(): void {
    const thread = waiting.length > 0 ? freeThread() : undefined
    const asked = thread && waiting.shift()
    if (!asked) return
    thread.asked = asked
    thread.worker.postMessage({ number: asked.number, question: asked.question } satisfies InstanceRequest)
  }

  return {
    answer(question, progress) {
      last += 1
      const { promise, resolve, reject } = Promise.withResolvers<TimedAnswer>()
      waiting.push({ number: last, question, progress, finish: resolve, fail: reject })
      next()
      return promise
    },
    async close() {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()))
    },
  }
}
