/**
 * What custodians stated, moved on by the trades after it. A statement is true for its day: a position or a cash balance of Friday says nothing about Monday's
 * sale, and holding Friday's shares against Monday's lots would call every filled ticket a fault of the data. Shares and dollars of ledger entries after the
 * day of a statement are counted in, by trade date; entries of that very day are taken as contained in it, as those of a lot file are. What an entry does not say
 * (a purchase without amount, a split without ratio, an exchange into another security) leaves what it touches as stated.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Account, Position } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date } from '../../../shared/present/format.ts'
import { type Movement, movementsOf } from '../performance/movements.ts'
import type { GroupOf } from '../wash/identical.ts'

/** The snapshot itself where no trade is later than what was stated. Positions and balances that moved carry the day of the last trade counted in. */
export function movedOn(snapshot: Snapshot, sameOf: GroupOf): Snapshot {
  if (!hasLaterEntries(snapshot)) return snapshot
  const movements = Map.groupBy(movementsOf(snapshot, sameOf), ({ account }) => account)
  return {
    ...snapshot,
    accounts: snapshot.accounts.map(account => cashMoved(account, movements.get(account.id) ?? [])),
    positions: snapshot.positions.map(position => positionMoved(position, movements.get(position.account) ?? [], sameOf)),
  }
}

function hasLaterEntries({ accounts, positions, entries }: Snapshot): boolean {
  const stated = new Map<AccountId, CivilDate>()
  const keepFirst = (account: AccountId, day: CivilDate) => {
    const known = stated.get(account)
    if (known === undefined || day < known) stated.set(account, day)
  }
  for (const { id, cash, cashAsOf } of accounts) if (cash !== null && cashAsOf !== null) keepFirst(id, cashAsOf)
  for (const { account, asOf } of positions) keepFirst(account, asOf)
  return entries.some(({ account, tradeDate }) => tradeDate > (stated.get(account) ?? tradeDate))
}

function cashMoved(account: Account, movements: readonly Movement[]): Account {
  const { cash, cashAsOf } = account
  if (cash === null || cashAsOf === null) return account
  const later = movements.filter(({ day }) => day > dayNumber(cashAsOf))
  const last = later.at(-1)
  if (last === undefined || later.some(({ unknown }) => unknown !== null)) return account
  const moved = later.reduce<number>((sum, movement) => sum + movement.cash, cash)
  return { ...account, cash: cents(moved), cashAsOf: last.entry.tradeDate }
}

function positionMoved(position: Position, movements: readonly Movement[], sameOf: GroupOf): Position {
  const key = sameOf(position.security)
  const stated = dayNumber(position.asOf)
  const later = movements.filter(movement => movement.day > stated && movesShares(movement, key))
  const last = later.at(-1)
  if (last === undefined || later.some(({ unknown, exchange }) => unknown !== null || (exchange !== null && exchange.kind !== 'split')))
    return position
  const held = later.reduce<number>(
    (sum, { shares: moved, exchange }) => (exchange === null ? sum + moved : Math.round((sum * exchange.up) / exchange.down)),
    position.shares,
  )
  const onlySplits = later.every(({ exchange }) => exchange !== null)
  // more sold than was stated: one of the two is wrong, and the statement as it stands shows by how much
  if (held < 0) return position
  return { ...position, shares: shares(held), basis: onlySplits ? position.basis : null, asOf: last.entry.tradeDate }
}

function movesShares({ key, shares: moved, exchange, unknown }: Movement, security: string): boolean {
  if (exchange !== null) return key === security || exchange.to === security
  return key === security && (moved !== 0 || unknown !== null)
}

/** The day of the statement; where trades after it were counted in, that too. */
export function positionDay({ stated }: { readonly stated: Snapshot }, { account, security, asOf }: Position): string {
  const statement = stated.positions.find(position => position.account === account && position.security === security)?.asOf ?? asOf
  return statement === asOf ? date(asOf) : `${date(statement)} with the trades to ${date(asOf)}`
}
