/**
 * The working of one realized row, down to the purchases: proceeds, basis with every disallowed loss in it and the sale that loss came from (and so on,
 * sale by sale), what section 1091 took of this sale and who bought the shares that did it, and the holding period counted out. A loss is followed through
 * its chain to a depth where paper ends; beyond it the lot's lineage goes on. Sources: the entries' files and lines.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { EntryId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { counted, date, exactMoney, pricePerShare, sharesHeld, unknown } from '../../../shared/present/format.ts'
import { chainOf, dayOrNull, type History, partOf } from '../lineage/history.ts'
import type { Lot, RealizedRow } from '../lots/holding.ts'
import { longFrom } from '../lots/holding-period.ts'
import type { PieceFacts } from '../lots/steps.ts'
import { rulesOfMatch, tackedOf } from '../wash/citations.ts'
import type { Match } from '../wash/match.ts'
import { lostRule } from '../wash/reasons.ts'
import { step } from './step.ts'

/** Sales a loss is followed back through inside one trail. */
const deepest = 12

export function rowTrace(history: History, row: RealizedRow, depth = 0): Trace {
  const { lot } = row
  const label = `${history.security(lot).symbol}, ${sharesHeld(shares(row.shares))}, sold ${date(dateOfDay(row.day))} in ${history.account(lot).name}`
  return step(label, exactMoney(row.gain === null ? null : cents(row.gain + row.disallowed)), {
    formula: row.disallowed === 0 ? 'proceeds − basis' : 'proceeds − basis + disallowed loss',
    rule: 'IRC §1001',
    source: history.source(row.sale),
    inputs: [
      proceedsTrace(history, row),
      adjustedBasisTrace(history, row, depth),
      ...(row.disallowed === 0 ? [] : [rowDisallowedTrace(history, row)]),
      heldTrace(history, row, dateOfDay(row.day)),
    ],
  })
}

/** This lot's part of what the sale brought in. */
export function proceedsTrace(history: History, row: RealizedRow): Trace {
  const entry = history.standing.snapshot.entries.find(one => one.id === (row.sale as EntryId))
  const part = entry !== undefined && row.shares < entry.shares
  return step('Proceeds', exactMoney(row.proceeds), {
    formula: part
      ? `its part of the sale, by shares: ${sharesHeld(shares(row.shares))} of ${sharesHeld(entry.shares)}`
      : 'what the sale brought in, fees taken off',
    rule: 'IRC §1001(b)',
    source: history.source(row.sale),
    inputs:
      entry === undefined
        ? []
        : [
            ...(entry.amount === null ? [] : [step('The whole sale', exactMoney(entry.amount), { source: history.source(row.sale) })]),
            ...(entry.price === null ? [] : [step('Price', pricePerShare(entry.price), { source: history.source(row.sale) })]),
            ...(entry.fees === 0 ? [] : [step('Fees', exactMoney(entry.fees), { rule: 'selling costs reduce proceeds: Pub. 550' })]),
          ],
  })
}

type Based = Pick<PieceFacts, 'lot' | 'carried' | 'shares' | 'basis' | 'adjustment'>

/** Cost, and every disallowed loss inside, each with the sale it comes from. */
export function adjustedBasisTrace(history: History, of: Based, depth = 0): Trace {
  const { lot, basis, adjustment, carried } = of
  const cost = basis === null ? null : cents(basis - adjustment)
  const bought = `${sharesHeld(shares(of.shares))} acquired ${date(dayOrNull(lot.acquiredDay))} in ${history.account(lot).name}`
  if (adjustment === 0) return costTrace(history, of, 'Basis', basis, bought)
  return step('Basis', exactMoney(basis), {
    formula: 'cost + disallowed loss of earlier sales',
    rule: 'IRC §1091(d)',
    inputs: [
      costTrace(history, of, 'Cost', cost, bought),
      ...chainOf(carried)
        .filter(match => !match.permanent)
        .map(match => carriedTrace(history, match, partOf(match, carried, adjustment), depth)),
    ],
  })
}

/** The part of the custodian's own wash that was taken back out of these shares, with what it states. */
function costTrace(history: History, of: Based, label: string, cost: number | null, bought: string): Trace {
  const { lot } = of
  const source = history.source(lot.id)
  const opened = history.booking.steps.find(one => one.kind === 'opened' && one.lot === lot)
  if (lot.takenOut === undefined || opened === undefined || opened.basis === null)
    return step(label, exactMoney(cost), { formula: `of ${bought}`, rule: costRule(lot), source })
  const whole = sharesHeld(shares(opened.shares))
  return step(label, exactMoney(cost), {
    formula: `of ${bought}: what the shares cost, without the custodian’s own wash`,
    rule: 'Reg. §1.1091-1(c), (d)',
    source,
    inputs: [
      step('As the custodian states it', exactMoney(opened.basis + lot.takenOut), { formula: `for all ${whole} of the lot`, source }),
      step('Loss the custodian washed into them', exactMoney(-lot.takenOut), {
        formula: 'the law gives it to shares bought before these, in any account',
        rule: 'Form 1099-B, box 1g; Reg. §1.6045-1(d)(6)(iii)',
      }),
      step('Cost', exactMoney(opened.basis), { formula: `the first less the second, for all ${whole} of the lot`, rule: costRule(lot) }),
    ],
  })
}

