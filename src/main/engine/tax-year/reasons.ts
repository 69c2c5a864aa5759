/** Why the return and the custodian differ on a sale, in a sentence an advisor would say, from the matches each of the two makes. */
import { cents, noCents } from '../../../shared/kernel/cents.ts'
import { date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { permanentRule, permanentTakers } from '../../../shared/present/words.ts'
import type { WashMatch } from '../lots/project.ts'
import { saleKey } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import { lostRule, rules } from '../wash/reasons.ts'
import type { Sale } from './sales.ts'

/** The matches of the household, found by the sale they wash and by the lot that takes the loss. */
export interface MatchesOf {
  readonly sale: (sale: Sale) => readonly WashMatch[]
  readonly into: (sale: Sale) => readonly WashMatch[]
}

export function matchesOf(standing: Standing): MatchesOf {
  const { projection, sameOf } = standing
  const bySale = Map.groupBy(projection.matches, match => match.sale)
  const byKey = Map.groupBy(projection.matches, match => saleKey(sameOf, match.account, match.security, match.sold))
  const byLot = Map.groupBy(projection.matches, match => match.replacementLot)
  return {
    sale: sale =>
      sale.entry === null ? (byKey.get(sale.group) ?? []) : (bySale.get(sale.entry) ?? []).filter(match => match.lossLot === sale.lot),
    into: sale => (sale.lot === null ? [] : (byLot.get(sale.lot) ?? []).filter(match => !match.permanent)),
  }
}

export function differenceWhy(standing: Standing, matches: MatchesOf, sale: Sale): string[] {
  const seen = sale.reported ?? sale.broker
  if (seen === null) return []
  const words: string[] = []
  if (sale.disallowed !== seen.disallowed || sale.permanent !== 0)
    for (const match of matches.sale(sale)) if (!isSeen(standing, match)) words.push(unseenPurchase(standing, match))
  if (sale.carriedIn > 0 && sale.basis !== seen.basis)
    for (const match of carriedFrom(matches.into(sale), sale.carriedIn))
      if (!isSeen(standing, match)) words.push(unseenLoss(standing, match))
  if (sale.reported === null && sale.otherLots)
    words.push("the custodian's own basis makes it relieve other lots; compared for the whole sale")
  if (sale.reported !== null && sale.broker !== null && sale.reported.disallowed !== sale.broker.disallowed)
    words.push(
      `the custodian's file disallows ${exactMoney(sale.reported.disallowed)}; the trades in the book give ${exactMoney(sale.broker.disallowed)} by a broker's rules`,
    )
  if (seen.term !== null && sale.term !== null && seen.term !== sale.term)
    words.push(
      `${sale.term}-term on the return, because washed shares pass on their days (IRC §1223(3)); ${seen.term}-term for the custodian`,
    )
  const difference = seen.recognized === null || sale.recognized === null ? noCents : cents(sale.recognized - seen.recognized)
  if (difference !== 0 && words.length === 0)
    words.push(`the records give no reason for ${exactMoney(difference)}: hold the custodian's file against the ledger`)
  return [...new Set(words)]
}

/** Who made the loss permanent, with the rule; null: nothing of it is lost for good. */
export function permanentWhy(standing: Standing, matches: MatchesOf, sale: Sale): string | null {
  if (sale.permanent === 0) return null
  const found = matches.sale(sale).filter(match => match.permanent)
  const reasons = found.map(match => ({ rule: lostRule(standing.evidence, match.replacementAccount) }))
  if (reasons.some(({ rule }) => rule === rules.lost)) return `no basis takes it up (${rules.lost})`
  return `bought in ${permanentTakers({ reasons })} (${permanentRule({ reasons })})`
}

/** The losses in this part of a lot: where one alone makes the sum, it is that one; a lot's parts take different ones. */
function carriedFrom(into: readonly WashMatch[], carriedIn: number): readonly WashMatch[] {
  const alone = into.filter(match => match.disallowed === carriedIn)
  return alone.length > 0 ? alone.slice(0, 1) : into
}

/** A broker looks at one account and one CUSIP. */
function isSeen({ sameOf }: Standing, match: WashMatch): boolean {
  return match.account === match.replacementAccount && sameOf(match.security) === sameOf(match.replacementSecurity)
}

function unseenPurchase({ accountOf, securityOf, sameOf, evidence }: Standing, match: WashMatch): string {
  const symbol = securityOf(match.replacementSecurity).symbol
  const bought = `${accountOf(match.replacementAccount).name} bought ${sharesHeld(match.shares)} of ${symbol} on ${date(match.bought)}`
  const other =
    sameOf(match.security) === sameOf(match.replacementSecurity) ? '' : `, declared identical to ${securityOf(match.security).symbol}`
  const lost = match.permanent ? `; that loss is lost for good (${lostRule(evidence, match.replacementAccount)})` : ''
  return `${bought}${other}: the broker cannot see it${lost}`
}

function unseenLoss({ accountOf, securityOf }: Standing, match: WashMatch): string {
  const from = `${accountOf(match.account).name}'s loss on ${securityOf(match.security).symbol} of ${date(match.sold)}`
  return `the basis holds ${exactMoney(match.disallowed)} of ${from} (IRC §1091(d)): the broker cannot see it`
}
