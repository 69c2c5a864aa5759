/**
 * The slow and obvious reference: every single share is an object of its own, amounts are exact fractions, and each rule of section 1091 is a filter over the
 * list of all shares. Written from the rules, without the engine: no pieces, no windows, no queues. Whole shares only; splits are n for 1; a call is one contract.
 */
import { addDays, addYears, daysBetween } from '../../src/shared/kernel/civil-date.ts'
import type { LotCase, LotTrade } from '../../src/shared/model/lot-case.ts'

/** A fraction of whole numbers. */
interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const fraction = (n: bigint, d = 1n): Fraction => ({ n, d })
const plus = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.d + b.n * a.d, a.d * b.d)
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d })
const over = (a: Fraction, by: bigint): Fraction => reduced(a.n, a.d * by)
const compare = (a: Fraction, b: Fraction): number => Number(a.n * b.d - b.n * a.d)
function reduced(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? fraction(0n) : { n: n / a, d: d / a }
}
export function decimalOf({ n, d }: Fraction): number {
  return Number((n * 100_000_000n) / d) / 1e8
}

function dollars(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.')
  return reduced(BigInt(whole + part), 10n ** BigInt(part.length))
}

interface Share {
  readonly lot: string
  readonly order: string
  readonly account: string
  readonly security: string
  readonly bought: string
  /** Place among all purchases. */
  readonly place: number
  index: number
  /** Bought, so that it can replace. */
  readonly counts: boolean
  readonly taxable: boolean
  readonly inherited: boolean
  /** Another security it is a right to, and to how many shares still. */
  readonly right: string | null
  rights: number
  basis: Fraction
  heldFrom: string
  held: boolean
  used: boolean
  /** Losses that have passed into its basis, one after the other. */
  depth: number
}

/** What happened in the ledger, for the test that the ledgers are worth it. */
export interface Seen {
  washed: number
  permanent: number
  longestChain: number
  sameDay: number
  acrossSplit: number
  partlyUsed: number
  byRight: number
  otherAccount: number
}

interface LossShare {
  readonly share: Share
  readonly row: Row
  readonly sold: string
  amount: Fraction
  matched: boolean
  readonly splits: number
}

interface Row {
  readonly sale: string
  readonly lot: string
  readonly heldFrom: string
  readonly holding: 'short' | 'long'
  quantity: number
  gain: Fraction
  disallowed: Fraction
  permanent: Fraction
}

export interface Reference {
  readonly realized: ReadonlyMap<string, Row>
  readonly open: ReadonlyMap<string, { quantity: number; basis: Fraction }>
  readonly refused: string | null
  readonly seen: Readonly<Seen>
}

