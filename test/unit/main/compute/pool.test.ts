/** Real worker threads: progress arrives while a plan is searched, a stop is heard at the next step, what waits is let go at once, and the whole book holds up nobody. */
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { Cancelled } from '../../../../src/main/compute/jobs.ts'
import { workerJobs } from '../../../../src/main/compute/pool.ts'
import { Refused } from '../../../../src/shared/kernel/outcome.ts'
import { randomHousehold, twoAccounts, wishes } from '../../../fixtures/household.ts'
import { amountOf } from '../../../fixtures/snapshot.ts'

const start = () => new Worker(new URL('../../../../src/main/compute/job.worker.ts', import.meta.url))
const jobs = workerJobs(start)
afterAll(() => jobs.close())

const book = (count: number) => Array.from({ length: count }, (_, at) => randomHousehold(at + 1, `h${at}`).snapshot())
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

  test('a run over the book reports account by account, stops when asked, and leaves room for a household meanwhile', {
    timeout: 60_000,
  }, async () => {
    const stop = new AbortController()
    const reported: number[] = []
    const running = jobs.run(
      'book-plan',
      { snapshots: book(400), wishes },
      {
        signal: stop.signal,
        progress: done => reported.push(done),
      },
    )
    const stopped = running.then(
      () => 'finished',
      error => error,
    )
    const waiting = new AbortController()
    const second = jobs.run('book-plan', { snapshots: book(2), wishes }, { signal: waiting.signal, progress: () => undefined })
    const heard = second.catch(error => error)
    await jobs.run('household-plan', household(), quiet())
    waiting.abort()
    expect(await heard).toBeInstanceOf(Cancelled)
    while (reported.length < 2) await new Promise(resolve => setTimeout(resolve, 5))
    stop.abort()
    expect(await stopped).toBeInstanceOf(Cancelled)
    reported.forEach((done, at) => expect(done).toBeGreaterThanOrEqual(reported[at - 1] ?? 0))
    const rows = await jobs.run('book-plan', { snapshots: book(3), wishes }, quiet())
    expect(rows.length).toBe(book(3).reduce((sum, { accounts }) => sum + accounts.length, 0))
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
