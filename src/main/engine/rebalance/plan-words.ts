/** What the optimizer found, in sentences an advisor would say. Figures in them are those of the plan, rounded so that what is claimed stays true. */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { ProposalAccount, ProposalTrade } from '../../../shared/model/proposal.ts'
import { basisPoints, counted, exactMoney, money, points } from '../../../shared/present/format.ts'
import type { Relaxation } from '../optimize/relaxation.ts'
import type { LotReason } from '../optimize/sensitivity.ts'
import { isExposure, isWeight } from './limits/row-names.ts'

/** `gap` as a fraction, rounded up: `within 0.04 % of the best possible`. */
export function gapInWords(gap: number): string {
  if (!Number.isFinite(gap)) return 'how far from the best possible is not known'
  const percent = Math.ceil(Math.max(0, gap) * 1e4 - 1e-6) / 100
  return percent === 0 ? 'the best possible' : `within ${percent} % of the best possible`
}

/** `settling`: of the gap what whole shares cost, a fraction like it. */
export function certificateInWords(gap: number, settling: number, checked: 'good' | 'broken' | 'not-checked'): string {
  const hundredths = Math.round(settling * 1e4)
  const rounding = hundredths > 0 && Number.isFinite(gap) ? `; ${hundredths / 100} % of it for whole shares` : ''
  const verdict = { good: 'checked independently', broken: 'the checker objects', 'not-checked': 'not checked' }[checked]
  return `${gapInWords(gap)}, ${verdict}${rounding}`
}

const limitNames: Readonly<Record<string, string>> = {
  cash: 'the cash to be free afterwards and the most that may stay',
  turnover: 'the most turnover',
  'number of trades': 'the most orders',
  'number of names': 'the most names held',
  'tracking error': 'the most tracking error',
  'short-term gain': 'the short-term gain budget',
  'long-term gain': 'the long-term gain budget',
  tax: 'the tax budget',
  wash: 'wash sales to be avoided',
  position: 'the bounds of positions',
  positions: 'the bounds of positions',
  'minimum trade': 'the least size of an order',
  'largest sale': 'the most that may be sold of a security',
  'largest purchase': 'the most that may be bought of a security',
  'positions and minimum trades': 'the bounds of positions with the least size of an order',
}

/** `symbolOf`: of a security by its place in the problem, which the solver counts by. */
export function limitInWords(limit: string, symbolOf?: (at: number) => string): string {
  const at = /^position (\d+)$/.exec(limit)?.[1]
  if (at !== undefined) return symbolOf === undefined ? 'the bounds of one position' : `the bounds of ${symbolOf(Number(at))}`
  return limitNames[limit] ?? limit
}

export function clashWithoutSize(limit: string, symbolOf?: (at: number) => string): string {
  return `${capital(limitInWords(limit, symbolOf))} cannot be kept with the others; by how much is not reckoned.`
}

