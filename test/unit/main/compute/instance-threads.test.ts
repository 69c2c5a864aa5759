/** Threads of the command line's optimizer with stand-ins for workers: who gets which question, whose answer goes where, and what becomes of a failure. */
import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type InstanceReply, type InstanceRequest, instanceThreads } from '../../../../src/main/compute/instance-threads.ts'
import type { Question } from '../../../../src/main/engine/optimize/answer.ts'
import { randomInstance } from '../../../fixtures/instance-generator.ts'
import { small } from '../../../fixtures/problem.ts'

class StandIn extends EventEmitter {
  readonly asked: InstanceRequest[] = []
  ended = false

  postMessage(request: InstanceRequest): void {
    this.asked.push(request)
  }

  async terminate(): Promise<number> {
    this.ended = true
    return 0
  }

  /** To the question asked last. */
  reply(reply: { kind: 'progress'; nodes: number } | { kind: 'failed'; message: string } | { kind: 'done' }): void {
    const request = this.asked.at(-1)
    const number = request?.number ?? 0
    const line = request?.question.instance.name ?? ''
    const whole: InstanceReply =
      reply.kind === 'done'
        ? {
            number,
            kind: 'done',
            ms: 1,
            outcome: { ok: true, value: { line, status: 'optimal', proposal: undefined, unwritten: undefined } },
          }
        : { number, ...reply }
    this.emit('message', whole)
  }
}

function pool(count: number) {
  const workers: StandIn[] = []
  const threads = instanceThreads(count, () => {
    const worker = new StandIn()
    workers.push(worker)
    return worker as unknown as Worker
  })
  const ask = (seed: number, progress: (nodes: number) => void = () => {}) => {
    const instance = randomInstance(seed, small)
    const question: Question = { instance, covariance: undefined, gap: 0.01, seconds: 1, withProposal: false }
    return threads.answer(question, progress).then(({ outcome }) => (outcome.ok ? outcome.value.line : ''))
  }
  const at = (index: number) => workers[index] ?? new StandIn()
  return { threads, workers, ask, at }
}

test('a thread is started only where all others are busy, and takes the next question when it is done', async () => {
  const { workers, ask, at } = pool(2)
  const [one, two, three] = [ask(1), ask(2), ask(3)]
  expect(workers.map(({ asked }) => asked.length)).toEqual([1, 1])
  at(1).reply({ kind: 'done' })
  expect(await two).toBe('random 2')
  expect(at(1).asked.map(({ question }) => question.instance.name)).toEqual(['random 2', 'random 3'])
  at(0).reply({ kind: 'done' })
  at(1).reply({ kind: 'done' })
  expect([await one, await three]).toEqual(['random 1', 'random 3'])
  const four = ask(4)
  at(0).reply({ kind: 'done' })
  expect([await four, workers.length]).toEqual(['random 4', 2])
})

test('progress goes to who asked', async () => {
  const { ask, at } = pool(2)
  const heard: string[] = []
  const both = [ask(1, nodes => heard.push(`one ${nodes}`)), ask(2, nodes => heard.push(`two ${nodes}`))]
  at(1).reply({ kind: 'progress', nodes: 7 })
  at(0).reply({ kind: 'progress', nodes: 3 })
  for (const index of [0, 1]) at(index).reply({ kind: 'done' })
  await Promise.all(both)
  expect(heard).toEqual(['two 7', 'one 3'])
})

test('a question that fails fails alone; a thread that dies fails its question; closing ends all', async () => {
  const { threads, workers, ask, at } = pool(1)
  const [one, two] = [ask(1), ask(2)]
  at(0).reply({ kind: 'failed', message: 'a bug' })
  await expect(one).rejects.toThrow('a bug')
  at(0).reply({ kind: 'done' })
  expect(await two).toBe('random 2')
  const [three, four] = [ask(3), ask(4)]
  at(0).emit('error', new Error('out of memory'))
  at(0).emit('exit')
  await expect(three).rejects.toThrow('out of memory')
  at(1).reply({ kind: 'done' })
  expect(await four).toBe('random 4')
  await threads.close()
  expect(workers.map(({ ended }) => ended)).toEqual([false, true])
})