export function bookShareByShare(lotCase: LotCase): Reference {
  const shares: Share[] = []
  const losses: LossShare[] = []
  const rows = new Map<string, Row>()
  const seen: Seen = { washed: 0, permanent: 0, longestChain: 0, sameDay: 0, acrossSplit: 0, partlyUsed: 0, byRight: 0, otherAccount: 0 }
  const broker = lotCase.settings.scope === 'broker'
  const groupOf = (security: string): string => lotCase.settings.identical.find(group => group.includes(security))?.join() ?? security
  const identical = (a: Pick<Share, 'account' | 'security'>, b: Share): boolean =>
    broker ? a.account === b.account && a.security === b.security : groupOf(a.security) === groupOf(b.security)
  const trades = lotCase.trades
    .map((trade, place) => ({ trade, place }))
    .sort((a, b) => (a.trade.date === b.trade.date ? a.place - b.place : a.trade.date < b.trade.date ? -1 : 1))
  let refused: string | null = null

  const mayReplace = (share: Share, loss: LossShare): boolean =>
    share.held &&
    share.counts &&
    ((!share.used && identical(share, loss.share)) || hasRight(share, loss)) &&
    share.order !== loss.share.order &&
    Math.abs(daysBetween(loss.sold as never, share.bought as never)) <= 30

  const hasRight = (share: Share, loss: LossShare): boolean =>
    !broker && share.right !== null && share.rights > 0 && groupOf(share.right) === groupOf(loss.share.security)

  const wash = (loss: LossShare, share: Share): void => {
    note(loss, share)
    loss.matched = true
    if (hasRight(share, loss)) share.rights -= 1
    else share.rights = 0
    share.used = true
    loss.row.disallowed = plus(loss.row.disallowed, loss.amount)
    if (!share.taxable) loss.row.permanent = plus(loss.row.permanent, loss.amount)
    else {
      share.basis = plus(share.basis, loss.amount)
      share.depth = Math.max(share.depth, loss.share.depth + 1)
      if (share.right === null)
        share.heldFrom = addDays(share.bought as never, -daysBetween(loss.share.heldFrom as never, loss.sold as never))
    }
  }

  for (const { trade, place } of trades) {
    if (trade.side === 'split') splitShares(trade, shares, losses)
    if (trade.side === 'buy') buy(trade, place)
    if (trade.side === 'sell' && refused === null) sell(trade)
  }
  return { realized: rows, open: openShares(shares), refused, seen }

  function note(loss: LossShare, share: Share): void {
    seen.washed += 1
    if (!share.taxable) seen.permanent += 1
    else seen.longestChain = Math.max(seen.longestChain, loss.share.depth + 1)
    if (share.bought === loss.sold) seen.sameDay += 1
    if (loss.splits > 0) seen.acrossSplit += 1
    if (share.index > 0 && shares.some(other => other.lot === share.lot && other.held && !other.used)) seen.partlyUsed += 1
    if (hasRight(share, loss)) seen.byRight += 1
    if (share.account !== loss.share.account) seen.otherAccount += 1
  }

  function buy(trade: Extract<LotTrade, { side: 'buy' }>, place: number): void {
    const count = Number(trade.quantity)
    const each = over(plus(dollars(trade.total), dollars(trade.fees)), BigInt(count))
    for (let index = 0; index < count; index += 1) {
      const share: Share = {
        lot: trade.id,
        order: trade.orderGroup ? `${trade.account}/${trade.orderGroup}` : `lot/${trade.id}`,
        account: trade.account,
        security: trade.security,
        bought: trade.date,
        place,
        index,
        counts: ['purchase', 'drip', 'bonus', 'option_call'].includes(trade.kind) && trade.accountType !== '401k',
        taxable: trade.accountType === 'taxable',
        inherited: trade.kind === 'inherited',
        right: trade.underlying ?? null,
        rights: trade.underlying ? Number(trade.contractShares) : 0,
        basis: each,
        heldFrom: trade.acquired ?? trade.date,
        held: true,
        used: false,
        depth: 0,
      }
      shares.push(share)
      // a right may replace several
      for (let waiting = firstWaiting(share); waiting; waiting = firstWaiting(share)) wash(waiting, share)
    }
  }

  function firstWaiting(share: Share): LossShare | undefined {
    return losses.find(loss => !loss.matched && mayReplace(share, loss))
  }

  function sell(trade: Extract<LotTrade, { side: 'sell' }>): void {
    const count = Number(trade.quantity)
    const each = over(minus(dollars(trade.total), dollars(trade.fees)), BigInt(count))
    const held = shares.filter(share => share.held && share.account === trade.account && share.security === trade.security)
    const method = trade.method ?? lotCase.method
    if (method === 'AVERAGE' && !trade.lotIds && held.length >= count) average(held)
    const chosen = choose(held, trade, method, each, count)
    if (chosen === null) {
      refused = trade.id
      return
    }
    for (const share of chosen.sort(byAge)) {
      share.held = false
      if (!share.taxable || trade.kind !== 'sell') continue
      const gain = minus(each, share.basis)
      const row = rowOf(rows, trade, share)
      row.quantity += 1
      row.gain = plus(row.gain, gain)
      if (gain.n >= 0n || !lotCase.settings.washSales) continue
      const loss: LossShare = { share, row, sold: trade.date, amount: minus(fraction(0n), gain), matched: false, splits: 0 }
      const replacement = shares.filter(other => mayReplace(other, loss)).sort((a, b) => a.place - b.place || a.index - b.index)[0]
      if (replacement) wash(loss, replacement)
      else losses.push(loss)
    }
  }
}