function costRule({ origin }: Lot): string {
  if (origin === 'gift') return 'IRC §1015(a)'
  if (origin === 'inherited') return 'IRC §1014'
  return 'IRC §1012'
}

/** The loss that sits in a basis, and the sale behind it. */
function carriedTrace(history: History, match: Match, amount: number, depth: number): Trace {
  const { row, disallowed } = match
  const part =
    amount === disallowed ? 'the loss of the shares these replaced' : `its part of the ${exactMoney(disallowed)} these shares took over`
  return step('Disallowed loss moved here', exactMoney(amount), {
    formula: part,
    rule: 'IRC §1091(d); Reg. §1.1091-2(a)',
    inputs:
      depth < deepest
        ? [rowTrace(history, row, depth + 1)]
        : [
            step('The chain goes on', `${counted(depth, 'sale')} back`, {
              formula: 'the lineage of the lot shows all of it',
              source: history.source(row.sale),
            }),
          ],
  })
}

/** What section 1091 took of this sale: each match with the purchase and every rule it rests on. */
export function rowDisallowedTrace(history: History, row: RealizedRow): Trace {
  const matches = history.matchesOf.get(row) ?? []
  return step('Disallowed loss', exactMoney(row.disallowed), {
    formula: 'sum over the shares that were replaced',
    rule: 'IRC §1091(a)',
    inputs: matches.map(match => matchTrace(history, match)),
  })
}

function matchTrace(history: History, match: Match): Trace {
  const { replacement, saleShares, shares: count, row } = match
  const bought = `${sharesHeld(shares(count))} ${history.security(replacement).symbol} bought ${date(dateOfDay(replacement.boughtDay))} in ${history.account(replacement).name}`
  const counted = saleShares === count ? '' : `, ${sharesHeld(shares(saleShares))} as counted on the day of sale`
  return step(bought, exactMoney(match.disallowed), {
    formula: `loss × ${sharesHeld(shares(saleShares))} ÷ ${sharesHeld(shares(row.shares))}${counted}${match.permanent ? '; lost for good' : ''}`,
    rule: match.permanent ? lostRule(history.standing.evidence, history.account(replacement).id) : 'Reg. §1.1091-1(c), (d)',
    source: history.source(replacement.id),
    inputs: rulesOfMatch(history, match).map(({ what, rule }) => step(what, '', { rule })),
  })
}

/** The holding period counted out: day of purchase, days of washed shares, the anniversary, the day of sale. */
export function heldTrace(
  history: History,
  of: Pick<PieceFacts, 'lot' | 'carried' | 'heldFrom'>,
  day: ReturnType<typeof dateOfDay>,
): Trace {
  const { lot, carried, heldFrom } = of
  const from = dayOrNull(heldFrom)
  const acquired = step('Acquired', date(dayOrNull(lot.acquiredDay)), { source: history.source(lot.id) })
  if (lot.alwaysLong)
    return step('Term', 'long', { formula: 'inherited property is always long-term', rule: 'IRC §1223(9)', inputs: [acquired] })
  if (from === null) return step('Term', unknown, { formula: 'nobody knows the day of purchase', inputs: [acquired] })
  const tacks = chainOf(carried)
    .map(tackedOf)
    .filter(tacked => tacked !== null)
  return step('Term', day >= longFrom(from) ? 'long' : 'short', {
    formula: 'long-term from one year after the day that follows the purchase; the day of sale counts',
    rule: 'IRC §1222; Pub. 550, holding period',
    inputs: [
      acquired,
      ...tacks.map(({ own, days }) =>
        step('Held from, with the days of washed shares', date(from), {
          formula: `${date(own)} less the ${counted(days, 'day')} the loss shares were held`,
          rule: 'IRC §1223(3)',
        }),
      ),
      ...(tacks.length === 0 && heldFrom !== lot.acquiredDay ? [step('Held from', date(from))] : []),
      step('Long-term from', date(longFrom(from)), { formula: 'the day after, one calendar year on', rule: 'Rev. Rul. 66-7' }),
      step('Day', date(day)),
    ],
  })
}
