/**
 * The wash ledger of a household: every match of loss shares with their replacement, what became of the loss, every loss sale with what stays deductible, and
 * the totals of each year with the identity that ties them together (gains without section 1091 = recognized − still in basis − gone − lost for good).
 * Shapes and units: shared/model/wash-ledger.ts.
 */

import { cents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, dateOfDay, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { EntryId, LotId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Fate, LossRow, WashEntry, WashLedger } from '../../../shared/model/wash-ledger.ts'
import { dayOrNull, type History, historyOf, partOf } from '../lineage/history.ts'
import { restatedSince } from '../lineage/restated.ts'
import type { Lot, RealizedRow } from '../lots/holding.ts'
import { custodianOrderRule, custodianOrders } from '../standing/custodian-order.ts'
import { dayOrderRule, dayOrders, keyOfLoss } from '../standing/same-day-order.ts'
import type { Standing } from '../standing/standing.ts'
import { brokerSees, declarationFor, rulesOfMatch, tackedOf } from './citations.ts'
import type { Match } from './match.ts'
import { nearPurchases } from './near.ts'
import { identityOf, yearsOf } from './totals.ts'
import { windowDays } from './window.ts'

/** `year` null: all years. A year shows what its sales lost and what its sales took up of earlier losses. */
export function washLedger(standing: Standing, year: number | null = null): WashLedger {
  const history = historyOf(standing)
  const losses = lossRows(history)
  const entries = washEntries(standing)
  return {
    asOf: standing.asOf,
    year,
    years: yearsOf(history, entries, losses),
    entries: year === null ? [...entries] : entries.filter(entry => concerns(entry, year)),
    losses: year === null ? losses : losses.filter(loss => yearOf(loss.sold) === year),
    identity: identityOf(history),
  }
}

const made = new WeakMap<History, readonly WashEntry[]>()

/** Every match of the household, in the order in which they were made. */
export function washEntries(standing: Standing): readonly WashEntry[] {
  const history = historyOf(standing)
  const known = made.get(history)
  if (known) return known
  const fates = goneWith(history)
  const now = restatedSince(history.booking)
  const entries = history.booking.matches.map((match, index) => entryOf(history, match, index, fates.get(match) ?? [], now(match, index)))
  made.set(history, entries)
  return entries
}

export function concerns(entry: WashEntry, year: number): boolean {
  return yearOf(entry.loss.sold) === year || entry.fates.some(fate => fate.sale !== null && fate.day !== null && yearOf(fate.day) === year)
}

/** Matches linked by the shares that carried a loss on: a chain each, with every chain that touches the year. For the pack a CPA gets. */
export function washChains(standing: Standing, year: number): WashEntry[][] {
  const entries = washEntries(standing)
  const bySale = Map.groupBy(entries, entry => `${entry.sale} ${entry.loss.lot}`)
  const chains = new Map<WashEntry, WashEntry[]>(entries.map(entry => [entry, [entry]]))
  for (const entry of entries) {
    for (const fate of entry.fates) {
      if (fate.kind !== 'washed-again') continue
      for (const next of bySale.get(`${fate.sale} ${fate.lot}`) ?? []) join(chains, entry, next)
    }
  }
  return [...new Set(chains.values())].filter(chain => chain.some(entry => concerns(entry, year)))
}

/** The smaller chain goes over to the larger. */
function join(chains: Map<WashEntry, WashEntry[]>, a: WashEntry, b: WashEntry): void {
  const [one, other] = [chains.get(a) ?? [], chains.get(b) ?? []]
  if (one === other) return
  const [into, from] = one.length >= other.length ? [one, other] : [other, one]
  for (const entry of from) {
    into.push(entry)
    chains.set(entry, into)
  }
}

function sideOf(history: History, lot: Lot) {
  const [account, security] = [history.account(lot), history.security(lot)]
  return {
    lot: lot.id as LotId,
    account: account.id,
    accountName: account.name,
    owner: history.owner(lot),
    security: security.id,
    symbol: security.symbol,
    name: security.name,
  }
}

function entryOf(history: History, match: Match, index: number, gone: readonly Fate[], sharesNow: number): WashEntry {
  const { row, replacement } = match
  const fates = [...fatesOf(history, match), ...gone]
  const declared = declarationFor(history, row.lot, replacement)
  return {
    id: `match ${index + 1}`,
    sale: row.sale as EntryId,
    loss: {
      ...sideOf(history, row.lot),
      sold: dateOfDay(row.day),
      acquired: dayOrNull(row.lot.acquiredDay),
      shares: shares(match.saleShares),
    },
    replacement: {
      ...sideOf(history, replacement),
      bought: dateOfDay(replacement.boughtDay),
      shares: shares(match.shares),
      sharesNow: shares(sharesNow),
    },
    daysApart: replacement.boughtDay - row.day,
    disallowed: cents(match.disallowed),
    status: statusOf(match, fates),
    provisionalUntil: provisionalUntil(history, row),
    fates,
    tacked: tackedOf(match),
    rules: [...rulesOfMatch(history, match), ...orderRules(history, row)],
    declared:
      declared === undefined || declared.kind === 'substitute'
        ? null
        : { kind: declared.kind, author: declared.author, date: declared.date, reason: declared.reason },
    reinvested: replacement.origin === 'drip',
    brokerSees: brokerSees(history, match),
    sources: { sale: history.source(row.sale), purchase: history.source(replacement.id) },
  }
}

/** Where the result hangs on an order of purchases that no record states, or that the custodian did not see: said with the rules of the match. */
function orderRules({ standing }: History, row: RealizedRow): WashEntry['rules'] {
  const key = keyOfLoss(row.sale, row.lot.id)
  const [order, custodian] = [dayOrders(standing).get(key), custodianOrders(standing).get(key)]
  return [
    ...(order === undefined ? [] : [{ what: order.why, rule: dayOrderRule }]),
    ...(custodian === undefined ? [] : [{ what: custodian.why, rule: custodianOrderRule }]),
  ]
}

/** Where the loss is now: in open lots, in the sales that took it up, in sales washed again; they add up to it with what is gone. */
function fatesOf(history: History, match: Match): Fate[] {
  if (match.permanent) {
    const { replacement } = match
    return [
      {
        kind: 'permanent',
        lot: replacement.id as LotId,
        sale: null,
        day: null,
        shares: shares(match.shares),
        amount: cents(match.disallowed),
      },
    ]
  }
  const sold = (history.rowsCarrying.get(match) ?? []).map((row): Fate => {
    const kind = row.gain === null ? 'unknown' : row.disallowed > 0 ? 'washed-again' : 'sold'
    const amount = cents(partOf(match, row.carried, row.adjustment))
    return { kind, lot: row.lot.id as LotId, sale: row.sale as EntryId, day: dateOfDay(row.day), shares: shares(row.shares), amount }
  })
  const open = (history.openCarrying.get(match) ?? []).map((piece): Fate => {
    const amount = cents(partOf(match, piece.carried, piece.adjustment))
    const lot = history.idOf.get(piece) ?? (piece.lot.id as LotId)
    return { kind: 'open', lot, sale: null, day: null, shares: shares(piece.shares), amount }
  })
  return [...sold, ...open]
}

/** Shares that left with a loss in their basis: given, donated, transferred out. */
function goneWith({ booking }: History): ReadonlyMap<Match, Fate[]> {
  const gone = new Map<Match, Fate[]>()
  for (const step of booking.steps) {
    if (step.kind !== 'left' || step.carried === null || step.adjustment === 0) continue
    for (let match: Match | null = step.carried; match !== null; match = match.earlier) {
      const amount = cents(partOf(match, step.carried, step.adjustment))
      const fate: Fate = {
        kind: 'left',
        lot: step.lot.id as LotId,
        sale: null,
        day: dateOfDay(step.day),
        shares: shares(step.shares),
        amount,
      }
      gone.set(match, [...(gone.get(match) ?? []), fate])
    }
  }
  return gone
}

function statusOf(match: Match, fates: readonly Fate[]): WashEntry['status'] {
  if (match.permanent) return 'permanent'
  const kinds = new Set(fates.map(fate => fate.kind))
  if (kinds.size > 1) return 'partly'
  if (kinds.has('open')) return 'deferred'
  if (kinds.has('washed-again')) return 'passed-on'
  return kinds.has('left') ? 'gone' : 'realised'
}

/** The last day on which a purchase may still wash what is left of the loss; null: nothing is left, or the day is over. */
function provisionalUntil({ standing, matchesOf }: History, row: RealizedRow): CivilDate | null {
  if (unreplacedOf(matchesOf, row) === 0 || standing.policy.outside.has(row.lot.security)) return null
  const until = addDays(dateOfDay(row.day), windowDays)
  return until < standing.asOf ? null : until
}

function unreplacedOf(matchesOf: History['matchesOf'], row: RealizedRow): number {
  return (matchesOf.get(row) ?? []).reduce((left, match) => left - match.saleShares, row.shares - (row.filed?.shares ?? 0))
}

function lossRows(history: History): LossRow[] {
  const broker = new Map<string, number>()
  const keyOf = (sale: string, lot: string) => `${sale}\n${lot}`
  for (const row of history.broker.realized) {
    const key = keyOf(row.sale, row.lot)
    broker.set(key, (broker.get(key) ?? 0) + row.disallowed)
  }
  const near = nearPurchases(history)
  const rows: LossRow[] = []
  history.booking.rows.forEach((row, index) => {
    if (row.gain === null || row.gain >= 0) return
    const unreplaced = unreplacedOf(history.matchesOf, row)
    const key = keyOf(row.sale, row.lot.id)
    // several pieces of one lot are several rows: the broker's amount of the lot goes to them in order, none more than its loss
    const seen = Math.min(broker.get(key) ?? 0, -row.gain)
    broker.set(key, (broker.get(key) ?? 0) - seen)
    rows.push({
      id: `loss ${index + 1}`,
      ...sideOf(history, row.lot),
      sale: row.sale as EntryId,
      sold: dateOfDay(row.day),
      shares: shares(row.shares),
      loss: cents(-row.gain),
      disallowed: cents(row.disallowed),
      allowed: cents(-row.gain - row.disallowed),
      brokerDisallowed: cents(seen),
      unreplaced: shares(unreplaced),
      provisionalUntil: provisionalUntil(history, row),
      near: unreplaced === 0 ? [] : near(row),
    })
  })
  return rows
}
