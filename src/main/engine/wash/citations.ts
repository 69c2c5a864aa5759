/** Why a match stands, each reason with its place in the law; and why a purchase near a loss does not count. Sentences of our own. */
import type { Relation } from '../../../shared/model/book.ts'
import type { Cited, nearReasons } from '../../../shared/model/wash-ledger.ts'
import { counted, date } from '../../../shared/present/format.ts'
import { healthRule } from '../../../shared/present/words.ts'
import { dayOrNull, type History } from '../lineage/history.ts'
import type { Lot } from '../lots/holding.ts'
import type { Match } from './match.ts'

/** Between the securities of two lots: who declared them one or identical; undefined where it is the same security. */
export function declarationFor({ standing, security }: History, loss: Lot, replacement: Lot): Relation | undefined {
  const [a, b] = [security(loss).id, security(replacement).id]
  if (a === b) return undefined
  const group = standing.groupOf(a)
  const declared = standing.snapshot.relations.filter(one => one.kind !== 'substitute' && standing.groupOf(one.a) === group)
  const joins = (one: Relation) => (one.a === a && one.b === b) || (one.a === b && one.b === a)
  return declared.find(joins) ?? declared.find(one => one.a === b || one.b === b)
}

/** In the order in which a person would check them. */
export function rulesOfMatch(history: History, match: Match): Cited[] {
  const { row, replacement } = match
  return [
    securityRule(history, match),
    windowRule(match),
    orderRule(match),
    ...whoseRules(history, row.lot, replacement),
    ...effectRules(history, match),
  ]
}

function securityRule(history: History, { row, replacement }: Match): Cited {
  const { symbol } = history.security(replacement)
  const declared = declarationFor(history, row.lot, replacement)
  if (replacement.right !== null && replacement.security !== row.lot.security)
    return { what: `A right to buy ${history.security(row.lot).symbol} counts as buying it`, rule: 'IRC §1091(a), "contract or option"' }
  if (declared === undefined) return { what: `The same security, ${symbol}, was bought`, rule: 'IRC §1091(a)' }
  const relation = declared.kind === 'same' ? 'one security under two names' : 'substantially identical'
  return {
    what: `${symbol} and ${history.security(row.lot).symbol} are declared ${relation} by ${declared.author || 'an unnamed person'} on ${date(declared.date)}${declared.reason === '' ? '' : `: ${declared.reason}`}`,
    rule: declared.kind === 'same' ? 'IRC §1091(a)' : 'IRC §1091(a); Pub. 550, substantially identical stock or securities',
  }
}

function windowRule({ row, replacement }: Match): Cited {
  const apart = replacement.boughtDay - row.day
  const when = apart === 0 ? 'on the day of the sale' : `${counted(Math.abs(apart), 'day')} ${apart < 0 ? 'before' : 'after'} the sale`
  return { what: `Bought ${when}; 30 days to either side count`, rule: 'IRC §1091(a); Reg. §1.1091-1(a)' }
}

function orderRule({ row, saleShares }: Match): Cited {
  const part = saleShares < row.shares ? 'Only as many loss shares as were bought are washed; ' : ''
  return {
    what: `${part === '' ? 'Losses' : `${part}losses`} are taken in the order of their sales, purchases in the order they were made, and a share bought replaces one share sold`,
    rule: 'Reg. §1.1091-1(b), (c), (d), (e)',
  }
}

function whoseRules(history: History, loss: Lot, replacement: Lot): Cited[] {
  const rules: Cited[] = []
  const [seller, buyer] = [history.account(loss), history.account(replacement)]
  if (replacement.origin === 'drip')
    rules.push({ what: 'A reinvested dividend is a purchase', rule: 'IRC §1091(a); Pub. 550, dividend reinvestment' })
  if (seller.owner !== null && buyer.owner !== null && seller.owner !== buyer.owner)
    rules.push({
      what: `${history.owner(replacement) ?? 'Another member of the household'} bought: a purchase by a spouse counts`,
      rule: 'Pub. 550, Wash Sales',
    })
  else if (seller.id !== buyer.id && !replacement.sheltered)
    rules.push({
      what: `Bought in ${buyer.name}: every account of the household counts`,
      rule: 'Schedule D instructions; Pub. 550, Wash Sales',
    })
  return rules
}

function effectRules(history: History, { replacement, permanent, row, held }: Match): Cited[] {
  const health = history.account(replacement).type === 'hsa'
  if (permanent && !replacement.sheltered) return [lostElsewhere(held)]
  if (permanent)
    return [
      {
        what: `Bought in a ${health ? 'health savings' : 'retirement'} account: no basis takes the loss up, no days pass, and the share is used`,
        rule: health ? healthRule : 'Rev. Rul. 2008-5',
      },
    ]
  const basis: Cited = { what: 'The loss is added to the basis of the shares bought', rule: 'IRC §1091(d); Reg. §1.1091-2(a)' }
  if (replacement.right !== null || row.heldFrom === null || replacement.acquiredDay === null) return [basis]
  return [basis, { what: 'The days the loss shares were held are added to those of the shares bought', rule: 'IRC §1223(3)' }]
}

/** Lost outside of an IRA, by a reading the firm has chosen (settings, open points of law). */
function lostElsewhere(held: number): Cited {
  if (held === 0)
    return {
      what: 'The shares bought were gone again before the loss: no basis is left to take it up',
      rule: 'IRC §1091(a), read literally',
    }
  return { what: 'The buyer files a separate return: the loss goes into no basis', rule: 'Pub. 550, Wash Sales; IRC §1091(d)' }
}

/** The holding period of the shares bought: their own date, and where it counts from with the days of the loss shares. */
export function tackedOf({ row, replacement, heldFrom, permanent }: Match) {
  const [own, from] = [dayOrNull(replacement.acquiredDay), dayOrNull(heldFrom)]
  if (permanent || replacement.right !== null || own === null || from === null || row.heldFrom === null) return null
  return { own, from, days: row.day - row.heldFrom }
}

/** Whether Form 1099-B shows it: one account, one CUSIP. Reg. 1.6045-1(d)(6)(iii). */
export function brokerSees({ security }: History, { row, replacement }: Match): boolean {
  return row.lot.account === replacement.account && security(row.lot).id === security(replacement).id
}

export const nearCitations: Readonly<Record<(typeof nearReasons)[number], Cited>> = {
  'same-lot': {
    what: 'The rest of the very purchase that was sold in part: shares bought together do not replace each other',
    rule: 'Rev. Rul. 56-602',
  },
  used: { what: 'These shares have replaced other loss shares already; a share does so once', rule: 'Reg. §1.1091-1(e)' },
  'sold-before': {
    what: 'Bought before the loss and gone again before it: nothing was left to carry its basis',
    rule: 'policy: a purchase before the loss counts as far as it is still held (IRC §1091(d))',
  },
  outside: { what: 'Outside of the window by one day: it ends 30 days after the sale and begins 30 days before', rule: 'IRC §1091(a)' },
  'no-acquisition': { what: 'Received, not bought: a gift, an inheritance or a transfer is no acquisition', rule: 'Reg. §1.1091-1(f)' },
  unsettled: {
    what: 'Bought in an employer plan: no ruling says whether it counts, so it is flagged and not decided',
    rule: 'Rev. Rul. 2008-5 speaks of IRAs only',
  },
}
