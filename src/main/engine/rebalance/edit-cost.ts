/** What a hand-made change of a proposal costs, and what stands against it. */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { basisPoints, counted, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { objectionsTo } from '../basket/objections.ts'
import { type Evaluation, evaluate } from '../optimize/evaluate.ts'
import type { Standing } from '../standing/standing.ts'
import type { AccountTrades } from './booked-plan.ts'
import type { ProposalBody } from './household-parts.ts'
import { jointEvaluation } from './joint/joint-place.ts'
import { type Measured, weighted } from './measure.ts'
import { capital, limitInWords } from './plan-words.ts'
import type { EditBench } from './repick.ts'
import { planOf, type Workplace } from './workplace.ts'

type EditCost = NonNullable<Proposal['edit']>

interface Edited {
  readonly bench: EditBench
  readonly base: ProposalBody
  readonly before: readonly AccountTrades[]
  readonly trades: readonly AccountTrades[]
  readonly after: Measured
}

export function editCost({ bench, base, before, trades, after }: Edited): Omit<EditCost, 'trouble'> {
  let [whole, te] = [0, 0]
  for (const [place, then, now] of pricedIn(bench, before, trades, after)) {
    const risk = ({ terms }: Evaluation) => weighted(place, place.solver.weights.risk * terms.te ** 2)
    whole += weighted(place, now.objective) - weighted(place, then.objective)
    te += risk(now) - risk(then)
  }
  const [now, then] = [after.household, base.after]
  const less = (a: Cents | null, b: Cents | null) => (a === null || b === null ? noCents : cents(a - b))
  const trackingError = now.trackingError === null || then.trackingError === null ? null : now.trackingError - then.trackingError
  const figures = {
    from: base.revision,
    weighted: cents(whole),
    te: cents(te),
    cost: less(now.cost, then.cost),
    tax: less(now.tax, then.tax),
    short: less(now.short, then.short),
    long: less(now.long, then.long),
    washed: less(now.washed, then.washed),
    permanent: less(now.permanent, then.permanent),
    trackingError,
  }
  return { ...figures, words: wordsOf(figures) }
}

type Priced = readonly [place: Pick<Workplace, 'solver'>, then: Evaluation, now: Evaluation]

/** Each account before and after, or all of them as one. */
function pricedIn(
  { places, joint }: EditBench,
  before: readonly AccountTrades[],
  trades: readonly AccountTrades[],
  { evaluations }: Measured,
): Priced[] {
  if (joint !== null) return [[joint, jointEvaluation(joint, before), jointEvaluation(joint, trades)]]
  return places.map((place, at) => [
    place,
    evaluate(place.solver, planOf(place, before[at] as AccountTrades)),
    evaluations[at] as Evaluation,
  ])
}

function wordsOf({ from, tax, cost, trackingError, short, long }: Omit<EditCost, 'trouble' | 'words'>): string {
  const parts = [
    [tax, `${exactMoney(Math.abs(tax))} of tax`],
    [cost, `${exactMoney(Math.abs(cost))} of trading cost`],
    [trackingError ?? 0, `${basisPoints(Math.abs(trackingError ?? 0))} of tracking error`],
  ] as const
  const more = parts.filter(([amount]) => amount > 0).map(([, words]) => words)
  const less = parts.filter(([amount]) => amount < 0).map(([, words]) => words)
  const said = [...(more.length > 0 ? [`costs ${more.join(' and ')}`] : []), ...(less.length > 0 ? [`saves ${less.join(' and ')}`] : [])]
  const gains = ([['short-term', short] as const, ['long-term', long] as const] satisfies (readonly [string, Cents])[])
    .filter(([, amount]) => amount !== 0)
    .map(([term, amount]) => `${exactMoney(Math.abs(amount))} ${amount > 0 ? 'more' : 'less'} ${term} gain`)
  const tail = gains.length > 0 ? ` (${gains.join(', ')})` : ''
  return said.length === 0
    ? `This edit changes no figure against revision ${from}.`
    : `This edit ${said.join(', ')} against revision ${from}${tail}.`
}

/** Of a household as one: limits of the whole that are broken now. */
export function troubleOfWhole({ joint }: EditBench, trades: readonly AccountTrades[]): string[] {
  return joint === null ? [] : brokenLimits(joint, joint.standing.snapshot.household.name, jointEvaluation(joint, trades))
}

/** In the accounts touched: limits that are broken now, purchases that are barred; everywhere: losses that section 1091 takes. */
export function troubleOf(
  standing: Standing,
  places: readonly Workplace[],
  trades: readonly AccountTrades[],
  after: Measured,
  touched: ReadonlySet<AccountId>,
  byAccount: boolean,
): string[] {
  return places.flatMap((place, at) => {
    const { name } = standing.accountOf(place.account)
    const booked = after.booked.accounts[at] as Measured['booked']['accounts'][number]
    const sales = booked.sales.flatMap(({ sold, wash }) =>
      touched.has(place.account) || wash.washedShares > 0
        ? objectionsTo(standing, sold, wash).map(({ what, where }) => `${where}: ${what}`)
        : [],
    )
    if (!touched.has(place.account)) return sales
    const barred = (trades[at] as AccountTrades).purchases.flatMap(({ security, shares }) => {
      const i = place.placeOfSecurity.get(standing.sameOf(security))
      if (i === undefined || !place.problem.instance.sec.noBuy[i]) return []
      const { symbol } = standing.securityOf(security)
      return [`${name}, ${symbol}: it is restricted or barred after a loss, and ${sharesHeld(shares)} would be bought.`]
    })
    return [...sales, ...barred, ...(byAccount ? brokenLimits(place, name, after.evaluations[at] as Evaluation) : [])]
  })
}

/** Blocked lots and washes are said by the sales themselves. */
const saidElsewhere = new Set(['lot', 'buy', 'wash'])

export function brokenLimits({ solver }: Pick<Workplace, 'solver'>, name: string, { broken }: Evaluation): string[] {
  return Object.entries(broken).flatMap(([limit, size]) => {
    if (saidElsewhere.has(limit) || size < 1e-9) return []
    const count = limit === 'number of trades' || limit === 'number of names'
    const by =
      limit === 'tracking error'
        ? basisPoints(Math.ceil(size * 1e6))
        : count
          ? counted(size, 'order')
          : exactMoney(cents(Math.ceil(size * solver.nav * 100)))
    return [`${name}: ${capital(limitInWords(limit))} ${limit === 'both sides' ? 'is bought and sold at once' : 'is missed'} by ${by}.`]
  })
}
