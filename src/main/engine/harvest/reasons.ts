/**
 * Why a lot is in or out: every reason has a stable code, a sentence, the rule behind it, and the smallest change that would turn it. The state of a
 * lot follows from its reasons alone (`weightOf`), so that nothing is decided that is not said.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { decimalFromScaled } from '../../../shared/kernel/decimal.ts'
import type { Account, Restriction } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { candidateStates, Reason, WashVerdict } from '../../../shared/model/review.ts'
import type { HarvestThresholds } from '../../../shared/model/settings.ts'
import { counted, date, exactMoney, percent, sharesHeld } from '../../../shared/present/format.ts'
import type { OnTicket } from '../standing/planned.ts'
import { rules as washRules } from '../wash/reasons.ts'

export type CandidateState = (typeof candidateStates)[number]

/** What each code means for the state of its lot; the strongest of a lot's reasons decides, in this order. Codes not named here only inform. */
const strengths: readonly (readonly [CandidateState, readonly string[]])[] = [
  [
    'not-harvestable',
    ['account/sheltered', 'account/view-only', 'basis/unknown', 'basis/gift-value-unknown', 'price/missing', 'gain/not-a-loss'],
  ],
  ['not-worth', ['threshold/loss', 'threshold/percent', 'threshold/net']],
  [
    'blocked',
    ['restriction/never-sell', 'restriction/do-not-trade', 'position/unreconciled', 'lots/not-booked', 'wash/recent-purchase', 'wash/ira'],
  ],
  ['waiting', ['ticket/on-its-way', 'long/near', 'long/near-later']],
  [
    'caution',
    [
      'wash/partial',
      'wash/possible',
      'wash/coverage',
      'wash/not-evaluated',
      'date/unknown',
      'basis/gift',
      'price/stale',
      'drip/on',
      'tax/not-known',
    ],
  ],
]

export function stateOf(reasons: readonly Reason[]): CandidateState {
  const codes = new Set(reasons.map(reason => reason.code))
  return strengths.find(([, weighty]) => weighty.some(code => codes.has(code)))?.[0] ?? 'ready'
}

function reason(code: string, what: string, rule: string | null = null, change: string | null = null): Reason {
  return { code, what, rule, change }
}

const ticketRemedy = 'Import the trades of that day; or cancel the ticket if it was not placed.'

