/** Trails of what is summed over lots: holdings, drift, the household's line in the book, the lots that are ready. */
import { addCents, type Cents, cents, noCents, subtractCents } from '../../../shared/kernel/cents.ts'
import { sumShares } from '../../../shared/kernel/shares.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { Candidate, Review } from '../../../shared/model/review.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date, exactMoney, percent, points, sharesHeld, signedExactMoney } from '../../../shared/present/format.ts'
import { modelOf } from '../model/model-of.ts'
import { slotsOf } from '../model/slots.ts'
import { cashToRaise } from '../rebalance/cash-to-raise.ts'
import { type Holding, holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { basisTrace, gainTrace, priceOfSecurity, valueTrace } from './lot-trace.ts'
import { positionTrace } from './position-trace.ts'
import { step } from './step.ts'
import { carriedTrace, savedNowTrace } from './tax-trace.ts'

export function holdingTrace(
  standing: Standing,
  review: Review,
  [account, security]: readonly string[],
  figure: string,
): Trace | undefined {
  const lots = review.candidates.filter(({ lot }) => lot.account === account && lot.security === security)
  const [first] = lots
  if (first === undefined) return positionTrace(standing, [account ?? '', security ?? ''], figure)
  const label = (lot: Candidate) => `Lot of ${date(lot.lot.acquired)}`
  const each = (of: (lot: Candidate) => Trace) => lots.map(lot => ({ ...of(lot), label: label(lot) }))
  switch (figure) {
    case 'shares':
      return step('Shares', sharesHeld(sumShares(lots.map(({ lot }) => lot.shares))), {
        inputs: lots.map(lot => step(label(lot), sharesHeld(lot.lot.shares))),
      })
    case 'price':
      return priceOfSecurity(standing, first.lot.security)
    case 'value':
      return step('Value', exactMoney(total(lots.map(lot => lot.value))), {
        formula: 'sum over the lots',
        inputs: each(lot => valueTrace(standing, lot)),
      })
    case 'basis':
      return step('Basis', exactMoney(total(lots.map(({ lot }) => lot.basis))), {
        formula: 'sum over the lots',
        inputs: each(lot => basisTrace(standing, lot)),
      })
    case 'gain':
      return step('Gain or loss', exactMoney(total(lots.map(lot => lot.gain))), {
        formula: 'sum over the lots',
        inputs: each(lot => gainTrace(standing, lot)),
      })
    case 'unreconciled':
      return unreconciledTrace(standing, lots)
    default:
      return undefined
  }
}

function unreconciledTrace(standing: Standing, lots: readonly Candidate[]): Trace | undefined {
  const first = lots[0]?.lot
  if (first === undefined) return undefined
  const position = standing.snapshot.positions.find(
    one => one.account === first.account && standing.sameOf(one.security) === standing.sameOf(first.security),
  )
  return step('Position less lots', sharesHeld(standing.unreconciledOf(first.account, first.security)), {
    formula: 'shares of the custodian’s position − shares of the lots',
    inputs: [
      step('Custodian’s position', sharesHeld(position?.shares ?? null), position ? { source: `position of ${date(position.asOf)}` } : {}),
      step('Lots', sharesHeld(sumShares(lots.map(({ lot }) => lot.shares)))),
    ],
  })
}

function pricedInWords({ priced, positions }: Review['worth']): string {
  return priced === positions ? 'priced holdings + cash' : `${priced} of ${positions} positions have a price: these + cash`
}

export function driftTrace(standing: Standing, review: Review, security: string | undefined, figure: string): Trace | undefined {
  const { drift } = review
  if (security === undefined) {
    if (figure === 'value')
      return step('Value', exactMoney(review.worth.value), {
        formula: pricedInWords(review.worth),
        inputs: drift.rows.map(row => rowValueTrace(standing, review, row)),
      })
    return step('Portfolio drift', points(drift.portfolio), {
      formula: 'half the sum of |weight − target|, cash included',
      rule: 'rebalancing planner (US), core metric 1',
      inputs: [...drift.rows.map(row => rowTrace(standing, review, row)), ...drift.flags.map(flag => step(flag, ''))],
    })
  }
  const row = drift.rows.find(one => keyOf(one) === security) ?? drift.rows.find(one => one.security === security)
  if (row === undefined) return undefined
  if (figure === 'value') return rowValueTrace(standing, review, row)
  return rowTrace(standing, review, row)
}

type DriftRow = Review['drift']['rows'][number]

function keyOf({ slot, security }: DriftRow): string {
  return slot ?? security
}

function rowTrace(standing: Standing, review: Review, row: DriftRow): Trace {
  return step(`Drift of ${row.symbol}`, points(row.drift), {
    formula: 'weight − target',
    inputs: [
      step('Weight', percent(row.weight), {
        formula: 'value in the accounts with targets ÷ value of these accounts, cash included',
        inputs: [rowValueTrace(standing, review, row)],
      }),
      step('Target', percent(row.target), { source: 'model portfolio' }),
      step('Band', points(row.band), { source: 'model portfolio, to either side' }),
      ...row.flags.map(flag => step(flag, '')),
    ],
  })
}

/** Down to the lots: the holdings that count toward this row, permitted substitutes included, in the accounts that follow a model. Of a line of several, each says why. */
function rowValueTrace(standing: Standing, review: Review, row: DriftRow): Trace {
  const rowOf = rowsOf(standing)
  const inputs = holdingsOf(standing).flatMap(holding => {
    const counts = rowOf(holding)
    if (counts?.key !== keyOf(row)) return []
    const trace = holdingTrace(standing, review, [holding.account, holding.security], 'value')
    const why = row.slot === undefined || counts.why === null ? '' : ` (${counts.why})`
    const label = `${standing.securityOf(holding.security).symbol} in ${standing.accountOf(holding.account).name}${why}`
    return trace ? [{ ...trace, label }] : []
  })
  return step(`Value of ${row.symbol}`, exactMoney(row.value), { formula: 'sum of what counts toward it', inputs })
}

/** The row it counts in, by the row's key; null: its account has no model while others have. */
function rowsOf(standing: Standing): (holding: Holding) => { readonly key: string; readonly why: string | null } | null {
  const { snapshot } = standing
  const slots = new Map(
    snapshot.accounts.flatMap(account => {
      const model = modelOf(snapshot, account)
      return model ? [[account.id, slotsOf(model, standing)] as const] : []
    }),
  )
  return ({ account, security }) => {
    const own = slots.get(account)
    if (own === undefined) return slots.size === 0 ? { key: security, why: null } : null
    const claim = own.claimOf(security)
    return { key: claim?.slot.key ?? security, why: claim?.why ?? null }
  }
}

/** A household's line in the book, and the sums over the lots that are ready. */
export function householdTrace(standing: Standing, review: Review, figure: string): Trace | undefined {
  const { totals } = review
  const ready = review.candidates.filter(candidate => candidate.state === 'ready')
  const change = { short: cents(-totals.lossShort), long: cents(-totals.lossLong) }
  switch (figure) {
    case 'value':
    case 'drift':
      return driftTrace(standing, review, undefined, figure)
    case 'lossShort':
      return lossTrace(ready, 'short', totals.lossShort)
    case 'lossLong':
      return lossTrace(ready, 'long', totals.lossLong)
    case 'savedNow':
      return savedNowTrace(standing, 'Tax saved now by the lots that are ready', change, readyTraces(ready))
    case 'carried':
      return carriedTrace(standing, change)
    case 'cost':
      return step('Est. cost', exactMoney(totals.cost), {
        formula: 'sum of the round trips',
        inputs: ready.map(lot => step(nameOf(lot), exactMoney(lot.cost))),
      })
    case 'net':
      return step('Net benefit', exactMoney(totals.net), {
        formula: 'tax saved now by all of them together − costs',
        inputs: [savedNowTrace(standing, 'Tax saved now', change, readyTraces(ready)), step('Est. cost', exactMoney(totals.cost))],
      })
    case 'cashNeeded':
      return cashTrace(standing, review)
    default:
      return undefined
  }
}

function lossTrace(ready: readonly Candidate[], term: 'short' | 'long', sum: Cents): Trace {
  const label = term === 'short' ? 'Short-term losses that are ready' : 'Long-term losses that are ready'
  return step(label, exactMoney(sum), {
    inputs: ready.filter(lot => lot.term === term).map(lot => step(nameOf(lot), exactMoney(lot.gain))),
  })
}

function readyTraces(ready: readonly Candidate[]): Trace[] {
  return ready.map(lot => step(nameOf(lot), exactMoney(lot.gain), { formula: `${lot.term ?? 'unknown'} term` }))
}

function nameOf(lot: Candidate): string {
  return `${lot.symbol} of ${date(lot.lot.acquired)}, ${lot.accountName}`
}

function cashTrace(standing: Standing, review: Review): Trace {
  const { accounts } = standing.snapshot
  const { plan } = cashToRaise(standing)
  const flows = (plan?.counted ?? []).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  const until = plan === null ? '' : `, up to ${date(plan.until)}`
  return step('Cash to raise', exactMoney(review.cashNeeded), {
    formula: `needs − deposits that come before them − cash that need not stay, each account for its own first${until}; not below zero`,
    inputs: [
      ...flows.map(({ flow, due, amount, note }) =>
        step(`${flow === 'deposit' ? 'To come on' : 'Needed by'} ${date(due)}`, exactMoney(amount), { source: note || 'entered by hand' }),
      ),
      ...accounts
        .filter(account => account.cash !== null)
        .map(account =>
          step(`Cash in ${account.name}`, exactMoney(account.cash), {
            source: cashSource(standing, account),
            ...(account.cashReserve ? { inputs: [step('Of it stays', exactMoney(account.cashReserve))] } : {}),
          }),
        ),
    ],
  })
}

function cashSource({ stated }: Standing, { id, cash, cashAsOf }: Account): string {
  if (cashAsOf === null) return 'entered by hand'
  const statement = stated.accounts.find(account => account.id === id)
  if (!statement || statement.cashAsOf === null || statement.cashAsOf === cashAsOf) return `as of ${date(cashAsOf)}`
  const moved = subtractCents(cash ?? noCents, statement.cash ?? noCents)
  return `${exactMoney(statement.cash)} as of ${date(statement.cashAsOf)}, ${signedExactMoney(moved)} by the trades to ${date(cashAsOf)}`
}

function total(amounts: readonly (Cents | null)[]): Cents | null {
  return amounts.reduce<Cents | null>((sum, amount) => (sum === null || amount === null ? null : addCents(sum, amount)), noCents)
}