export function clashInWords(
  { limit, by, unit }: Relaxation,
  nav: number,
  symbolOf?: (at: number) => string,
): ProposalAccount['conflict'][number] {
  const name = limitInWords(limit, symbolOf)
  if (by === null)
    return {
      limit,
      words: `Giving way on ${name} alone makes no plan possible: something else that is asked for cannot be kept either. Take it back to see what else would have to give way.`,
    }
  const dollars = () => exactMoney(cents(Math.ceil(by * nav * 100)))
  const size =
    limit === 'tracking error'
      ? basisPoints(Math.ceil(by * 1e6))
      : unit === 'count'
        ? counted(by, limit === 'number of names' ? 'name' : 'order')
        : isExposure(limit)
          ? (Math.ceil(by * 100) / 100).toFixed(2)
          : isWeight(limit)
            ? `${points(Math.ceil(by * 10_000))} (${dollars()})`
            : dollars()
  return { limit, words: `${capital(name)} would have to give way by ${size}.` }
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

interface TradeFacts extends Pick<ProposalTrade, 'side' | 'gainShort' | 'gainLong' | 'cost' | 'contribution'> {
  readonly taxable: boolean
  /** What a dollar of tax counts for in the contribution. */
  readonly taxWeight: number
  /** Weight less target before the trade, a fraction. */
  readonly drift: number
}

export function whyTrade({ side, gainShort, gainLong, taxable, drift, ...counts }: TradeFacts): string {
  const off = Math.round(Math.abs(drift) * 10_000)
  const place = off === 0 ? 'at its target' : `${points(off)} ${drift > 0 ? 'above' : 'below'} its target`
  return `${side === 'sell' ? resultInWords(gainShort, gainLong, taxable) : 'Bought'} ${side === 'sell' ? 'while' : 'as'} it stands ${place}. ${driver(side, counts)}`
}

function resultInWords(short: Cents, long: Cents, taxable: boolean): string {
  if (!taxable) return 'Sold without tax in this account'
  const parts = (
    [
      [short, 'short-term'],
      [long, 'long-term'],
    ] as const
  ).flatMap(([amount, term]) => (amount === 0 ? [] : [`a ${term} ${amount < 0 ? 'loss' : 'gain'} of ${money(Math.abs(amount))}`]))
  return parts.length === 0 ? 'Sold at cost' : `Realizes ${parts.join(' and ')}`
}

/** Dollars are told only of what is money: tax by its own dollar, whatever a dollar of it counts for, and the cost that is paid. */
function driver(side: 'buy' | 'sell', { contribution, cost, taxWeight }: Pick<TradeFacts, 'contribution' | 'cost' | 'taxWeight'>): string {
  const { te, tax, other, total } = contribution
  const taxSaved = `est. ${money(Math.round(-tax / (taxWeight || 1)))}`
  if (total > 0 && side === 'buy') return 'It puts the proceeds of the sales to work.'
  if (total > 0)
    return tax < 0 ? `It saves ${taxSaved} of tax and pays for what is bought beside it.` : 'It pays for what is bought beside it.'
  const parts = [
    [te, 'to come nearer to the model'],
    [tax, `for the tax it saves, ${taxSaved}`],
    [other, 'for the wishes it serves'],
  ] as const
  const [amount, word] = parts.reduce((best, part) => (part[0] < best[0] ? part : best))
  return amount < 0 ? `Mostly ${word}${cost > 0 ? `, at an est. cost of ${exactMoney(cost)}` : ''}.` : 'It changes little.'
}

/** `limit`: that holds the lot back, where there is one. */
export function whyKept(reason: LotReason, gain: Cents | null, barred: string | null, limit: string | null = null): string {
  if (reason === 'may not be sold') return barred ?? 'It may not be sold.'
  if (reason === 'wash') return 'A purchase of this plan would wash its loss (IRC §1091).'
  if (limit !== null)
    return `${reason === 'sold in part' ? 'Sold in part' : 'It would pay to sell it'}: ${limitInWords(limit)} ${reason === 'sold in part' ? 'holds back the rest' : 'holds it back'}.`
  if (reason === 'sold in part') return 'Sold in part: the rest would cost more than it brings.'
  if (reason === 'barred by a count or a minimum') return 'It would take one more order than is allowed, or than pays.'
  return gain !== null && gain > 0
    ? `Its gain of ${money(gain)} would cost more tax than its sale is worth.`
    : 'Its sale would cost more than it brings.'
}

export function statusInWords(
  status: ProposalAccount['status'],
  gap: number,
  orders: number,
  conflict: readonly string[],
  symbolOf?: (at: number) => string,
): string {
  if (status === 'infeasible')
    return `No plan keeps these limits together: ${conflict.map(limit => limitInWords(limit, symbolOf)).join('; ')}.`
  if (status === 'unsolved') return 'Neither a plan nor a proof that there is none was found in the work allowed: allow more seconds.'
  const said = gapInWords(gap)
  const what = orders === 0 ? 'Nothing to trade: to leave the account as it is' : counted(orders, 'order')
  if (status === 'optimal') return `${what}${orders === 0 ? ' is' : ','} ${said}.`
  return `${what}${orders === 0 ? ' is' : ','} ${said}: the search ended before the gap asked for was proven.`
}