export const because = {
  onTicket: ({ tickets }: OnTicket) =>
    reason('ticket/on-its-way', `On ticket ${tickets.join(', ')}: no file shows its sale yet.`, null, ticketRemedy),
  partOnTicket: ({ shares, tickets }: OnTicket) =>
    reason(
      'ticket/part-on-its-way',
      `${sharesHeld(shares)} of this lot are on ticket ${tickets.join(', ')}; the figures are for what is left.`,
      null,
      ticketRemedy,
    ),
  sheltered: (account: Account) =>
    reason('account/sheltered', `${account.name} is a retirement or health account: losses inside it are not recognized.`, 'IRC §408(e)'),
  viewOnly: (account: Account) =>
    reason('account/view-only', `${account.name} is view-only.`, 'account setting', 'Make the account tradable in Settings.'),
  basisUnknown: () =>
    reason(
      'basis/unknown',
      'The basis is unknown, so no gain or loss can be stated.',
      'IRC §1011',
      'Import a lot file that states the basis.',
    ),
  basisGift: () =>
    reason(
      'basis/gift',
      'Received as a gift: for a loss the basis is the lower of the donor’s basis and the value when given.',
      'IRC §1015(a)',
      'Confirm the value on the day of the gift, which the book took from the file.',
    ),
  giftValueUnknown: () =>
    reason(
      'basis/gift-value-unknown',
      'Received as a gift: for a loss the basis is the value when given, if that is lower, and the book does not know it.',
      'IRC §1015(a)',
      'Enter the value on the day of the gift.',
    ),
  priceMissing: () => reason('price/missing', 'There is no price.', null, 'Import a positions file or a price.'),
  priceStale: (day: CivilDate, age: number) =>
    reason('price/stale', `The price is of ${date(day)}, ${counted(age, 'trading day')} old.`, 'firm setting', 'Import newer prices.'),
  gain: (gain: Cents, lot: OpenLot) =>
    reason(
      'gain/not-a-loss',
      gain === 0 ? 'Sold now it breaks even.' : `Sold now it would be a gain of ${exactMoney(gain)}.`,
      null,
      priceFor(lot, 0),
    ),
  dateUnknown: () =>
    reason(
      'date/unknown',
      'The purchase date is unknown: worth is the lesser of short-term and long-term.',
      'IRC §1222',
      'Import a lot file that states the date.',
    ),
  restricted: (restriction: Restriction) =>
    reason(
      restriction.kind === 'never-sell' ? 'restriction/never-sell' : 'restriction/do-not-trade',
      `${restriction.kind === 'never-sell' ? 'Never sell' : 'Do not trade'}: ${restriction.reason}`,
      'household restriction',
      restriction.expires === null ? 'Lift the restriction.' : `Ends after ${date(restriction.expires)}.`,
    ),
  unreconciled: (difference: OpenLot['shares']) =>
    reason(
      'position/unreconciled',
      `The custodian’s position and the lots differ by ${sharesHeld(difference)}.`,
      'no trading until reconciled',
      'Import the lot file of the same day as the position.',
    ),
  notBooked: (what: string) => reason('lots/not-booked', what, null, 'Import the missing history or a newer lot file.'),
  noSubstitute: (until: CivilDate) =>
    reason(
      'substitute/none',
      `No permitted substitute is free: the proceeds stay in cash through ${date(until)}.`,
      null,
      'Declare a substitute under Settings, Relations.',
    ),
  costEstimated: () => reason('cost/estimated', 'Trading costs are estimated from the size class.', 'firm setting'),
  taxUnknown: (what: string) => reason('tax/not-known', what, null, 'Enter the tax profile of the household.'),
  carried: (carried: Cents) => reason('tax/carried', `${exactMoney(carried)} of the loss would be carried to later years.`, 'IRC §1212(b)'),
  pays: (saved: Cents, cost: Cents) =>
    reason(
      'harvest/pays',
      `Saves est. ${exactMoney(saved)} of this year’s tax for est. ${exactMoney(cost)} of trading costs.`,
      'IRC §1(h), §1211(b)',
    ),
  nearLong(longOn: CivilDate, days: number, short: Cents | null, long: Cents | null): Reason {
    const when = `Turns long-term on ${date(longOn)}, in ${counted(days, 'day')}.`
    if (short === null || long === null)
      return reason('long/near', when, 'IRC §1222', `Sell before ${date(longOn)} to keep the loss short-term.`)
    if (short === long)
      return reason('long/near-same', `${when} The loss saves ${exactMoney(short)} on either side of that day.`, 'IRC §1222')
    const [costs, gains] = [Math.max(0, short - long), Math.max(0, long - short)]
    const what = `${when} The loss saves ${exactMoney(short)} before that day and ${exactMoney(long)} from it on: waiting costs ${exactMoney(costs)}, gains ${exactMoney(gains)}.`
    const change =
      costs > 0 ? `Sell before ${date(longOn)} to keep the loss short-term.` : `Sell from ${date(longOn)} on: the loss saves more then.`
    return reason(costs > 0 ? 'long/near' : 'long/near-later', what, 'IRC §1222', change)
  },
  gainNearLong(longOn: CivilDate, days: number, saved: Cents | null): Reason {
    const what = `Turns long-term on ${date(longOn)}, in ${counted(days, 'day')}.`
    return reason('long/gain-near', saved === null ? what : `${what} Waiting with a sale saves ${exactMoney(saved)}.`, 'IRC §1(h), §1222')
  },
  reinvests(account: string, expected: CivilDate | null): Reason {
    const next = expected === null ? '' : `, next about ${date(expected)}`
    return reason(
      'drip/on',
      `Dividends buy more shares in ${account}${next}: within 30 days of the sale that washes part of the loss.`,
      'IRC §1091(a)',
      'Turn dividend reinvestment off before the sale.',
    )
  },
}

