/** A run over the book on a whole desk: each line is read off the very plan that opens behind it, as one or account by account; what stopped stays; what moved says so. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inlineJobs } from '../../../../src/main/compute/inline.ts'
import { Cancelled } from '../../../../src/main/compute/jobs.ts'
import { bookRunHandlers } from '../../../../src/main/desk/book-run.ts'
import type { Output } from '../../../../src/shared/contract/client.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { Wishes } from '../../../../src/shared/model/proposal.ts'
import type { Snapshot } from '../../../../src/shared/model/snapshot.ts'
import { usualWishes } from '../../../../src/shared/model/usual-wishes.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { randomHousehold } from '../../../fixtures/household.ts'
import { amountOf } from '../../../fixtures/snapshot.ts'

type Run = Output<'book.optimize'>
type Row = Run['rows'][number]
type Plan = Output<'optimize.run'>

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  desk = await openTestDesk({ sample: true })
  await ownTargets('okafor')
})
afterAll(() => desk.close())

/** The first account gets a model of its own: such a household is planned account by account unless somebody asks for it as one. */
async function ownTargets(household: string): Promise<void> {
  const { accounts } = await desk.get<Output<'household.view'>>('household.view', { household, asOf })
  const { models } = await desk.get<Output<'model.list'>>('model.list')
  const [first] = accounts.filter(({ mode, model }) => mode === 'tradable' && model !== null)
  await desk.get('account.save', { ...first, model: models.find(({ id }) => id !== first?.model)?.id })
}

const asOf = '2026-11-21'
const ran = (wishes: Wishes = usualWishes) => desk.get<Run>('book.optimize', { asOf, wishes })
const lastRun = async () => (await desk.get<Output<'book.optimized'>>('book.optimized')).run
const opened = ({ household }: Row, wishes: Wishes) =>
  desk.get<Plan>('optimize.run', { household, asOf, accounts: null, wishes, curve: false, keep: false })
const rowNamed = ({ rows }: Run, household: string): Row => {
  const row = rows.find(each => each.household === household)
  if (!row) throw new Error(`no line of ${household}`)
  return row
}

/** What a line says of its plan, from the plan itself. */
function said(plan: Plan) {
  const full = plan.baselines.find(({ name }) => name === 'HIFO')?.figures
  const { before, after } = plan
  return {
    proposal: plan.id,
    hash: plan.hash,
    status: plan.status,
    trackingErrorBefore: before.trackingError,
    trackingErrorAfter: after.trackingError,
    tax: after.tax,
    cost: after.cost,
    trades: plan.accounts.reduce((sum, { trades }) => sum + trades.length, 0),
    gap: plan.certificate?.gap ?? null,
    savedAgainstHifo: (full?.tax ?? 0) + (full?.cost ?? 0) - (after.tax ?? 0) - after.cost,
  }
}

function householdOf(seed: number): Snapshot {
  const snapshot = randomHousehold(seed).snapshot()
  return { ...snapshot, household: { ...snapshot.household, id: id(`h${seed}`) } }
}

/** The handlers over these households, on a desk that is stopped as soon as so many have their plans. */
function stoppedAfter(count: number, book: readonly Snapshot[], stop: AbortController) {
  let made = 0
  let turn: Promise<unknown> = Promise.resolve()
  const jobs = inlineJobs()
  const run: typeof jobs.run = async (kind, input, control) => {
    if (made >= count) {
      await turn
      stop.abort()
      throw new Cancelled()
    }
    made += 1
    const plan = jobs.run(kind, input, { ...control, signal: new AbortController().signal })
    turn = plan.then(() => new Promise(resolve => setImmediate(resolve)))
    return plan
  }
  const context = {
    jobs: { ...jobs, run },
    onChange: () => () => undefined,
    resources: { engine: 'e' },
    ports: { clock: { elapsed: () => 0 } },
  }
  const named = (body: Plan) => ({ ...body, id: 'P-1', hash: 'h' })
  return bookRunHandlers(
    context as unknown as Parameters<typeof bookRunHandlers>[0],
    { all: () => book, load: () => undefined } as unknown as Parameters<typeof bookRunHandlers>[1],
    { named } as unknown as Parameters<typeof bookRunHandlers>[2],
  )
}

