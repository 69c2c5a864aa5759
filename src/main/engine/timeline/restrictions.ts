/** What a household bars on a day, in words: a trade against it is shown all the same, and a ticket for it needs a typed reason. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { TradeBar } from '../../../shared/model/book.ts'
import { date as dateInWords } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'

const words: Readonly<Record<TradeBar['kind'], string>> = {
  'never-sell': 'Never sell',
  'never-buy': 'Never buy',
  'do-not-trade': 'Do not trade',
}

interface Traded {
  readonly side: 'sell' | 'buy'
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
}

export function restrictionWords(standing: Standing, { side, account, security, date }: Traded): string[] {
  return standing
    .restrictionsOf(account, security)
    .filter(({ kind, expires }) => kind !== (side === 'sell' ? 'never-buy' : 'never-sell') && (expires === null || expires >= date))
    .map(({ kind, reason, expires }) => `${words[kind]}: ${reason}${expires === null ? '' : ` (through ${dateInWords(expires)})`}`)
}