/** Thresholds that a loss lot misses; `saved` null where tax is not known. */
export function thresholdReasons(lot: OpenLot, loss: Cents, points: number | null, net: Cents | null, least: HarvestThresholds): Reason[] {
  const found: Reason[] = []
  if (loss < least.leastLoss) {
    found.push(
      reason(
        'threshold/loss',
        `The loss of ${exactMoney(loss)} is below ${exactMoney(least.leastLoss)}.`,
        'firm setting',
        priceFor(lot, least.leastLoss),
      ),
    )
  }
  if (points !== null && -points < least.leastLossPoints && lot.basis !== null) {
    const needed = Math.ceil((lot.basis * least.leastLossPoints) / 10_000)
    found.push(
      reason(
        'threshold/percent',
        `The loss of ${percent(-points)} of basis is below ${percent(least.leastLossPoints)}.`,
        'firm setting',
        priceFor(lot, needed),
      ),
    )
  }
  if (net !== null && net < least.leastNet) {
    const more = (least.leastNet - net) as Cents
    found.push(
      reason(
        'threshold/net',
        `The net benefit of ${exactMoney(net)} is below ${exactMoney(least.leastNet)}.`,
        'firm setting',
        `It takes ${exactMoney(more)} more of tax saved this year.`,
      ),
    )
  }
  return found
}

/** The highest price at which the lot has this loss. */
function priceFor(lot: OpenLot, loss: number): string | null {
  if (lot.basis === null || lot.basis <= loss || lot.shares <= 0) return null
  const wholeCents = Number((BigInt(lot.basis - loss) * 1_000_000n - (loss === 0 ? 1n : 0n)) / BigInt(lot.shares))
  return wholeCents <= 0 ? null : `A price of $${decimalFromScaled(wholeCents, 2, 2)} or less.`
}

/** What the wash verdict means for the lot: the findings that take shares, those that may, and the records that are missing, each apart. */
export function washReasons(verdict: WashVerdict, lot: OpenLot, stake: Cents | null): Reason[] {
  const { washedShares, permanentShares } = verdict
  const missing = verdict.reasons.filter(({ rule }) => rule === washRules.coverage)
  const others = verdict.reasons.filter(({ rule }) => rule !== washRules.coverage && rule !== washRules.reinvest)
  const purchases = others.filter(({ date: day }) => day !== null)
  const rule = purchases[0]?.rule ?? washRules.window
  const found: Reason[] = []
  const own = purchases.every(purchase => purchase.account === lot.account)
  const later = laterSale(verdict, stake, own && permanentShares === 0 && washedShares > 0)
  if (permanentShares > 0) {
    const irrevocable = `${sentences(purchases)} That takes the loss on ${sharesHeld(permanentShares)} of ${sharesHeld(lot.shares)}.`
    const taker = purchases.find(purchase => purchase.rule === washRules.ira || purchase.rule === washRules.health)
    found.push(reason('wash/ira', irrevocable, taker?.rule ?? rule, later))
  } else if (washedShares >= lot.shares) {
    found.push(reason('wash/recent-purchase', `${sentences(purchases)} The whole loss would be disallowed for now.`, rule, later))
  } else if (washedShares > 0) {
    const part = `${sentences(purchases)} The loss on ${sharesHeld(washedShares)} of ${sharesHeld(lot.shares)} would be disallowed for now.`
    found.push(reason('wash/partial', part, rule, later))
  } else if (others.length > 0) {
    found.push(
      reason(verdict.state === 'not-evaluated' ? 'wash/not-evaluated' : 'wash/possible', sentences(others), others[0]?.rule ?? rule, later),
    )
  }
  if (missing.length > 0)
    found.push(reason('wash/coverage', sentences(missing), washRules.coverage, 'Import the trades of the missing days.'))
  return found
}

/** Shares bought in the same account may be sold as well: what is no longer held replaces nothing. */
function laterSale(verdict: WashVerdict, stake: Cents | null, own: boolean): string | null {
  const together = own ? `Sell the ${sharesHeld(verdict.washedShares)} bought then as well` : null
  if (verdict.clearOn === null) return together === null ? null : `${together}.`
  return `${together === null ? 'Sell' : `${together}, or sell`} on or after ${date(verdict.clearOn)}${stake === null ? '' : `: it then saves est. ${exactMoney(stake)}`}.`
}

function sentences(reasons: WashVerdict['reasons']): string {
  return reasons.map(({ what }) => (what.endsWith('.') ? what : `${what}.`)).join(' ')
}
