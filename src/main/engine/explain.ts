/**
 * The working of any figure on a screen: what it is, its formula in words, the rule of law, and the figures it came from, down to `import:<id>#<line>`
 * (which the desk turns into the file's name). Subjects and their ids:
 *   candidate, lot [lot] · holding [account, security] · drift [security?] · household, tile [household] · realized [] · realized-row [row of the year] · lock [lock] · price [security]
 *   trial [side, account, security, day] with one choice · waiting [account, security, day], [] for all
 *   when [] · basket [] with choices · method [account, security, method, shares in millionths], or CUSTOM with one choice
 */

import { id } from '../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { noShares, shares } from '../../shared/kernel/shares.ts'
import { reliefMethods } from '../../shared/model/book.ts'
import type { Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice } from '../../shared/model/ticket.ts'
import type { Trace } from '../../shared/model/trace.ts'
import type { FigureRef } from '../../shared/model/views.ts'
import { exactMoney } from '../../shared/present/format.ts'
import { lotsToSell } from './basket/sold.ts'
import { unknownChoice } from './basket.ts'
import { basketTrace } from './explain/basket-trace.ts'
import { driftTrace, holdingTrace, householdTrace } from './explain/household-trace.ts'
import { lockTrace } from './explain/lock-trace.ts'
import { lotTrace, priceOfSecurity } from './explain/lot-trace.ts'
import { disallowedTrace, realizedRowTrace, realizedSide } from './explain/realized-trace.ts'
import { sleeveTrace } from './explain/sleeve-trace.ts'
import { step } from './explain/step.ts'
import { profileSource } from './explain/tax-trace.ts'
import { harvestScan } from './harvest/harvest-scan.ts'
import { pickLots } from './lots/pick.ts'
import { allResults, choiceOf } from './sale/method-result.ts'
import { knownHere, type Standing, standingOf } from './standing/standing.ts'
import { trialTrace, waitingTrace } from './timeline/trace.ts'
import type { Weighing } from './when/dynamic-band.ts'
import { whenTrace } from './when/trace.ts'

export function explain(
  snapshot: Snapshot,
  review: Review,
  figure: FigureRef,
  choices: readonly SaleChoice[],
  weighing?: Weighing,
): Outcome<Trace> {
  const standing = standingOf(snapshot)
  const unknown = unknownChoice(standing, choices)
  if (unknown) return refused(unknown)
  const trace = traceOf(standing, review, figure, choices, weighing)
  if (trace) return done(trace)
  return refused({
    code: 'data/no-trail',
    what: `There is no trail for ${figure.figure} of this ${figure.subject}.`,
    where: figure.ids.join(', '),
    remedy: 'Open the household again: the lot or position may be gone.',
  })
}

function traceOf(
  standing: Standing,
  review: Review,
  figure: FigureRef,
  choices: readonly SaleChoice[],
  weighing: Weighing | undefined,
): Trace | undefined {
  const [first] = figure.ids
  switch (figure.subject) {
    case 'candidate':
    case 'lot':
      return first === undefined ? undefined : lotTrace(standing, review, first, figure.figure)
    case 'holding':
      return holdingTrace(standing, whole(standing, review), figure.ids, figure.figure)
    case 'drift':
      return driftTrace(standing, whole(standing, review), first, figure.figure)
    case 'sleeve':
      return sleeveTrace(standing, figure.ids, figure.figure)
    case 'household':
    case 'totals':
    case 'tile':
      return householdTrace(standing, heldFigures.has(figure.figure) ? whole(standing, review) : review, figure.figure)
    case 'when':
      return whenTrace(standing, review.drift, figure.figure, weighing)
    case 'realized':
      return realizedTrace(standing, figure.figure)
    case 'realized-row':
      return first === undefined ? undefined : realizedRowTrace(standing, first, figure.figure)
    case 'lock':
      return first === undefined ? undefined : lockTrace(standing, first)
    case 'price':
      return first !== undefined && standing.snapshot.securities.some(security => security.id === first)
        ? priceOfSecurity(standing, id(first))
        : undefined
    case 'basket':
      return basketTrace(standing, choices, figure.figure)
    case 'method':
      return methodTrace(standing, figure, choices)
    case 'trial':
      return trialTrace(standing, figure.ids, figure.figure, choices)
    case 'waiting':
      return waitingTrace(standing, figure.ids)
    default:
      return undefined
  }
}

/** Figures of what is held, whatever of it is on its way out. */
const heldFigures: ReadonlySet<string> = new Set(['value', 'drift'])

/** The review with its lots whole: what a ticket is about to sell is held until a file shows it. */
function whole(standing: Standing, review: Review): Review {
  return standing.onTickets.size === 0 ? review : { ...review, candidates: harvestScan({ ...standing, onTickets: new Map() }) }
}

function realizedTrace(standing: Standing, figure: string): Trace | undefined {
  const profile = standing.snapshot.taxProfile
  const source = profile === null ? 'no tax profile' : profileSource(profile)
  switch (figure) {
    case 'short':
    case 'long':
      return realizedSide(standing, figure)
    case 'disallowed':
      return disallowedTrace(standing, false)
    case 'permanentlyDisallowed':
      return disallowedTrace(standing, true)
    case 'carryforwardShort':
      return step('Short-term loss carried in', exactMoney(standing.realized.carryforwardShort), { rule: 'IRC §1212(b)', source })
    case 'carryforwardLong':
      return step('Long-term loss carried in', exactMoney(standing.realized.carryforwardLong), { rule: 'IRC §1212(b)', source })
    default:
      return undefined
  }
}

/** A method's lots are picked again, so that the trail is that of the column as shown. */
function methodTrace(standing: Standing, figure: FigureRef, choices: readonly SaleChoice[]): Trace | undefined {
  const [account = '', security = '', name, count] = figure.ids
  const holding = { account: id<'account'>(account), security: id<'security'>(security) }
  if (knownHere(standing, holding)) return undefined
  if (name === 'CUSTOM') return basketTrace(standing, choices, traced(figure.figure))
  const wanted = count !== undefined && /^\d{1,15}$/.test(count) ? shares(Number(count)) : noShares
  if (name === 'LEASTTAX') {
    const [least] = allResults(standing, { ...holding, shares: wanted })
    return least === undefined || least.refusal !== null
      ? undefined
      : basketTrace(standing, [choiceOf(holding, 'SPECID', least.picks)], traced(figure.figure))
  }
  const method = reliefMethods.find(known => known === name)
  if (method === undefined) return undefined
  const context = { date: standing.tradeDay, price: standing.priceOf(holding.security)?.price ?? null, averageAllowed: true }
  const picks = pickLots(method, lotsToSell(standing, holding), wanted, context)
  if (!picks.ok) return undefined
  return basketTrace(standing, [{ ...holding, method, picks: picks.value, replacement: null, override: '' }], traced(figure.figure))
}

/** A method shows net gains; their trail is that of the lots. */
function traced(figure: string): string {
  if (figure === 'gainShort') return 'netShort'
  if (figure === 'gainLong') return 'netLong'
  return figure === 'overLeast' ? 'tax' : figure
}