describe('a line and the plan behind it', () => {
  test.each([
    ['as the targets are', usualWishes, ['accounts', 'household']],
    ['each account by its model', { ...usualWishes, scope: 'accounts' }, ['accounts']],
    [
      'closer to the model, with needs by date',
      { ...usualWishes, weights: { te: 100, tc: 1, tax: 2 }, flowDays: 60 },
      ['accounts', 'household'],
    ],
  ] as const)(
    '%s: the same to the byte of its hash',
    async (_, wishes, ways) => {
      const run = await ran(wishes)
      const planned = run.rows.filter(({ scope }) => scope !== null)
      expect([...new Set(planned.map(({ scope }) => scope))].sort()).toEqual(ways)
      for (const row of planned) {
        const plan = await opened(row, wishes)
        expect(row).toMatchObject({ ...said(plan), scope: plan.scope ?? 'accounts', moved: false, why: expect.any(String) })
        for (const account of plan.accounts) {
          const line = row.accounts.find(each => each.account === account.account)
          expect(line).toMatchObject({ status: account.status, trades: account.trades.length })
          if (account.status !== 'refused') expect(line).toMatchObject({ tax: account.after.tax, why: '' })
        }
      }
      expect(run.totals.asOne + run.totals.byAccount).toBe(planned.length)
      expect(await lastRun()).toEqual(run)
    },
    60_000,
  )

  test('a household of several accounts with one target is another plan account by account, and each run has its own', async () => {
    const [asOne, apart] = [rowNamed(await ran(), 'alvarez-kim'), rowNamed(await ran({ ...usualWishes, scope: 'accounts' }), 'alvarez-kim')]
    expect([asOne.scope, apart.scope]).toEqual(['household', 'accounts'])
    expect(asOne.proposal).not.toBe(apart.proposal)
    expect(asOne.hash).not.toBe(apart.hash)
  })

  test('a ticket from the plan that opens names the hash of the line', async () => {
    const row = rowNamed(await ran(), 'alvarez-kim')
    const { id: proposal } = await opened(row, usualWishes)
    const handed = await desk.get<Output<'proposal.handover'>>('proposal.handover', { proposal, revision: 1, edits: null })
    expect(handed.plan).toMatchObject({ proposal: row.proposal, hash: row.hash })
    const kept = await desk.get<Plan>('proposal.keep', { proposal, revision: 1, edits: null, note: '' })
    expect(kept.hash).toBe(row.hash)
  })
})

describe('without a plan', () => {
  test('accounts are counted and named with their reasons: no target, view-only', async () => {
    const { rows, totals } = await ran()
    const lines = rows.flatMap(({ accounts }) => accounts)
    expect(totals.accounts).toBe(lines.length)
    expect(totals.solved + totals.infeasible + totals.refused).toBe(totals.accounts)
    expect(new Set(lines.map(({ code }) => code))).toEqual(new Set([null, 'data/no-model', 'data/view-only']))
    expect(totals.proven).toBe(totals.solved)
    expect(totals.widestGap).toBeLessThanOrEqual(10_000)
    for (const { accounts, why } of rows) for (const line of accounts) if (line.why !== '') expect(why).toContain(line.why)
  })

  test('limits that clash say so once for a household as one, and of each account otherwise; nothing is claimed of it', async () => {
    const wishes = { ...usualWishes, cashToRaise: amountOf('90000000') }
    const asOne = rowNamed(await ran(wishes), 'alvarez-kim')
    expect(asOne).toMatchObject({
      status: 'infeasible',
      scope: 'household',
      tax: null,
      trackingErrorAfter: null,
      gap: null,
      trades: 0,
      savedAgainstHifo: null,
    })
    expect(asOne.why.match(/No plan keeps these limits together: cash to be raised\./g)).toHaveLength(1)
    expect(asOne.hash).toBe((await opened(asOne, wishes)).hash)
    const apart = rowNamed(await ran({ ...wishes, scope: 'accounts' }), 'alvarez-kim')
    expect(apart.accounts.some(({ status }) => status === 'infeasible')).toBe(true)
    expect(apart.savedAgainstHifo).toBeNull()
  })

  test('a household that is refused as a whole is a line with the words of its own screen', async () => {
    const wishes = { ...usualWishes, weights: { te: 0, tc: 0, tax: 0 } }
    const row = rowNamed(await ran(wishes), 'alvarez-kim')
    const refusal = await desk.refusal('optimize.run', {
      household: 'alvarez-kim',
      asOf,
      accounts: null,
      wishes,
      curve: false,
      keep: false,
    })
    expect(row).toMatchObject({ status: 'refused', proposal: null, hash: null, scope: null, why: refusal.what, code: refusal.code })
  })
})

describe('the last run', () => {
  test('stopped, it keeps the lines it has, and says how many were not reached', async () => {
    const book = Array.from({ length: 6 }, (_, at) => householdOf(at + 1))
    const stop = new AbortController()
    const handlers = stoppedAfter(3, book, stop)
    const call = { signal: stop.signal, progress: () => undefined }
    await expect(handlers['book.optimize']({ asOf: civilDate(asOf), wishes: usualWishes }, call)).rejects.toBeInstanceOf(Cancelled)
    const { run: part } = await handlers['book.optimized']()
    expect(part?.rows.map(({ household }) => household)).toEqual(book.slice(0, 3).map(({ household }) => household.id))
    expect(part?.left.households).toBe(3)
    const all = book.reduce((sum, { accounts }) => sum + accounts.length, 0)
    expect((part?.left.accounts ?? 0) + (part?.totals.accounts ?? 0)).toBe(all)
    expect(part?.rows.every(({ status, hash }) => status === 'optimal' && hash !== null)).toBe(true)
  })

  test('a line whose household was written to says that it moved, and its plan is another; the others do not', async () => {
    const before = rowNamed(await ran(), 'alvarez-kim')
    const need = { household: 'alvarez-kim', account: null, amount: amountOf('25000'), due: '2026-12-10', note: 'tuition' }
    await desk.get('cash-need.save', need)
    const after = (await lastRun()) as Run
    expect(after.rows.filter(({ moved }) => moved).map(({ household }) => household)).toEqual(['alvarez-kim'])
    expect((await opened(before, usualWishes)).hash).not.toBe(before.hash)
    const settings = await desk.get<Output<'settings.read'>>('settings.read')
    await desk.get('settings.save', { ...settings, driftThreshold: settings.driftThreshold + 1 })
    expect(((await lastRun()) as Run).rows.every(({ moved }) => moved)).toBe(true)
    expect((await ran()).rows.some(({ moved }) => moved)).toBe(false)
  })
})
