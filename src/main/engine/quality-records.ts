/**
 * Points of quality about records that tell of one thing differently: a custodian's realized file beside the ledger, purchases a lot statement does not show, and
 * losses that hang on an order of purchases which no file states.
 */
import { earlierDate, laterDate, yearOf } from '../../shared/kernel/civil-date.ts'
import { shares } from '../../shared/kernel/shares.ts'
import type { QualityFlag } from '../../shared/model/review.ts'
import { date, sharesHeld } from '../../shared/present/format.ts'
import { custodianOrders } from './standing/custodian-order.ts'
import { type RealizedLine, realizedLines } from './standing/realized.ts'
import { dayOrders } from './standing/same-day-order.ts'
import type { Standing } from './standing/standing.ts'
import { unmatchedLines } from './standing/unmatched-loss.ts'

export function recordFlags(standing: Standing): QualityFlag[] {
  return [
    ...toldFlags(standing),
    ...unbookedFlags(standing),
    ...unexplainedFlags(standing),
    ...doubtFlags(standing),
    ...orderFlags(standing),
    ...custodianFlags(standing),
  ]
}

function whereOf(
  standing: Standing,
  of: { readonly account: RealizedLine['account']; readonly security: Parameters<Standing['securityOf']>[0] },
) {
  return `${standing.accountOf(of.account).name}, ${standing.securityOf(of.security).symbol}`
}

const toldWords = {
  surplus: (sold: string) =>
    `The custodian’s file tells of fewer shares sold on ${sold} than the ledger; the others are counted from the ledger.`,
  'no-basis': (sold: string) => `The custodian’s file states no basis for the sale of ${sold}; the ledger’s is used.`,
  'other-day': (sold: string) =>
    `The custodian’s file dates the sale of ${sold} otherwise (by settlement?); it is counted once, on its trade date.`,
  'maybe-other-day': (sold: string) =>
    `A line of the custodian’s file for a neighbouring day may be the sale of ${sold}: shares or amount differ. It is counted once, as that sale.`,
  'own-wash': (sold: string) =>
    `The custodian’s file for the sale of ${sold} holds a wash sale of its own that the law gives to other shares, and the trades of the book do not explain its figures; they are used as they are (Reg. §1.1091-1(c), (d)).`,
} as const

const warnings = new Set<string>(['surplus', 'maybe-other-day', 'own-wash'])

/** One for each holding, day and reason, of the year of the review. */
function toldFlags(standing: Standing): QualityFlag[] {
  const flags = new Map<string, QualityFlag>()
  for (const line of realizedLines(standing.snapshot, standing.projection)) {
    const row = line.custodian ?? line.ledger
    if (line.why === null || row === null) continue
    const where = whereOf(standing, row)
    const what = toldWords[line.why](date(line.sold))
    const remedy = 'Hold the custodian’s file against the trades of that day, and take back what is wrong.'
    flags.set(`${where} ${what}`, {
      code: `realized/${line.why}`,
      weight: warnings.has(line.why) ? 'warning' : 'note',
      where,
      what,
      remedy,
    })
  }
  return [...flags.values()]
}

/** Losses that only the file tells of, after the last lot statement of a holding the book has trades of: its lots still stand open. */
function unbookedFlags(standing: Standing): QualityFlag[] {
  const flags = new Map<string, QualityFlag>()
  for (const { row, day } of unmatchedLines(standing)) {
    if (yearOf(day) !== standing.realized.year) continue
    const where = whereOf(standing, row)
    const what = `Only the custodian’s file tells of the loss of ${date(day)}, after the lots of the book: no purchase has been held against it (IRC §1091).`
    const remedy = 'Import the trades of that day, or a lot file of a later day.'
    flags.set(`${where} ${day}`, { code: 'realized/not-matched', weight: 'warning', where, what, remedy })
  }
  return [...flags.values()]
}

function unexplainedFlags(standing: Standing): QualityFlag[] {
  return standing.projection.unexplained.map(({ entry, shares: count }) => ({
    code: 'lots/purchase-not-shown',
    weight: 'note',
    where: whereOf(standing, entry),
    what: `${sharesHeld(shares(count))} bought on ${date(entry.tradeDate)} are not in the later lot file under that date, and no trade says that they were sold.`,
    remedy: 'Import the missing trades, or ask the custodian under which date it shows them.',
  }))
}

/** Shares that moved inside the household, of which no file says what the law asks: told, and never settled by a guess. */
function doubtFlags(standing: Standing): QualityFlag[] {
  return standing.projection.doubts.map(({ pair: { out, into }, sold }) => {
    const where = whereOf(standing, { account: into.account, security: into.security })
    const [from, to] = [standing.accountOf(out.account).name, standing.accountOf(into.account).name]
    const weight = 'warning' as const
    if (sold !== null)
      return {
        code: 'lots/moved-and-sold',
        weight,
        where,
        what: `The realized file of ${to} tells of a sale on ${date(sold.day)} of ${sharesHeld(sold.row.shares)} bought on ${date(sold.row.opened)}, which ${from} bought and sent on ${date(out.tradeDate)}. The sale stands with the file’s figures; as a purchase of ${date(sold.row.opened)} the shares may count in both accounts, and so wash other losses twice (Reg. §1.1091-1(e)).`,
        remedy: `Import the trades of ${to} from ${date(into.tradeDate)} on and undo its later lot file: the sale is then of the very shares that came. Or hold the washes of that purchase against the trades with the CPA.`,
      }
    const [first, last] = [earlierDate(out.tradeDate, into.tradeDate), laterDate(out.tradeDate, into.tradeDate)]
    return {
      code: 'lots/moved-across-split',
      weight,
      where,
      what: `${sharesHeld(out.shares)} were under way from ${from} to ${to} between ${date(first)} and ${date(last)}, across a split, and both ends state one count. The lots stand as the lot file counts them; a loss from before the split may be matched with too many or too few of these shares (Reg. §1.1091-1(c)).`,
      remedy: 'Ask whether that count is of before or after the split, and date both ends on that side of it.',
    }
  })
}

function orderFlags(standing: Standing): QualityFlag[] {
  return [...dayOrders(standing).values()].map(order => ({
    code: 'wash/same-day-order',
    weight: 'warning',
    where: `${whereOf(standing, order)}, sold ${date(order.sold)}`,
    what: `${order.why}.`,
    remedy: 'Decide Settings, Open points of law: Purchases of one day; or ask the custodians for the times of the trades.',
  }))
}

const custodianPoints = {
  restated: {
    code: 'wash/custodian-restated',
    weight: 'note',
    remedy: 'Nothing is missing: give the CPA both figures, because Form 1099-B will show the custodian’s.',
  },
  kept: {
    code: 'wash/custodian-order',
    weight: 'warning',
    remedy: 'Import the purchases of those shares, which say what they cost, or work out the return by hand with the CPA.',
  },
  unfiled: {
    code: 'wash/custodian-unfiled',
    weight: 'warning',
    remedy: 'Import the custodian’s realized file of that sale: it says how much of the loss its lot file holds.',
  },
} as const

function custodianFlags(standing: Standing): QualityFlag[] {
  const losses = [...custodianOrders(standing).values()].filter(order => order.of === 'loss')
  return losses.map(order => ({
    ...custodianPoints[order.kind],
    where: `${whereOf(standing, order)}, sold ${date(order.sold)}`,
    what: `${sentence(order.why)}.`,
  }))
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