function byAge(a: Share, b: Share): number {
  const [left, right] = [purchaseDay(a), purchaseDay(b)]
  return left === right ? a.place - b.place || a.index - b.index : left < right ? -1 : 1
}

/** Age counts from the real purchase, never from a tacked date; what a gift brings in keeps the donor's. */
function purchaseDay(share: Share): string {
  return share.counts ? share.bought : share.heldFrom
}

/** Every share of the position has the same basis from then on, whatever its days. */
function average(held: readonly Share[]): void {
  const total = held.reduce((sum, share) => plus(sum, share.basis), fraction(0n))
  for (const share of held) share.basis = over(total, BigInt(held.length))
}

function isLong(share: Share, sold: string): boolean {
  return share.inherited || sold >= addYears(addDays(share.heldFrom as never, 1), 1)
}

function choose(held: Share[], trade: Extract<LotTrade, { side: 'sell' }>, method: string, price: Fraction, count: number): Share[] | null {
  if (held.length < count) return null
  if (trade.lotIds)
    return trade.lotIds.flatMap(({ lotId, quantity }) =>
      held
        .filter(share => share.lot === lotId)
        .sort(byAge)
        .slice(0, Number(quantity)),
    )
  const within = (a: Share, b: Share): number => (a.lot === b.lot ? a.index - b.index : 0)
  const category = (share: Share): number => {
    const sign = compare(price, share.basis)
    const long = isLong(share, trade.date)
    if (sign < 0) return long ? 1 : 0
    if (sign === 0) return long ? 3 : 2
    return long ? 4 : 5
  }
  const orders: Record<string, (a: Share, b: Share) => number> = {
    FIFO: byAge,
    SPECID: byAge,
    AVERAGE: byAge,
    LIFO: (a, b) => within(a, b) || byAge(b, a),
    HIFO: (a, b) => compare(b.basis, a.basis) || byAge(a, b),
    LOFO: (a, b) => compare(a.basis, b.basis) || byAge(a, b),
    MINTAX: (a, b) => category(a) - category(b) || compare(b.basis, a.basis) || byAge(a, b),
  }
  return held.sort(orders[method]).slice(0, count)
}

function rowOf(rows: Map<string, Row>, trade: LotTrade, share: Share): Row {
  const holding = isLong(share, trade.date) ? 'long' : 'short'
  const key = [trade.id, share.lot, holding, share.heldFrom].join('/')
  const row = rows.get(key) ?? {
    sale: trade.id,
    lot: share.lot,
    heldFrom: share.heldFrom,
    holding,
    quantity: 0,
    gain: fraction(0n),
    disallowed: fraction(0n),
    permanent: fraction(0n),
  }
  rows.set(key, row)
  return row
}

function splitShares(trade: Extract<LotTrade, { side: 'split' }>, shares: Share[], losses: LossShare[]): void {
  const times = Number(trade.ratio.split(':')[0])
  const copies = <Item extends Share | LossShare>(
    items: Item[],
    divide: (item: Item, copy: number) => Item,
    concerns: (item: Item) => boolean,
  ): Item[] => items.flatMap(item => (concerns(item) ? Array.from({ length: times }, (_, copy) => divide(item, copy)) : [item]))
  const parts = copies(
    shares,
    (share, copy) => ({ ...share, index: share.index * times + copy, basis: over(share.basis, BigInt(times)) }),
    share => share.held && share.security === trade.security,
  )
  shares.splice(0, shares.length, ...parts)
  const waiting = copies(
    losses,
    loss => ({ ...loss, amount: over(loss.amount, BigInt(times)), splits: loss.splits + 1 }),
    loss => !loss.matched && loss.share.security === trade.security,
  )
  losses.splice(0, losses.length, ...waiting)
  for (const share of shares) if (share.right === trade.security) share.rights *= times
}

function openShares(shares: readonly Share[]): Map<string, { quantity: number; basis: Fraction }> {
  const open = new Map<string, { quantity: number; basis: Fraction }>()
  for (const share of shares) {
    if (!share.held) continue
    const key = `${share.lot}/${share.heldFrom}`
    const known = open.get(key) ?? { quantity: 0, basis: fraction(0n) }
    open.set(key, { quantity: known.quantity + 1, basis: plus(known.basis, share.basis) })
  }
  return open
}
