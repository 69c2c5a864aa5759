/** The trail of one lot: shares, price, basis, gain, term, verdict, saved now, cost, net; down to the line of the custodian's file. */
import { addCents, type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { Candidate, Review } from '../../../shared/model/review.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { usualExecution } from '../../../shared/model/usual-execution.ts'
import { basisPoints, date, exactMoney, percent, pricePerShare, sharesHeld, unknown } from '../../../shared/present/format.ts'
import { candidateStateWords } from '../../../shared/present/words.ts'
import { costClass, costFactsOf } from '../cost/facts.ts'
import { costParts, tradeCost } from '../cost/trade-cost.ts'
import { stateOf } from '../harvest/reasons.ts'
import { historyOf } from '../lineage/history.ts'
import { type LotPart, recordedId } from '../standing/lot-parts.ts'
import type { Standing } from '../standing/standing.ts'
import { bestSubstitute } from '../substitute/rank.ts'
import { sourceOf } from '../ticket/order.ts'
import { impactTrace } from './impact-trace.ts'
import { adjustedBasisTrace, heldTrace } from './row-trace.ts'
import { step } from './step.ts'
import { carriedTrace, savedNowTrace } from './tax-trace.ts'

type Writer = (standing: Standing, lot: Candidate) => Trace

const writers: Readonly<Record<string, Writer>> = {
  shares: (_, { lot }) => step('Shares', sharesHeld(lot.shares), { source: sourceOf(lot.source) }),
  price: priceTrace,
  value: valueTrace,
  basis: basisTrace,
  gain: gainTrace,
  gainPoints: (standing, lot) =>
    step('Gain or loss in percent', percent(lot.gainPoints), {
      formula: 'gain ÷ basis',
      inputs: [gainTrace(standing, lot), basisTrace(standing, lot)],
    }),
  term: termTrace,
  longOn: termTrace,
  daysToLong: termTrace,
  acquired: termTrace,
  savedNow: savedTrace,
  carried: (standing, lot) => carriedTrace(standing, changeOf(lot)),
  cost: costTrace,
  net: (standing, lot) =>
    step('Net benefit', exactMoney(lot.net), {
      formula: 'tax saved now − cost of the round trip',
      inputs: [savedTrace(standing, lot), costTrace(standing, lot)],
    }),
  wash: (_, lot) => washTrace(lot),
  washedShares: (_, lot) => washTrace(lot),
  state: (_, lot) => stateTrace(lot),
}

/** undefined: a lot has no such figure. */
export function lotTrace(standing: Standing, review: Review, lotId: string, figure: string): Trace | undefined {
  const lot = review.candidates.find(candidate => candidate.lot.id === lotId)
  return lot && writers[figure]?.(standing, lot)
}

export function priceOfSecurity(standing: Standing, security: Candidate['lot']['security']): Trace {
  const price = standing.priceOf(security)
  const { symbol } = standing.securityOf(security)
  if (price === null) return step(`Price of ${symbol}`, unknown)
  return step(`Price of ${symbol}`, pricePerShare(price.price), { source: `price of ${date(price.date)}${price.stale ? ', stale' : ''}` })
}

function priceTrace(standing: Standing, { lot }: Candidate): Trace {
  return priceOfSecurity(standing, lot.security)
}

export function valueTrace(standing: Standing, lot: Candidate): Trace {
  return step('Value', exactMoney(lot.value), {
    formula: 'shares × price',
    inputs: [step('Shares', sharesHeld(lot.lot.shares), { source: sourceOf(lot.lot.source) }), priceTrace(standing, lot)],
  })
}

export function basisTrace(standing: Standing, { lot, value, gain }: Pick<Candidate, 'lot' | 'value' | 'gain'>): Trace {
  const forLoss = value === null || gain === null ? lot.basis : cents(value - gain)
  if (lot.origin === 'gift' && forLoss !== lot.basis)
    return step('Basis', exactMoney(forLoss), {
      rule: 'IRC §1015(a): the lower value when given is the basis for a loss; between the two there is neither gain nor loss',
      inputs: [step('Basis of the donor', exactMoney(lot.basis), { source: sourceOf(lot.source) })],
    })
  const onTicket = withTicket(standing, lot)
  if (onTicket !== null) return onTicket
  if (lot.washAdjustment === 0 && !('takenOut' in lot))
    return step('Basis', exactMoney(lot.basis), { rule: 'IRC §1012', source: sourceOf(lot.source) })
  const history = historyOf(standing)
  const piece = history.pieceOf.get(recordedId(standing, lot.id))
  if (piece !== undefined) return adjustedBasisTrace(history, piece)
  return step('Basis', exactMoney(lot.basis), { rule: 'IRC §1091(d)', source: sourceOf(lot.source) })
}

/** Of a lot that losses on tickets have cut or raised: out of the basis in the records; null: the records say it all. */
function withTicket({ parts, projection }: Standing, lot: Candidate['lot']): Trace | null {
  const part = parts.part(lot.id)
  if (part === undefined || (part.loss === null && part.isWhole)) return null
  if (lot.shares === part.lot.shares) return basisOfPart(projection, part, 'Basis')
  return step('Basis', exactMoney(lot.basis), {
    formula: `basis × ${sharesHeld(lot.shares)} ÷ ${sharesHeld(part.lot.shares)}`,
    inputs: [basisOfPart(projection, part, `Basis of ${sharesHeld(part.lot.shares)}`)],
  })
}

function basisOfPart({ open }: Standing['projection'], part: LotPart, label: string): Trace {
  const { lot, loss, recorded, basisInRecords, isWhole } = part
  const source = sourceOf(lot.source)
  const whole = open.find(one => one.id === recorded)
  const cut =
    isWhole || whole === undefined
      ? { source }
      : {
          formula: `basis of the lot in the records × ${sharesHeld(lot.shares)} ÷ ${sharesHeld(whole.shares)}`,
          inputs: [step('Basis of the lot in the records', exactMoney(whole.basis), { source })],
        }
  if (loss === null) return step(label, exactMoney(lot.basis), { rule: 'IRC §1012', ...cut })
  return step(label, exactMoney(lot.basis), {
    formula: 'basis in the records + loss on a ticket that moves here',
    rule: 'IRC §1091(d)',
    inputs: [
      step('Basis in the records', exactMoney(basisInRecords), cut),
      step(`Loss on ticket ${loss.ticket}`, exactMoney(loss.amount), { rule: 'IRC §1091(d), §1223(3)' }),
    ],
  })
}

export function gainTrace(standing: Standing, lot: Candidate): Trace {
  return step(lot.gain !== null && lot.gain < 0 ? 'Loss' : 'Gain or loss', exactMoney(lot.gain), {
    formula: 'value − basis',
    rule: 'IRC §1001',
    inputs: [valueTrace(standing, lot), basisTrace(standing, lot)],
  })
}

function termTrace(standing: Standing, { lot, term, longOn }: Candidate): Trace {
  const tacked = lot.holdingFrom !== lot.acquired
  const history = tacked ? historyOf(standing) : null
  const piece = history?.pieceOf.get(recordedId(standing, lot.id))
  if (history !== null && piece?.carried) return heldTrace(history, piece, standing.asOf)
  return step('Term', term ?? unknown, {
    formula: 'long-term from one year after the day that follows the purchase',
    rule: lot.origin === 'inherited' ? 'IRC §1223(9)' : 'IRC §1222; Pub. 550, holding period',
    inputs: [
      step('Purchased', date(lot.acquired), { source: sourceOf(lot.source) }),
      ...(tacked ? [step('Held from, with the time of washed shares', date(lot.holdingFrom), { rule: 'IRC §1223(3)' })] : []),
      step('Long-term from', date(longOn)),
      step('Day of the review', date(standing.asOf)),
    ],
  })
}

/** Net results of selling this lot, after the part that section 1091 disallows. */
function changeOf({ gain, term, washedLoss }: Candidate): { short: Cents; long: Cents } {
  const counted = gain === null ? noCents : gain < 0 ? addCents(gain, washedLoss) : gain
  return term === 'long' ? { short: noCents, long: counted } : { short: counted, long: noCents }
}

function savedTrace(standing: Standing, lot: Candidate): Trace {
  if (lot.savedNow === null) return savedNowTrace(standing, 'Tax saved now', { short: noCents, long: noCents }, [gainTrace(standing, lot)])
  const inputs = [gainTrace(standing, lot), termTrace(standing, lot), washTrace(lot)]
  const trace = savedNowTrace(standing, 'Tax saved now', changeOf(lot), inputs)
  // where the term is unknown the lesser worth counts, and may be the long-term one
  return trace.value === exactMoney(lot.savedNow) ? trace : savedNowTrace(standing, 'Tax saved now', swapped(changeOf(lot)), inputs)
}

function swapped(change: { short: Cents; long: Cents }): { short: Cents; long: Cents } {
  return { short: change.long, long: change.short }
}

function washTrace({ washedLoss, wash }: Candidate): Trace {
  return step('Loss that section 1091 would disallow', exactMoney(washedLoss), {
    formula: 'loss × washed shares ÷ shares, purchase by purchase',
    rule: 'IRC §1091(a); Reg. §1.1091-1(c)',
    inputs: [
      step('Washed shares', sharesHeld(wash.washedShares)),
      ...wash.reasons.map(reason => step(reason.what, reason.shares === null ? '' : sharesHeld(reason.shares), { rule: reason.rule })),
    ],
  })
}

function costTrace(standing: Standing, lot: Candidate): Trace {
  const { account, security } = lot.lot
  const bought = bestSubstitute(lot.substitutes)?.security ?? security
  return step('Est. cost of the round trip', exactMoney(lot.cost), {
    formula: 'cost of the sale + cost of buying the replacement for as much',
    rule: 'firm setting',
    inputs: [sideTrace(standing, lot, 'Selling', security, account), sideTrace(standing, lot, 'Buying', bought, account)],
  })
}

function sideTrace(
  standing: Standing,
  { value }: Candidate,
  label: string,
  of: Candidate['lot']['security'],
  account: Candidate['lot']['account'],
): Trace {
  const security = standing.securityOf(of)
  const facts = costFactsOf(standing, account, of)
  const { costs } = standing.snapshot.settings
  const { estimate, fee, liquid, spread, assumedImpact, commission } = facts
  const size = costClass(security) === 'at-net-asset-value' ? 'traded at net asset value' : `${costClass(security)} size class`
  const rated = `${exactMoney(commission)} commission + value × ${basisPoints(spread + assumedImpact)} (${estimate?.spread == null ? size : 'half the quoted spread'})`
  const told =
    estimate === null ? `costs of ${date(costs.asOf)}: ${costs.source}` : `estimate of ${date(estimate.asOf)}: ${estimate.source}`
  const parts = value === null ? null : costParts(value, facts)
  return step(`${label} ${security.symbol}`, value === null ? unknown : exactMoney(tradeCost(value, facts)), {
    formula: liquid === null ? rated : `${rated} + impact`,
    source: fee === null ? told : `${told}; commission: ${fee.source}`,
    ...(parts === null || value === null || liquid === null
      ? {}
      : {
          inputs: [
            step('Commission', exactMoney(parts.commission)),
            step('Half the spread', exactMoney(parts.spread)),
            impactTrace(value, facts, parts.impact, costs.execution ?? usualExecution),
          ],
        }),
  })
}

function stateTrace(lot: Candidate): Trace {
  return step('State', candidateStateWords[lot.state], {
    formula: 'the strongest of the reasons decides',
    inputs: lot.reasons.map(reason => step(reason.what, weightOf(reason), reason.rule === null ? {} : { rule: reason.rule })),
  })
}

/** What this reason alone makes of the lot. */
function weightOf(reason: Candidate['reasons'][number]): string {
  const state = stateOf([reason])
  return state === 'ready' ? 'to know' : candidateStateWords[state]
}
