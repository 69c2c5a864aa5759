/**
 * Price histories of a snapshot as engine/estimate takes them: dollars a share, with the splits that the ledger knows. Those far shorter than the others would cut all of them down to their own days (a
 * covariance is of the same days); they are named and estimated by other means.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { alignedReturns, leastReturns, type PriceHistory, type ReturnProblem, type Returns } from '../estimate/returns.ts'

export interface Histories {
  readonly securities: readonly SecurityId[]
  readonly returns: Returns
  readonly problems: readonly ReturnProblem[]
}

/** The longest lookback of the planner: 252 days. */
export const longestLookback = 252
/** Shorter than this part of the longest: left out of the covariance. */
const leastPart = 0.6

const made = new WeakMap<Snapshot, Histories>()

export function historiesOf(snapshot: Snapshot): Histories {
  const known = made.get(snapshot)
  if (known) return known
  const found = alike(snapshot) ?? align(snapshot)
  made.set(snapshot, found)
  return found
}

/** Households of a book hold the same histories, and many of them the same securities: what was made for one of them serves the others. By the first row of the list. */
const shared = new WeakMap<
  PriceHistoryRow,
  { readonly rows: readonly PriceHistoryRow[]; readonly splits: string; readonly made: Histories }[]
>()

function alike(snapshot: Snapshot): Histories | undefined {
  const rows = snapshot.history ?? []
  const [first] = rows
  if (first === undefined) return undefined
  const splits = JSON.stringify([...splitsOf(snapshot)])
  const known = shared.get(first) ?? []
  shared.set(first, known)
  const same = known.find(
    each => each.splits === splits && each.rows.length === rows.length && each.rows.every((row, at) => row === rows[at]),
  )
  if (same) return same.made
  const aligned = align(snapshot)
  known.push({ rows, splits, made: aligned })
  return aligned
}

function align(snapshot: Snapshot): Histories {
  const rows = snapshot.history ?? []
  const longest = rows.reduce((most, { days }) => Math.max(most, days.length), 0)
  const whole = rows.filter(({ days }) => days.length >= leastPart * longest && days.length > leastReturns)
  const short = rows.filter(row => !whole.includes(row))
  const symbols = new Map(snapshot.securities.map(({ id, symbol }) => [id, symbol]))
  const nameOf = (security: SecurityId) => symbols.get(security) ?? security
  const splits = splitsOf(snapshot)
  const histories = whole.map(
    ({ security, days, prices }): PriceHistory => ({
      name: nameOf(security),
      days,
      prices: prices.map(price => price / 1e6),
      splits: splits.get(security) ?? [],
    }),
  )
  const returns = alignedReturns(histories, longestLookback)
  const problems = [
    ...returns.problems,
    ...short.map(({ security, days }): ReturnProblem => {
      const words = `${nameOf(security)}: ${days.length} prices where others have ${longest}; it is left out of the covariance.`
      return { name: nameOf(security), day: null, code: 'too-short', words }
    }),
  ]
  const securities = whole.filter(({ security }) => returns.names.includes(nameOf(security))).map(({ security }) => security)
  return { securities, returns, problems }
}

/** One entry an account may name the same split: it counts once a security and day. */
export function splitsOf({ entries }: Snapshot): Map<SecurityId, PriceHistory['splits'][number][]> {
  const found = new Map<SecurityId, PriceHistory['splits'][number][]>()
  for (const { kind, security, tradeDate, ratio } of entries) {
    if (kind !== 'split' || security === null || ratio === null) continue
    const list = found.get(security) ?? []
    found.set(security, list)
    if (!list.some(({ day }) => day === tradeDate)) list.push({ day: tradeDate, ratio: ratio[0] / ratio[1] })
  }
  return found
}

const rowsOf = new WeakMap<Snapshot, ReadonlyMap<SecurityId, PriceHistoryRow>>()
/** Prices of every security the snapshot has any of: what is held or aimed at, and substitutes. */
export function historyRows(snapshot: Snapshot): ReadonlyMap<SecurityId, PriceHistoryRow> {
  const known = rowsOf.get(snapshot)
  if (known) return known
  const made = new Map([...(snapshot.history ?? []), ...(snapshot.substituteHistory ?? [])].map(row => [row.security, row]))
  rowsOf.set(snapshot, made)
  return made
}
