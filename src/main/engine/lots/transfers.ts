/**
 * Transfers in kind between two accounts of one household are told twice, out of one and into the other. A pair is the same security, the same shares and
 * at most ten days apart; the nearest in time first. Unpaired ends are shares that came from or went to the outside.
 */
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'

const longestWay = 10

export interface TransferPair {
  readonly out: ShareEntry
  readonly into: ShareEntry
}

/** `entries` are given by date and id, and what is left of them keeps that order. */
export function pairTransfers(entries: readonly ShareEntry[]): { moves: readonly TransferPair[]; rest: readonly ShareEntry[] } {
  const arrivals = entries.filter(entry => entry.kind === 'transfer-in')
  if (arrivals.length === 0) return { moves: [], rest: entries }
  const departures = entries.filter(entry => entry.kind === 'transfer-out')
  const used = new Set<ShareEntry>()
  const moves: TransferPair[] = []
  for (const into of arrivals) {
    let nearest: ShareEntry | undefined
    for (const out of departures) {
      if (used.has(out) || out.security !== into.security || out.shares !== into.shares || out.account === into.account) continue
      const apart = Math.abs(daysBetween(out.tradeDate, into.tradeDate))
      if (apart > longestWay) continue
      if (nearest === undefined || apart < Math.abs(daysBetween(nearest.tradeDate, into.tradeDate))) nearest = out
    }
    if (nearest === undefined) continue
    used.add(nearest).add(into)
    moves.push({ out: nearest, into })
  }
  return { moves, rest: entries.filter(entry => !used.has(entry)) }
}

/** What `count` of the shares that moved were worth in cents, at the price of the day or as stated; null: the files do not say. */
export function valueMoved({ out, into }: TransferPair, count: number): number | null {
  for (const { price, amount, shares: whole } of [into, out]) {
    if (price !== null) return marketValue(shares(count), price)
    if (amount !== null && amount !== 0) return proportion(Math.abs(amount), count, whole)
  }
  return null
}

export function byDateAndId(a: LedgerEntry, b: LedgerEntry): number {
  return a.tradeDate < b.tradeDate ? -1 : a.tradeDate > b.tradeDate ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
