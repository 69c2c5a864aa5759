/** The word for each stored value, one for screen, paper and file: an advisor never reads `traditional-ira` or `ira-risk`. */
import { type Cents, negateCents, noCents } from '../kernel/cents.ts'
import type { AccountType, Custodian, DeskMethod, ReliefMethod } from '../model/book.ts'
import type { Term } from '../model/ledger.ts'
import type { Basket, Candidate, WashVerdict } from '../model/review.ts'
import type { ScopeTotals } from '../model/tax-year.ts'
import type { TicketOrder } from '../model/ticket.ts'
import type { MethodProof } from '../model/views.ts'
import type { CalendarEvent } from '../model/week.ts'
import { counted, money, signedExactMoney, unknown } from './format.ts'

/** On everything that is made from the sample book, so that nobody takes it for a client's. */
export const sampleNote = 'Sample book: not a client'

export const accountTypeWords: Readonly<Record<AccountType, string>> = {
  taxable: 'Taxable',
  joint: 'Taxable joint',
  trust: 'Trust',
  'traditional-ira': 'Traditional IRA',
  'roth-ira': 'Roth IRA',
  '401k': '401(k)',
  hsa: 'HSA',
}

export const custodianWords: Readonly<Record<Custodian, string>> = {
  schwab: 'Schwab',
  fidelity: 'Fidelity',
  vanguard: 'Vanguard',
  ibkr: 'Interactive Brokers',
  other: 'Other custodian',
}

/** As a trading desk says them; `specific lots` is the adequate identification of Reg. 1.1012-1(c). */
export const reliefMethodWords: Readonly<Record<ReliefMethod, string>> = {
  FIFO: 'first in, first out',
  LIFO: 'last in, first out',
  HIFO: 'highest cost first',
  LOFO: 'lowest cost first',
  SPECID: 'specific lots',
  AVERAGE: 'average cost',
  MINTAX: 'losses first, short before long',
}

export const deskMethodWords: Readonly<Record<DeskMethod, string>> = { LEASTTAX: 'least tax', ...reliefMethodWords }

/** How sure it is that no other lots cost less tax. */
export const proofWords: Readonly<Record<MethodProof, string>> = {
  'least of all lots': 'no other lots cost less tax',
  'best found': 'the best found',
}

export const washWords: Readonly<Record<WashVerdict['state'], string>> = {
  clear: 'clear on the records',
  'potential-exact': 'same security bought inside the window',
  'potential-related': 'related security bought inside the window',
  'ira-risk': 'bought in an IRA or HSA inside the window: loss may be lost for good',
  'coverage-incomplete': 'cannot be said, records are incomplete',
  'not-evaluated': 'not evaluated',
}

/** The verdict on a lot, one word for grid and trail. */
export const candidateStateWords: Readonly<Record<Candidate['state'], string>> = {
  ready: 'Ready',
  caution: 'Caution',
  blocked: 'Blocked',
  waiting: 'Waiting',
  'not-worth': 'Does not pay',
  'not-harvestable': 'Not harvestable',
}

/** Nothing of a gain, or of a sale inside an IRA, is there to wash: that is no verdict left open, which has its reasons. */
export function washApplies({ state, reasons }: Pick<WashVerdict, 'state' | 'reasons'>): boolean {
  return state !== 'not-evaluated' || reasons.length > 0
}

/** Tax that a sale saves or costs, told by the word and not by a sign. */
export function taxChange(saved: Cents | null): { readonly what: 'tax saved' | 'tax cost'; readonly amount: Cents | null } {
  return saved !== null && saved < 0 ? { what: 'tax cost', amount: negateCents(saved) } : { what: 'tax saved', amount: saved }
}

/** One party's sum of the return's sales of a term: `+$1,200.00, unknown for 2 sales`, and no sum where none is known. */
export function scopeGain(totals: ScopeTotals, term: Term): string {
  return withUnknown(signedExactMoney(totals[term]), totals.untold[term], totals.sales[term])
}

/** `unknown` of `of` things are left out of the sum. */
export function withUnknown(text: string, left: number, of: number): string {
  if (left === 0) return text
  const which = `unknown for ${counted(left, 'sale')}`
  return left === of ? which : `${text}, ${which}`
}

export const orderTypeWords: Readonly<Record<TicketOrder['orderType'], string>> = { market: 'market', limit: 'limit' }
export const timeInForceWords: Readonly<Record<TicketOrder['timeInForce'], string>> = { day: 'day', gtc: 'good till cancelled' }

export function termWord(term: Term | null): string {
  return term ?? unknown
}

/** Rev. Rul. 2008-5 speaks of IRAs; a health savings account is read like one. */
export const healthRule = 'Rev. Rul. 2008-5, read for an HSA as for an IRA'

/** A spouse on a separate return, or shares bought and sold again: whoever bought, no basis takes the loss. */
export const noBasisRule = 'IRC §1091(a); no basis takes the loss, by the firm’s reading'

interface Ruled {
  readonly reasons: readonly Pick<WashVerdict['reasons'][number], 'rule'>[]
}

/** The rules behind a permanent loss: that of an IRA, which an HSA is read like, and that no basis takes it. */
export function permanentRule({ reasons }: Ruled): string {
  const told = new Set(reasons.map(reason => reason.rule))
  const account = told.has(healthRule) ? healthRule : 'Rev. Rul. 2008-5'
  if (!told.has(noBasisRule)) return account
  return told.has(account) ? `${account}; ${noBasisRule}` : noBasisRule
}

/** Whose purchase makes a loss permanent: `an IRA`, `an HSA`, `an IRA and an HSA`. */
export function permanentTakers({ reasons }: Ruled): string {
  const health = reasons.some(reason => reason.rule === healthRule)
  const retirement = reasons.some(reason => reason.rule === 'Rev. Rul. 2008-5')
  if (!health && !retirement && reasons.some(reason => reason.rule === noBasisRule)) return 'an account whose shares take no basis'
  if (!health) return 'an IRA'
  return retirement ? 'an IRA and an HSA' : 'an HSA'
}

/** Of the loss that the sales of a basket disallow: what is lost for good, and what lots sold here take over and count again. */
export function washedParts({ permanent, passedOn = noCents }: Pick<Basket, 'permanent' | 'passedOn'>): string {
  const again = passedOn === 0 ? '' : `, counted again with lots sold here ${money(passedOn)}`
  return `of it lost for good ${money(permanent)}${again}`
}

export const calendarKindWords: Readonly<Record<CalendarEvent['kind'], string>> = {
  'lock-ends': 'Wash lock ends',
  'turns-long': 'Turns long-term',
  switchback: 'Switchback',
  distribution: 'Distribution',
  'cash-need': 'Cash need',
  deposit: 'Deposit',
  'restriction-ends': 'Restriction ends',
  'budget-reset': 'New tax year',
}
