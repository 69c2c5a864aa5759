/** A plan over several tax years of a large account: all scenarios, each walked, bounded and checked; and the longest that an advisor who stops it would wait. */
import { planTransition } from '../src/main/engine/transition/transition.ts'
import { isTaxable } from '../src/shared/model/lists.ts'
import type { Transition, TransitionAsked } from '../src/shared/model/transition.ts'
import { wishes } from '../test/fixtures/household.ts'
import { type JointSize, jointHousehold } from '../test/fixtures/joint-family.ts'
import type { Bench, BenchResult } from './bench.ts'

const large: JointSize = { accounts: 1, securities: 500, lots: 4, losing: 0.5 }
const limits = { three: 30_000, five: 60_000 } as const

export const yearsBench: Bench = {
  name: 'years',
  title: 'Plans over several tax years',
  onRequest: true,
  async run() {
    return [planned(3, limits.three), planned(5, limits.five)]
  },
}

function planned(years: number, limit: number): BenchResult {
  const snapshot = jointHousehold(2, large).snapshot()
  const accounts = snapshot.accounts.filter(({ type }) => isTaxable(type)).map(({ id }) => id)
  const asked: TransitionAsked = {
    accounts,
    wishes: { ...wishes, gap: 5000, seconds: 2 },
    years,
    discount: { rate: 40_000, source: 'the bench' },
    rise: null,
    custom: null,
  }
  let [steps, longest] = [0, 0]
  const started = performance.now()
  let last = started
  const found = planTransition(snapshot, asked, snapshot.federal ? [snapshot.federal] : [], {
    advance: () => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      steps += 1
    },
  })
  const ms = performance.now() - started
  if (!found.ok) throw new Error(found.refusal.what)
  return {
    subject: {
      what: `${years} years, ${snapshot.statementLots.length.toLocaleString('en-US')} lots of 500 securities, six scenarios`,
      ms: [ms],
    },
    peer: null,
    goal: `≤ ${limit.toLocaleString('en-US')} ms`,
    limit,
    note: `${steps.toLocaleString('en-US')} words of progress, the longest ${Math.round(longest)} ms after the one before; ${inWords(found.value.scenarios)}`,
  }
}

function inWords(scenarios: Transition['scenarios']): string {
  const refused = scenarios.filter(({ check }) => check.checked !== 'good').length
  const widest = scenarios.reduce((most, { gap }) => Math.max(most, gap), 0)
  return `widest distance from the best ${(widest / 10_000).toFixed(2)} %; ${refused === 0 ? 'all checked' : `${refused} refused by the checker`}`
}
