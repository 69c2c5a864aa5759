/** Real worker threads: progress arrives while a plan is searched, a stop is heard at the next step, what waits is let go at once, and the households of the book give way. */
import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { Cancelled } from '../../../../src/main/compute/jobs.ts'
import { workerJobs } from '../../../../src/main/compute/pool.ts'
import type { JobReply, JobRequest } from '../../../../src/main/compute/protocol.ts'
import { Refused } from '../../../../src/shared/kernel/outcome.ts'
import { usualWishes } from '../../../../src/shared/model/usual-wishes.ts'
import { randomHousehold, twoAccounts, wishes } from '../../../fixtures/household.ts'
import { amountOf } from '../../../fixtures/snapshot.ts'

const start = () => new Worker(new URL('../../../../src/main/compute/job.worker.ts', import.meta.url))
const jobs = workerJobs(start)
afterAll(() => jobs.close())

const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined })
const household = () => ({
  snapshot: twoAccounts().lot('joint', 'VTI', '2020-03-14', '400', '90000.00').snapshot(),
  request: { accounts: null, wishes: { ...wishes, cashMost: 150 }, curve: true },
})

describe('plans on threads', () => {
  test('the same plan as without threads, its progress in words, and a refusal as it is', { timeout: 60_000 }, async () => {
    const seen: string[] = []
    const plan = await jobs.run('household-plan', household(), {
      signal: new AbortController().signal,
      progress: (done, of, what) => {
        expect(done).toBeLessThanOrEqual(of)
        seen.push(what ?? '')
      },
    })
    expect(plan.accounts.map(({ status }) => status)).toEqual(['optimal', 'optimal'])
    expect(seen.length).toBeGreaterThan(0)
    const { inlineJobs } = await import('../../../../src/main/compute/inline.ts')
    expect(JSON.stringify(plan)).toBe(JSON.stringify(await inlineJobs().run('household-plan', household(), quiet())))
    const none = { ...household(), request: { ...household().request, wishes: { ...wishes, weights: { te: 0, tc: 0, tax: 0 } } } }
    await expect(jobs.run('household-plan', none, quiet())).rejects.toBeInstanceOf(Refused)
  })

  test('a run over the book stops when asked, wherever its households are, and what ran is the same plan as ever', {
    timeout: 60_000,
  }, async () => {
    const stop = new AbortController()
    const asked = (at: number) => ({
      snapshot: randomHousehold(at + 1, `h${at}`, 8).snapshot(),
      request: { accounts: null, wishes: usualWishes, curve: false },
    })
    const control = { signal: stop.signal, progress: () => undefined }
    const running = Array.from({ length: 60 }, (_, at) => jobs.run('book-plan', asked(at), control).catch(error => error))
    const first = await running[0]
    stop.abort()
    const { inlineJobs } = await import('../../../../src/main/compute/inline.ts')
    expect(JSON.stringify(first)).toBe(JSON.stringify(await inlineJobs().run('book-plan', asked(0), quiet())))
    expect((await Promise.all(running)).slice(-20).every(each => each instanceof Cancelled)).toBe(true)
  })

  test('cash that nobody has is a clash, not an error', { timeout: 60_000 }, async () => {
    const { snapshot, request } = household()
    const plan = await jobs.run(
      'household-plan',
      { snapshot, request: { ...request, wishes: { ...request.wishes, cashToRaise: amountOf('900000') } } },
      quiet(),
    )
    expect(plan.accounts[0]).toMatchObject({ status: 'infeasible', trades: [] })
  })
})

/** A thread by hand: what it was given, and its answers when the test gives them. */
function threadByHand() {
  const given: JobRequest[] = []
  const thread = new EventEmitter()
  const answer = (at: number, reply: object) => thread.emit('message', { number: given[at]?.number, ...reply } as JobReply)
  return {
    given,
    answer,
    worker: Object.assign(thread, { ref() {}, unref() {}, terminate: async () => 0, postMessage: (one: JobRequest) => given.push(one) }),
  }
}

describe('a stop', () => {
  afterEach(() => void vi.useRealTimers())

  test.each([
    ['a thread that hears of it stays', 1999, 0],
    ['one that does not is ended', 2001, 1],
  ] as const)('%s', async (_, answersAfter, ended) => {
    vi.useFakeTimers()
    const thread = threadByHand()
    const terminate = vi.spyOn(thread.worker, 'terminate')
    const pool = workerJobs(() => thread.worker as unknown as Worker)
    const stop = new AbortController()
    const job = pool.run('household-plan', household(), { ...quiet(), signal: stop.signal }).catch(error => error)
    stop.abort()
    expect(await job).toBeInstanceOf(Cancelled)
    vi.advanceTimersByTime(answersAfter)
    thread.answer(0, { kind: 'cancelled' })
    vi.advanceTimersByTime(5000)
    expect(terminate).toHaveBeenCalledTimes(ended)
  })
})

describe('who goes first', () => {
  const twoThreads = () => {
    const threads = [threadByHand(), threadByHand()] as const
    let next = 0
    const pool = workerJobs(() => threads[next++]?.worker as unknown as Worker)
    return { threads, pool }
  }
  const flagOf = ({ flag }: JobRequest) => Atomics.load(flag, 0)

  test('both threads plan the book; for a household that is waited for the one begun last leaves, and is planned anew', async () => {
    const { threads, pool } = twoThreads()
    const [one, other] = threads
    const book = ['a', 'b', 'c'].map(() => pool.run('book-plan', household(), quiet()))
    expect([one.given.length, other.given.length]).toEqual([1, 1])
    const awaited = pool.run('household-plan', household(), quiet())
    expect([flagOf(one.given[0] as JobRequest), flagOf(other.given[0] as JobRequest)]).toEqual([0, 1])
    other.answer(0, { kind: 'cancelled' })
    expect(other.given[1]?.kind).toBe('household-plan')
    other.answer(1, { kind: 'done', output: 'the household' })
    expect(await awaited).toBe('the household')
    // the one that left comes before those that never ran, with a flag that nobody raised
    expect(other.given[2]).toMatchObject({ kind: 'book-plan', number: other.given[0]?.number })
    expect(flagOf(other.given[2] as JobRequest)).toBe(0)
    other.answer(2, { kind: 'done', output: 'b' })
    one.answer(0, { kind: 'done', output: 'a' })
    other.answer(3, { kind: 'done', output: 'c' })
    expect(await Promise.all(book)).toEqual(['a', 'b', 'c'])
  })

  test('one that is as good as done when it should leave is done; one that is stopped while it leaves is stopped', async () => {
    const { threads, pool } = twoThreads()
    const [one, other] = threads
    const stop = new AbortController()
    const first = pool.run('book-plan', household(), quiet())
    const second = pool.run('book-plan', household(), { ...quiet(), signal: stop.signal })
    const stopped = second.catch(error => error)
    const awaited = [pool.run('household-plan', household(), quiet()), pool.run('household-plan', household(), quiet())]
    one.answer(0, { kind: 'done', output: 'first' })
    expect(await first).toBe('first')
    stop.abort()
    // answered at once; its thread takes what waits when it is free
    expect(await stopped).toBeInstanceOf(Cancelled)
    expect(other.given).toHaveLength(1)
    other.answer(0, { kind: 'cancelled' })
    one.answer(1, { kind: 'done', output: 'x' })
    other.answer(1, { kind: 'done', output: 'y' })
    expect(await Promise.all(awaited)).toEqual(['x', 'y'])
    await pool.close()
  })
})
