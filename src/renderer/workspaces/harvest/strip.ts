/**
 * What the strip of 61 days shows for one lot: purchases and reinvestments of the household in the same or an identical security, the
 * evidence of the wash verdict, the day the lot turns long-term, and the locks on buying (IRC section 1091(a): 30 days either side).
 */
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { Candidate, Review } from '../../../shared/model/review.ts'
import { date, shareCount } from '../../../shared/present/format.ts'
import type { StripLock, StripMark } from '../../parts/strip61.tsx'
import type { GroupOf } from './identical.ts'

type ReviewOfStrip = Pick<Review, 'tradeDay' | 'lots' | 'locks' | 'candidates'>

export interface StripNames {
  readonly account: (account: AccountId) => string
  readonly symbol: (security: string) => string
}

export function namesOf({ candidates }: Pick<Review, 'candidates'>): StripNames {
  const accounts = new Map<string, string>(candidates.map(candidate => [candidate.lot.account, candidate.accountName]))
  const symbols = new Map<string, string>(candidates.map(candidate => [candidate.lot.security, candidate.symbol]))
  return { account: account => accounts.get(account) ?? account, symbol: security => symbols.get(security) ?? security }
}

export function stripMarks(review: ReviewOfStrip, candidate: Candidate, groupOf: GroupOf, names: StripNames): readonly StripMark[] {
  const group = groupOf(candidate.lot.security)
  const bought = review.lots
    .filter(lot => groupOf(lot.security) === group && inWindow(review.tradeDay, lot.acquired))
    .map(lot => ({ lot, mark: purchaseMark(lot, candidate, names) }))
  const marks: StripMark[] = []
  for (const reason of candidate.wash.reasons) {
    // a reason of no account is about the order of purchases that have marks of their own
    if (reason.date === null || reason.account === null) continue
    const kind = bought.find(one => one.lot.account === reason.account && one.lot.acquired === reason.date)?.mark.kind ?? 'buy'
    marks.push({ kind, date: reason.date, what: reason.what, blocks: true })
  }
  for (const { lot, mark } of bought) {
    const told = candidate.wash.reasons.some(reason => reason.account === lot.account && reason.date === lot.acquired)
    if (!told) marks.push(mark)
  }
  if (candidate.longOn !== null && inWindow(review.tradeDay, candidate.longOn)) {
    marks.push({ kind: 'long', date: candidate.longOn, what: `this lot turns long-term on ${date(candidate.longOn)}` })
  }
  return marks
}

export function stripLocks(review: ReviewOfStrip, candidate: Candidate, groupOf: GroupOf): readonly StripLock[] {
  const group = groupOf(candidate.lot.security)
  return review.locks
    .filter(lock => groupOf(lock.security) === group)
    .map(lock => ({ from: lock.from, until: lock.until, what: `no buying through ${date(lock.until)}: ${lock.reason}` }))
}

function purchaseMark(lot: OpenLot, candidate: Candidate, names: StripNames): StripMark {
  const kind = lot.origin === 'drip' ? 'drip' : 'buy'
  const own = lot.id === candidate.lot.id ? ', this very lot' : ''
  const verb = kind === 'drip' ? 'reinvested' : 'bought'
  const what = `${shareCount(lot.shares)} sh of ${names.symbol(lot.security)} ${verb} in ${names.account(lot.account)}${own}`
  return { kind, date: lot.acquired as CivilDate, what }
}

function inWindow(day: CivilDate, other: CivilDate | null): boolean {
  return other !== null && Math.abs(daysBetween(day, other)) <= 30
}
