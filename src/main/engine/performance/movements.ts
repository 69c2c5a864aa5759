/**
 * Ledger entries as movements: what each did to the shares and the cash of its account, and what of it came from outside the household. Looked at backward they tell what was held on a past day,
 * forward what a portfolio left alone would have received. Where an entry does not say what it moved, it says so: what was held before it is not known.
 */
import { dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { EntryKind, LedgerEntry } from '../../../shared/model/ledger.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date } from '../../../shared/present/format.ts'

/** One security under all its names. */
export type Key = string

/** How a portfolio with other shares of the same security would have met it. */
export type Nature =
  /** Bought or sold by decision: only who decided so did it. */
  | 'trade'
  /** So much a share held: dividends, reinvestments, cash for fractions. */
  | 'per-share'
  /** In dollars, whatever is held: fees, interest of the cash. */
  | 'fixed'
  /** In or out of the household. */
  | 'external'
  /** New shares for old. */
  | 'exchange'

export interface Movement {
  readonly entry: LedgerEntry
  readonly day: number
  readonly account: AccountId
  readonly nature: Nature
  readonly key: Key | null
  /** Millionths of a share, signed; of an exchange it follows from what is held. */
  readonly shares: number
  /** Cents, signed. */
  readonly cash: number
  readonly exchange: { readonly kind: 'split' | 'spin-off' | 'merger'; readonly to: Key; readonly up: number; readonly down: number } | null
  /** Why nothing can be said of the days before it. */
  readonly unknown: string | null
}

const natures: Record<EntryKind, Nature> = {
  buy: 'trade',
  sell: 'trade',
  exercise: 'trade',
  reinvest: 'per-share',
  dividend: 'per-share',
  interest: 'per-share',
  'return-of-capital': 'per-share',
  'capital-gain-distribution': 'per-share',
  'cash-in-lieu': 'per-share',
  expired: 'per-share',
  fee: 'fixed',
  'transfer-in': 'external',
  'transfer-out': 'external',
  'gift-in': 'external',
  inherited: 'external',
  'gift-out': 'external',
  donation: 'external',
  'cash-in': 'external',
  'cash-out': 'external',
  other: 'external',
  split: 'exchange',
  merger: 'exchange',
  'taxable-merger': 'exchange',
  'spin-off': 'exchange',
  'name-change': 'fixed',
}

const signs: Partial<Record<EntryKind, 1 | -1>> = {
  buy: 1,
  reinvest: 1,
  'transfer-in': 1,
  'gift-in': 1,
  inherited: 1,
  sell: -1,
  'transfer-out': -1,
  'gift-out': -1,
  donation: -1,
  'cash-in-lieu': -1,
  expired: -1,
}

/** A reinvestment is paid from the dividend told beside it, at most so many days before or after. */
const pairedWithin = 5

/** Of all accounts through the as-of day, oldest first; what was taken back, and the entry that took it back, are left out. */
export function movementsOf(snapshot: Snapshot, keyOf: (security: SecurityId) => Key): Movement[] {
  const reversed = new Set(snapshot.entries.map(entry => entry.reverses))
  const entries = snapshot.entries.filter(
    entry => entry.reverses === null && !reversed.has(entry.id) && entry.tradeDate <= snapshot.asOf && entry.kind !== 'name-change',
  )
  const paid = paidReinvestments(entries)
  return entries
    .map(entry => movementOf(entry, keyOf, paid))
    .sort((a, b) => a.day - b.day || (a.account < b.account ? -1 : a.account > b.account ? 1 : a.entry.sequence - b.entry.sequence))
}

function movementOf(entry: LedgerEntry, keyOf: (security: SecurityId) => Key, paid: ReadonlySet<LedgerEntry>): Movement {
  const { kind, security, account, tradeDate } = entry
  const key = security === null ? null : keyOf(security)
  const nature = natures[kind] === 'per-share' && key === null ? 'fixed' : natures[kind]
  const base = { entry, day: dayNumber(tradeDate), account, nature, key, exchange: null, unknown: null }
  if (nature === 'exchange') return exchangeOf(entry, keyOf, base)
  const shares = (signs[kind] ?? 0) * entry.shares
  const cash = kind === 'reinvest' && !paid.has(entry) ? 0 : cashOf(entry)
  const unknown = kind === 'exercise' ? whyUnknown(entry, 'says only in part what it gave') : null
  if (cash === null) return { ...base, shares, cash: 0, unknown: whyUnknown(entry, 'states no amount and no price') }
  return { ...base, shares, cash, unknown }
}

/** As stated; of a trade that states none, shares at its price with the fees. null: cannot be told. */
function cashOf(entry: LedgerEntry): number | null {
  if (entry.amount !== null) return entry.amount
  if (entry.kind !== 'buy' && entry.kind !== 'sell') return 0
  if (entry.price === null) return null
  const gross = Math.round((entry.shares * entry.price) / 1e10)
  return entry.kind === 'buy' ? -gross - entry.fees : gross - entry.fees
}

function exchangeOf(
  entry: LedgerEntry,
  keyOf: (security: SecurityId) => Key,
  base: Pick<Movement, 'entry' | 'day' | 'account' | 'nature' | 'key' | 'exchange' | 'unknown'>,
): Movement {
  const { kind, ratio } = entry
  const to = kind === 'split' ? base.key : entry.counter == null ? null : keyOf(entry.counter)
  const cash = entry.amount ?? 0
  if (to === null || ratio === null) return { ...base, shares: 0, cash, unknown: whyUnknown(entry, 'does not say what came for it') }
  const [up, down] = ratio
  const told = kind === 'split' || kind === 'spin-off' ? kind : 'merger'
  const exchange = { kind: told, to, up, down } as const
  // a merger takes the whole holding; how much that was is known only where it says so
  const unknown = told === 'merger' && entry.shares === 0 ? whyUnknown(entry, 'does not say how many shares were given up') : null
  return { ...base, shares: told === 'merger' ? -entry.shares : 0, cash, exchange, unknown }
}

/** Custodians tell a reinvested dividend as one entry or as two: only beside a dividend of the same amount does the purchase take cash. */
function paidReinvestments(entries: readonly LedgerEntry[]): Set<LedgerEntry> {
  const free = new Map<string, LedgerEntry[]>()
  for (const entry of entries)
    if (entry.amount !== null && entry.amount > 0 && natures[entry.kind] === 'per-share' && entry.security !== null) {
      const key = `${entry.account}\n${entry.security}\n${entry.amount}`
      free.set(key, [...(free.get(key) ?? []), entry])
    }
  const paid = new Set<LedgerEntry>()
  for (const entry of entries) {
    if (entry.kind !== 'reinvest' || entry.amount === null || entry.amount >= 0) continue
    const list = free.get(`${entry.account}\n${entry.security}\n${-entry.amount}`) ?? []
    const at = list.findIndex(each => Math.abs(dayNumber(each.tradeDate) - dayNumber(entry.tradeDate)) <= pairedWithin)
    if (at < 0) continue
    list.splice(at, 1)
    paid.add(entry)
  }
  return paid
}

const kindWords: Partial<Record<EntryKind, string>> = { buy: 'purchase', sell: 'sale', 'taxable-merger': 'merger' }

function whyUnknown({ kind, tradeDate }: LedgerEntry, what: string): string {
  return `the ${kindWords[kind] ?? kind} of ${date(tradeDate)} ${what}`
}
