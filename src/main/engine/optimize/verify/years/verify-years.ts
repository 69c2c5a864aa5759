/**
 * The checker of a scenario over years. From the problem, the plan and the prices alone: no lot is sold twice or while it is barred, nothing is resold that was not bought, every
 * account's cash keeps its limits, budgets are kept, section 1091 holds within each year, the score is what it is said to be, and the bound holds. Shares no code with the solver.
 */
import type { YearsPlan, YearsProblem } from '../../years/years-problem.ts'
import type { YearsProof } from '../../years/years-proof.ts'
import { boundOfYears } from './bound.ts'
import { checkedYears } from './netting.ts'
import { type CheckedScore, scoreOfYears } from './score.ts'

export interface ClaimOfYears {
  /** With the scenario's own budgets. */
  readonly problem: YearsProblem
  readonly plan: YearsPlan
  readonly score: number
  /** The problem the bound is of, and what proves it. */
  readonly against: YearsProblem
  readonly proof: YearsProof
  readonly bound: number
}

/** Fractions of the value: a cent in a million dollars. */
const aCent = 1e-8
/** Whole shares of each lot are sums of millionths: a tenth of a cent in a million. */
const noShare = 1e-9

/** What is wrong, each in a sentence; empty where all holds. */
export function faultsOfYears(claim: ClaimOfYears): string[] {
  const { problem, plan, against, proof } = claim
  if (!shaped(problem, plan)) return ['The plan is not one of these accounts.']
  const found = scoreOfYears(problem, plan)
  const bound = boundOfYears(against, proof)
  return [
    ...lotFaults(problem, plan),
    ...resaleFaults(problem, plan),
    ...cashFaults(problem, plan),
    ...washFaults(problem, plan),
    ...budgetFaults(problem, found),
    ...(Math.abs(found.score - claim.score) > aCent ? ['The score is not that of the plan.'] : []),
    ...(widens(problem, against) ? [] : ['The bound is of another problem.']),
    ...(bound < claim.bound - aCent ? ['The prices do not prove the bound.'] : []),
    ...(claim.bound > claim.score + aCent && withinBudgets(problem, found) ? ['The bound is above the plan.'] : []),
  ]
}

function shaped({ base, years }: YearsProblem, { sell, buy, resell }: YearsPlan): boolean {
  const sized = (lists: readonly Float64Array[], count: number) =>
    lists.length === years.length && lists.every(list => list.length === count && list.every(each => Number.isFinite(each) && each >= 0))
  return sized(sell, base.lots.count) && sized(buy, base.securities.count) && sized(resell, base.securities.count)
}

function lotFaults({ base, years }: YearsProblem, { sell }: YearsPlan): string[] {
  const faults: string[] = []
  for (let l = 0; l < base.lots.count; l++) {
    let sold = 0
    years.forEach(({ free }, y) => {
      sold += sell[y][l]
      if (sell[y][l] > free[l] + noShare) faults.push(`Lot ${l + 1} is sold in year ${y + 1} though it may not be, or beyond what may be.`)
    })
    if (sold > base.lots.value[l] + noShare) faults.push(`More is sold of lot ${l + 1} over the years than there is.`)
  }
  return faults
}

function resaleFaults({ base, years }: YearsProblem, { buy, resell }: YearsPlan): string[] {
  const faults: string[] = []
  for (let i = 0; i < base.securities.count; i++) {
    let stock = 0
    for (let y = 0; y < years.length; y++) {
      if (resell[y][i] > stock + noShare) faults.push(`Security ${i + 1} is sold again in year ${y + 1} beyond what was bought before.`)
      stock += buy[y][i] - resell[y][i]
      if (buy[y][i] > noShare && years[y].buyable[i] <= 0) faults.push(`Security ${i + 1} is bought in year ${y + 1} though it may not be.`)
    }
  }
  return faults
}

/** No account spends more than it has, keeps less cash than it is to keep, or less than it had where that is less still. */
function cashFaults({ base, years }: YearsProblem, { sell, buy, resell }: YearsPlan): string[] {
  const accounts = years[0]?.cash ?? []
  return accounts.flatMap(({ from, until }, a) => {
    let spent = 0
    let before = 0
    return years.flatMap(({ cash }, y) => {
      for (let i = from; i < until; i++) {
        spent += buy[y][i] - resell[y][i]
        for (let l = base.lots.start[i]; l < base.lots.start[i + 1]; l++) spent -= sell[y][l]
      }
      const most = Math.max(cash[a].high, before, 0)
      before = Math.max(0, spent)
      return spent > most + aCent ? [`Account ${a + 1} spends more cash by year ${y + 1} than it may.`] : []
    })
  })
}

function washFaults({ base, years }: YearsProblem, { sell, buy }: YearsPlan): string[] {
  const { identical } = base.securities
  return years.flatMap(({ gain }, y) => {
    const lost = new Set<number>()
    for (let i = 0; i < base.securities.count; i++)
      for (let l = base.lots.start[i]; l < base.lots.start[i + 1]; l++) if (gain[l] < 0 && sell[y][l] > noShare) lost.add(identical[i])
    lost.delete(-1)
    const both = [...identical.keys()].find(i => buy[y][i] > noShare && lost.has(identical[i]))
    return both === undefined ? [] : [`In year ${y + 1} a security is bought of which a loss is sold (section 1091).`]
  })
}

/** A hundredth of a percent of a percent: whole shares and cents. */
const hair = 1e-6

function budgetFaults(problem: YearsProblem, found: CheckedScore): string[] {
  return problem.years.flatMap((_, y) => (keepsBudget(problem, found, y) ? [] : [`Year ${y + 1} does not keep its budget.`]))
}

function withinBudgets(problem: YearsProblem, found: CheckedScore): boolean {
  return problem.years.every((_, y) => keepsBudget(problem, found, y))
}

function keepsBudget({ years }: YearsProblem, { gains, years: reckoned }: CheckedScore, y: number): boolean {
  const { budget, tax } = years[y]
  const [short, long] = gains[y]
  if (budget.gain !== null && long > budget.gain + hair) return false
  // what is carried into the year may leave more than this only by itself
  if (budget.gain !== null && short > 0 && reckoned[y].netShort > Math.max(0, tax.shortSoFar) + hair) return false
  if (budget.tax === null || (short === 0 && long === 0)) return true
  const resting = checkedYears(
    years.map(each => each.tax),
    [],
  )
  return reckoned[y].tax - resting[y].tax <= budget.tax + hair
}

/** Equal but for budgets, and those no narrower than asked. */
function widens(asked: YearsProblem, against: YearsProblem): boolean {
  if (asked.base.nav !== against.base.nav || asked.years.length !== against.years.length) return false
  return against.years.every(({ budget, tax }, y) => {
    const own = asked.years[y]
    const noNarrower = (wide: number | null, narrow: number | null) => wide === null || (narrow !== null && wide >= narrow)
    return (
      noNarrower(budget.gain, own.budget.gain) && noNarrower(budget.tax, own.budget.tax) && JSON.stringify(tax) === JSON.stringify(own.tax)
    )
  })
}
