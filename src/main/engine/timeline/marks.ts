/**
 * What happened and what is expected, as marks on days: purchases as the wash evidence knows them (ledger, and statement lots that no trade explains), shares moved
 * without a purchase, sales with their result, purchases and sales on issued tickets, and dividends expected to buy shares, their days estimated.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import { addShares, noShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { TimelineMark } from '../../../shared/model/timeline.ts'
import { counted, date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import type { ReinvestingHolding, Standing } from '../standing/standing.ts'
import { type Acquisition, acquisitionsOf } from '../wash/acquisitions.ts'
import { expectedDays, payDay } from '../wash/expected.ts'

export interface Days {
  readonly first: CivilDate
  readonly last: CivilDate
}

/** Marks of these days, both included. */
export function marksOf(standing: Standing, days: Days): TimelineMark[] {
  const within = (date: CivilDate) => date >= days.first && date <= days.last
  return [
    ...purchases(standing, within),
    ...movements(standing, within),
    ...sales(standing, within),
    ...expectedDividends(standing, days.last),
    ...planned(standing),
  ]
}

type Within = (date: CivilDate) => boolean

interface Fact {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares | null
  readonly gain?: Cents | null
}

export function markOf(standing: Standing, id: string, kind: TimelineMark['kind'], fact: Fact, what: string): TimelineMark {
  const { account, security, date, shares, gain } = fact
  const [accountName, symbol] = [standing.accountOf(account).name, standing.securityOf(security).symbol]
  return {
    id,
    kind,
    date,
    account,
    accountName,
    security,
    symbol,
    shares,
    gain: gain ?? null,
    what,
    waiting: null,
    unknown: null,
    lots: [],
  }
}

const boughtWords: Readonly<Record<Acquisition['source'], { readonly verb: string; readonly how: string }>> = {
  buy: { verb: 'bought', how: '' },
  reinvest: { verb: 'reinvested a dividend in', how: '' },
  merger: { verb: 'received', how: ' in a taxable merger, a purchase' },
  statement: { verb: 'bought', how: ', by the custodian’s lots' },
}

function purchases(standing: Standing, within: Within): TimelineMark[] {
  const found = acquisitionsOf(standing.snapshot, standing.projection.received).flatMap(bought => {
    const { account, security, date, shares, source, from } = bought
    if (date === null || !within(date)) return []
    const { verb, how } = boughtWords[source]
    const what = `${standing.accountOf(account).name} ${verb} ${sharesHeld(shares)} of ${standing.securityOf(security).symbol}${how}`
    return markOf(standing, `in ${from}`, source === 'reinvest' ? 'reinvest' : 'buy', { account, security, date, shares }, what)
  })
  const elsewhere = standing.lots.flatMap(lot => {
    const { account, security, acquired, shares, id } = lot
    if (lot.origin !== 'transfer' || acquired === null || !within(acquired)) return []
    const what = `${sharesHeld(shares)} of ${standing.securityOf(security).symbol} bought elsewhere, now in ${standing.accountOf(account).name}`
    return markOf(standing, `lot ${id}`, 'buy', { account, security, date: acquired, shares }, what)
  })
  return [...found, ...elsewhere]
}

const moves: Partial<Record<LedgerEntry['kind'], string>> = {
  'transfer-in': 'transferred in',
  'transfer-out': 'transferred out',
  'gift-in': 'received as a gift',
  'gift-out': 'given away',
  donation: 'donated',
  inherited: 'inherited',
}

/** Entries that no later entry takes back. */
function standingEntries(standing: Standing): LedgerEntry[] {
  const reversed = new Set(standing.snapshot.entries.map(entry => entry.reverses))
  return standing.snapshot.entries.filter(entry => entry.reverses === null && !reversed.has(entry.id))
}

function movements(standing: Standing, within: Within): TimelineMark[] {
  return standingEntries(standing).flatMap(({ id, account, security, kind, tradeDate, shares }) => {
    const verb = moves[kind]
    if (verb === undefined || security === null || !within(tradeDate)) return []
    const what = `${standing.accountOf(account).name}: ${sharesHeld(shares)} of ${standing.securityOf(security).symbol} ${verb}, no purchase for section 1091`
    return [markOf(standing, `move ${id}`, 'moved', { account, security, date: tradeDate, shares }, what)]
  })
}

