/**
 * A hypothetical trade on a day of the household's choosing: the verdict with shares, days, accounts, rules and dollars, when it is clear, and what it locks.
 * It trades at today's price: nobody knows another. Tax is that of the year of the trade; a year the book cannot reckon is said, never guessed.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal, refused } from '../../../shared/kernel/outcome.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { Trial, TrialLots } from '../../../shared/model/timeline.ts'
import { date as dateInWords } from '../../../shared/present/format.ts'
import { isTradingDay, tradingDayFrom } from '../calendar/trading-days.ts'
import { knownHere, type Standing, standingOf } from '../standing/standing.ts'
import { tryBuy } from './try-buy.ts'
import { trySale } from './try-sale.ts'

export interface TrialQuestion {
  readonly side: 'sell' | 'buy'
  readonly account: AccountId
  readonly security: SecurityId
  readonly lots: TrialLots
  /** Any day from the as-of day on; one without trading moves to the next on which the exchange is open. */
  readonly date: CivilDate
}

/** What both sides say of the trade itself. */
export type TrialHead = Pick<
  Trial,
  'side' | 'account' | 'accountName' | 'security' | 'symbol' | 'asked' | 'date' | 'rolled' | 'price' | 'priceAsOf'
>

export function tryTrade(snapshot: Snapshot, question: TrialQuestion): Outcome<Trial> {
  const standing = standingOf(snapshot)
  const wrong = wrongQuestion(standing, question)
  if (wrong !== null) return refused(wrong)
  const head = headOf(standing, question)
  return question.side === 'buy' ? done(tryBuy(standing, head, question.lots)) : trySale(standing, head, question.lots)
}

function wrongQuestion(standing: Standing, question: TrialQuestion): Refusal | null {
  const unknown = knownHere(standing, question)
  if (unknown !== null) return unknown
  if (question.date < standing.asOf)
    return {
      code: 'input/past-date',
      what: `${dateInWords(question.date)} is before the day of the review, ${dateInWords(standing.asOf)}.`,
      where: 'date',
      remedy: 'Choose that day or a later one: what was traded is in the records.',
    }
  return null
}

function headOf(standing: Standing, { side, account, security, date: asked }: TrialQuestion): TrialHead {
  const price = standing.priceOf(security)
  const date = tradingDayFrom(asked)
  return {
    side,
    account,
    accountName: standing.accountOf(account).name,
    security,
    symbol: standing.securityOf(security).symbol,
    asked,
    date,
    rolled: isTradingDay(asked) ? null : `The exchange is closed on ${dateInWords(asked)}: it trades on ${dateInWords(date)}.`,
    price: price?.price ?? null,
    priceAsOf: price?.date ?? null,
  }
}
