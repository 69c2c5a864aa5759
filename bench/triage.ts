/**
 * Triage of a book: for each household of 2,500 accounts whether it is rebalanced today, by the firm's policy, with a covariance of a year of prices each. The lines of the book hold the same decision beside lots, harvests
 * and wash verdicts, which are measured with it.
 */
import { rowOf } from '../src/main/compute/jobs.ts'
import { runReview } from '../src/main/engine/review.ts'
import { standingOf } from '../src/main/engine/standing/standing.ts'
import { decide } from '../src/main/engine/when/decide.ts'
import { civilDate } from '../src/shared/kernel/civil-date.ts'
import type { Snapshot } from '../src/shared/model/snapshot.ts'
import { randomHousehold } from '../test/fixtures/household.ts'
import { historyOf } from '../test/fixtures/price-history.ts'
import type { Bench, BenchResult } from './bench.ts'

const bookSize = 2500
const symbols = ['BND', 'IJR', 'SCHB', 'VNQ', 'VTI', 'VXUS']

export const triageBench: Bench = {
  name: 'triage',
  title: 'When to trade, over a book',
  async run() {
    return [triage(), wholeLines()]
  },
}

/** As they come from the store: one history a security, shared by all households. */
function bookOfHouseholds(): Snapshot[] {
  const history = symbols.map(symbol => historyOf(symbol, { market: symbol === 'BND' ? 0.001 : 0.01 }))
  const vix = { level: 2340, asOf: civilDate('2026-11-20'), source: 'the price series VIX' }
  const book: Snapshot[] = []
  for (let [seed, accounts] = [1, 0]; accounts < bookSize; seed++) {
    const snapshot = randomHousehold(seed, `h${seed}`, 3).with({ vix }).snapshot()
    accounts += snapshot.accounts.length
    book.push({ ...snapshot, history })
  }
  return book
}

function triage(): BenchResult {
  let fired = 0
  const ms = Array.from({ length: 3 }, () => {
    const ready = bookOfHouseholds().map(snapshot => ({ standing: standingOf(snapshot), drift: runReview(snapshot, '').drift }))
    const started = performance.now()
    fired = ready.filter(({ standing, drift }) => decide(standing, drift).when.decision === 'rebalance').length
    return performance.now() - started
  })
  const what = `decide for the households of ${bookSize.toLocaleString('en-US')} accounts`
  return {
    subject: { what, ms },
    peer: null,
    goal: '≤ 2,000 ms',
    limit: 2000,
    note: `${fired} to be rebalanced; estimates included, lots and reviews made before`,
  }
}

function wholeLines(): BenchResult {
  const ms = Array.from({ length: 3 }, () => {
    const book = bookOfHouseholds()
    const started = performance.now()
    for (const snapshot of book) rowOf(snapshot)
    return performance.now() - started
  })
  const what = 'their whole lines of the book: lots, wash verdicts, harvests, drift and decision'
  return { subject: { what, ms }, peer: null, goal: '≤ 4,000 ms', limit: 4000, note: 'one thread; kept until a household changes' }
}