interface Sold {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  shares: Shares
  gain: number | null
}

/** One mark an account, security and day; the result as booked, else as the custodian's realized file tells it. */
function sales(standing: Standing, within: Within): TimelineMark[] {
  const days = new Map<string, Sold>()
  const add = (known: ReadonlySet<string>, fact: Omit<Sold, 'gain'>, gain: number | null): void => {
    if (!within(fact.date)) return
    const key = `${fact.account}\n${standing.sameOf(fact.security)}\n${fact.date}`
    if (known.has(key)) return
    const day = days.get(key)
    if (day === undefined) days.set(key, { ...fact, gain })
    else
      days.set(key, {
        ...day,
        shares: addShares(day.shares, fact.shares),
        gain: day.gain === null || gain === null ? null : day.gain + gain,
      })
  }
  for (const row of standing.projection.realized) add(new Set(), { ...row, date: row.sold }, row.gain)
  const booked = new Set(days.keys())
  for (const row of standing.snapshot.realized) {
    add(booked, { ...row, date: row.closed }, row.basis === null ? null : row.proceeds - row.basis)
  }
  const told = new Set(days.keys())
  for (const entry of standingEntries(standing)) {
    const { account, security, kind, tradeDate, shares } = entry
    if (kind === 'sell' && security !== null) add(told, { account, security, date: tradeDate, shares }, null)
  }
  return [...days].map(([key, sold]) => saleMark(standing, key, sold))
}

function saleMark(standing: Standing, key: string, sold: Sold): TimelineMark {
  const { name, type } = standing.accountOf(sold.account)
  const gain = isTaxable(type) && sold.gain !== null ? cents(sold.gain) : null
  const kind = gain === null ? 'sell' : gain < 0 ? 'sell-loss' : 'sell-gain'
  const result =
    gain === null
      ? isTaxable(type)
        ? ', result not in the records'
        : ', not taxed there'
      : ` at a ${gain < 0 ? 'loss' : 'gain'} of ${exactMoney(cents(Math.abs(gain)))}`
  const what = `${name} sold ${sharesHeld(sold.shares)} of ${standing.securityOf(sold.security).symbol}${result}`
  return markOf(standing, `out ${key}`, kind, { ...sold, gain }, what)
}

/** Every holding that reinvests, once. */
function reinvestingOf(standing: Standing): ReinvestingHolding[] {
  const groups = new Set(standing.snapshot.securities.map(security => standing.groupOf(security.id)))
  return [...groups].flatMap(group => standing.reinvestingIn(group as SecurityId))
}

function expectedDividends(standing: Standing, until: CivilDate): TimelineMark[] {
  return reinvestingOf(standing).flatMap(holding => {
    const { account, security, last, every } = holding
    if (last === null || every === null) return []
    const how = `est. from its last two, ${dateInWords(last[0])} and ${dateInWords(last[1])}, ${counted(every, 'day')} apart`
    const what = `${standing.accountOf(account).name} is expected to reinvest a dividend in ${standing.securityOf(security).symbol}, ${how}`
    return expectedDays(holding, until)
      .map(payDay)
      .map(date => markOf(standing, `expected ${account} ${security} ${date}`, 'expected', { account, security, date, shares: null }, what))
  })
}

/** What issued tickets buy and sell and no file shows yet. */
function planned(standing: Standing): TimelineMark[] {
  const groups = new Set(standing.snapshot.securities.map(security => standing.groupOf(security.id)))
  return [...groups].flatMap(group => {
    const { plannedBuys, plannedLossSales } = standing.evidence.group(group as SecurityId)
    const of = (side: 'buy' | 'sell') => (plan: (typeof plannedBuys)[number], index: number) => {
      const count = plan.shares === null ? '' : `${sharesHeld(plan.shares ?? noShares)} of `
      const ticket = plan.ticket === undefined ? '' : `, on ticket ${plan.ticket}`
      const what = `${standing.accountOf(plan.account).name} is to ${side} ${count}${standing.securityOf(plan.security).symbol}${side === 'sell' ? ' at a loss' : ''}${ticket}`
      return markOf(standing, `planned ${side} ${group} ${index}`, side === 'buy' ? 'planned-buy' : 'planned-sell', plan, what)
    }
    return [...plannedBuys.map(of('buy')), ...plannedLossSales.map(of('sell'))]
  })
}
