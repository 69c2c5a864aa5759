/** Why the return and the custodian differ on a sale, in a sentence an advisor would say, from the matches each of the two makes. */
import { cents, noCents } from '../../../shared/kernel/cents.ts'
import type { SaleResult } from '../../../shared/model/tax-year.ts'
import { date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { permanentRule, permanentTakers } from '../../../shared/present/words.ts'
import { fileSaleId } from '../lots/inside-statement.ts'
import { fileApart } from '../lots/policy.ts'
import type { WashMatch } from '../lots/project.ts'
import { brokerProjection } from '../standing/broker.ts'
import { custodianOrders } from '../standing/custodian-order.ts'
import { saleKey } from '../standing/realized.ts'
import { keyOfLoss } from '../standing/same-day-order.ts'
import type { Standing } from '../standing/standing.ts'
import { lostRule, rules } from '../wash/reasons.ts'
import type { Sale } from './sales.ts'

/** The matches of the household, found by the sale they wash and by the lot that takes the loss. */
export interface MatchesOf {
  readonly sale: (sale: Sale) => readonly WashMatch[]
  readonly into: (sale: Sale) => readonly WashMatch[]
  /** The replacement came into its account from another: the broker knows its purchase from no trade. */
  readonly isMoved: (match: WashMatch) => boolean
}

export function matchesOf(standing: Standing): MatchesOf {
  const { projection, sameOf } = standing
  const bySale = Map.groupBy(projection.matches, match => match.sale)
  const byKey = Map.groupBy(projection.matches, match => saleKey(sameOf, match.account, match.security, match.sold))
  const byLot = Map.groupBy(projection.matches, match => match.replacementLot)
  const byPurchase = Map.groupBy(projection.matches, match => match.replacementPurchase)
  const arrivals = new Set<string>(standing.snapshot.entries.filter(entry => entry.kind === 'transfer-in').map(entry => entry.id))
  return {
    sale: sale =>
      sale.entry === null
        ? (byKey.get(sale.group) ?? []).filter(match => sale.lot === null || match.lossLot === sale.lot)
        : (bySale.get(sale.entry) ?? []).filter(match => match.lossLot === sale.lot),
    into: ({ lot, purchase }) => {
      if (lot === null) return []
      // a lot that was moved after it took a loss has another name now, and is part of the same purchase
      const found = byLot.get(lot) ?? (purchase === null ? [] : (byPurchase.get(purchase) ?? []))
      return found.filter(match => !match.permanent)
    },
    isMoved: ({ replacementLot }) => arrivals.has(replacementLot.replace(/\.\d+$/, '')),
  }
}

export function differenceWhy(standing: Standing, matches: MatchesOf, sale: Sale): string[] {
  const seen = sale.reported ?? sale.broker
  const words = sale.why === null ? [] : [toldOtherwise(sale, sale.why)]
  if (seen === null) return words
  const records = words.length
  for (const why of restatedWhy(standing, sale, seen)) words.push(why)
  if (sale.disallowed !== seen.disallowed || sale.permanent !== 0)
    for (const match of matches.sale(sale)) if (!isSeen(standing, matches, match)) words.push(unseenPurchase(standing, matches, match))
  if (sale.carriedIn > 0 && sale.basis !== seen.basis)
    for (const match of carriedFrom(matches.into(sale), sale.carriedIn))
      if (!isSeen(standing, matches, match)) words.push(unseenLoss(standing, match))
  if (sale.reported === null && sale.otherLots)
    words.push("the custodian's own basis makes it relieve other lots; compared for the whole sale")
  if (sale.reported !== null && sale.broker !== null && sale.reported.disallowed !== sale.broker.disallowed)
    words.push(
      `the custodian's file disallows ${exactMoney(sale.reported.disallowed)}; the trades in the book give ${exactMoney(sale.broker.disallowed)} by a broker's rules`,
    )
  if (seen.term !== null && sale.term !== null && seen.term !== sale.term)
    words.push(`${sale.term}-term on the return, because ${daysWhy(sale, seen)} (IRC §1223(3)); ${seen.term}-term for the custodian`)
  const difference = seen.recognized === null || sale.recognized === null ? noCents : cents(sale.recognized - seen.recognized)
  if (difference !== 0 && words.length === records)
    words.push(`the records give no reason for ${exactMoney(difference)}: hold the custodian's file against the ledger`)
  return [...new Set(words)]
}

/** Washed shares pass on their days to the shares that replace them, by the law or as the custodian has it. */
function daysWhy({ basis, acquired, holdingFrom }: Sale, seen: SaleResult): string {
  const own = holdingFrom === acquired && basis !== null && seen.basis !== null && basis < seen.basis
  return own ? 'the days the custodian passed on with its own wash go elsewhere' : 'washed shares pass on their days'
}

/** The custodian washed it inside its own account, and the law gives it elsewhere: of the loss, and of the basis that held it. */
function restatedWhy(standing: Standing, sale: Sale, seen: SaleResult): string[] {
  const order = sale.lot === null ? undefined : custodianOrders(standing).get(keyOfLoss(sale.entry ?? fileSaleId(sale.lot), sale.lot))
  if (order?.kind === 'restated') return [order.why]
  if (sale.basis === null || seen.basis === null || sale.basis >= seen.basis) return []
  return ownWashesInto(standing, sale).map(match => {
    const loss = `${exactMoney(match.disallowed)} of ${standing.accountOf(match.account).name}'s own loss of ${date(match.sold)}`
    return `the custodian's basis holds ${loss}, which the return does not give to these shares (Reg. §1.1091-1(c), (d))`
  })
}

/** Losses that a broker's rules put into these shares and the household's do not. */
function ownWashesInto({ snapshot, projection, sameOf }: Standing, sale: Sale): WashMatch[] {
  const into = (match: WashMatch) =>
    sale.lot === null
      ? match.replacementAccount === sale.account &&
        sameOf(match.replacementSecurity) === sameOf(sale.security) &&
        match.bought === sale.acquired
      : match.replacementLot === sale.lot
  const taken = (match: WashMatch) => keyOfLoss(match.sale, match.lossLot)
  const own = new Set(projection.matches.filter(into).map(taken))
  return brokerProjection(snapshot).matches.filter(match => into(match) && !own.has(taken(match)))
}

/** Who made the loss permanent, with the rule; null: nothing of it is lost for good. */
export function permanentWhy(standing: Standing, matches: MatchesOf, sale: Sale): string | null {
  if (sale.permanent === 0) return null
  const found = matches.sale(sale).filter(match => match.permanent)
  const reasons = found.map(match => ({ rule: lostRule(standing.evidence, match.replacementAccount) }))
  if (found.some(match => fileApart(standing.policy, match.account, match.replacementAccount))) return untilDecided
  if (reasons.some(({ rule }) => rule === rules.lost)) return `no basis takes it up (${rules.lost})`
  return `bought in ${permanentTakers({ reasons })} (${permanentRule({ reasons })})`
}

/** The default of the open point `spouseReturn`: the loss is in nobody's basis, and that may still be decided otherwise. */
const untilDecided = 'the buyer files a separate return, and no basis takes it until a person decides (Pub. 550, Wash Sales; IRC §1091(d))'

/** File and ledger tell of the sale, and not the same. */
function toldOtherwise(sale: Sale, why: NonNullable<Sale['why']>): string {
  switch (why) {
    case 'surplus':
      return `the custodian's file tells of fewer shares sold on ${date(sale.sold)} than the ledger; these are counted from the ledger`
    case 'no-basis':
      return 'the custodian’s file states no basis for this sale; it is counted from the ledger, which knows it'
    case 'other-day':
      return `the custodian's file dates this sale otherwise; it is counted once, on its trade date ${date(sale.sold)} (Pub. 550, "Holding Period")`
    case 'own-wash':
      return "the custodian's file holds a wash sale of its own that the law gives to other shares, and the trades do not explain its figures; they are used as they are (Reg. §1.1091-1(c), (d))"
    case 'maybe-other-day':
      return `a line of the custodian's file for a neighbouring day may be the sale of ${date(sale.sold)}; it is counted once, as that sale`
  }
}

/** The losses in this part of a lot: where one alone makes the sum, it is that one; a lot's parts take different ones. */
function carriedFrom(into: readonly WashMatch[], carriedIn: number): readonly WashMatch[] {
  const alone = into.filter(match => match.disallowed === carriedIn)
  return alone.length > 0 ? alone.slice(0, 1) : into
}

/** A broker looks at one account and one CUSIP, and at what was bought there. */
function isSeen({ sameOf }: Standing, { isMoved }: MatchesOf, match: WashMatch): boolean {
  return match.account === match.replacementAccount && sameOf(match.security) === sameOf(match.replacementSecurity) && !isMoved(match)
}

function unseenPurchase(standing: Standing, { isMoved }: MatchesOf, match: WashMatch): string {
  const { accountOf, policy, evidence } = standing
  const account = accountOf(match.replacementAccount).name
  const what = purchaseWords(standing, match)
  const bought = isMoved(match)
    ? `${account} received ${what}, bought elsewhere on ${date(match.bought)}`
    : `${account} bought ${what} on ${date(match.bought)}`
  const unseen = `${bought}: the broker cannot see it`
  if (!match.permanent) return unseen
  if (fileApart(policy, match.account, match.replacementAccount)) return `${unseen}; of that loss, ${untilDecided}`
  return `${unseen}; that loss is lost for good (${lostRule(evidence, match.replacementAccount)})`
}

/** Shares of the security or of one declared identical, or a right to buy it, counted in its shares. */
function purchaseWords({ securityOf, sameOf, groupOf }: Standing, match: WashMatch): string {
  const [sold, bought] = [securityOf(match.security).symbol, securityOf(match.replacementSecurity).symbol]
  const count = sharesHeld(match.shares)
  if (sameOf(match.security) === sameOf(match.replacementSecurity)) return `${count} of ${bought}`
  if (groupOf(match.security) !== groupOf(match.replacementSecurity)) return `${bought}, a right to ${count} of ${sold} (IRC §1091(a)),`
  return `${count} of ${bought}, declared identical to ${sold},`
}

function unseenLoss({ accountOf, securityOf }: Standing, match: WashMatch): string {
  const from = `${accountOf(match.account).name}'s loss on ${securityOf(match.security).symbol} of ${date(match.sold)}`
  return `the basis holds ${exactMoney(match.disallowed)} of ${from} (IRC §1091(d)): the broker cannot see it`
}
