/**
 * Rules of the law, each broken by hand: the text of the source that holds it, what stands there instead, and a published example, or a fact about custodians (custodian-facts.ts), that must notice. A text that
 * has moved fails the test by name: bring it up to date, so that no rule is left without its example.
 */
export interface BrokenRule {
  readonly rule: string
  /** From `src/`. */
  readonly file: string
  /** Stands there once. */
  readonly text: string
  readonly instead: string
  readonly example: string
}

type Line = readonly [rule: string, text: string, instead: string, example: string]

function broken(file: string, rules: readonly Line[]): BrokenRule[] {
  return rules.map(([rule, text, instead, example]) => ({ rule, file, text, instead, example }))
}

const engine = 'main/engine'
const purchases = "['purchase', 'drip', 'bonus', 'option_call']"

export const brokenRules: readonly BrokenRule[] = [
  ...broken(`${engine}/wash/window.ts`, [
    ['a window of 29 days', 'windowDays = 30', 'windowDays = 29', 'window-last-day'],
    ['a window of 31 days', 'windowDays = 30', 'windowDays = 31', 'window-day-after'],
  ]),
  ...broken(`${engine}/wash/match.ts`, [
    ['the window looks ahead only', 'loss.day - group.first.piece.lot.boughtDay > windowDays', 'true', 'reg-1091-1-h-1'],
    ['the window looks back only', 'if (loss.shares > 0) group.losses.push(loss)', '', 'reg-1091-1-h-3'],
    ['the later loss is served first', 'group.losses.push(loss)', 'group.losses.unshift(loss)', 'one-replacement-each'],
    ['shares of one purchase replace each other', 'return lot.identity === loss.lot.identity', 'return false', 'rev-rul-56-602'],
    ['a share replaces again and again', 'piece.replaced = true\n  withdraw(piece)', 'piece.replaced = true', 'used-once'],
    ['older shares never replace', 'return policy.olderSharesReplace ||', 'return', 'older-shares-replace'],
    ['the loss does not go into the basis', 'piece.basis += disallowed', 'piece.basis += 0', 'reg-1091-2-a-1'],
    ['the loss comes out of the basis', 'piece.basis += disallowed', 'piece.basis -= disallowed', 'reg-1091-2-a-2'],
    [
      'one purchase disallows the whole loss',
      'proportion(loss.amount, shares, loss.shares)\n  const saleShares = proportion(loss.saleShares, shares, loss.shares)\n  const rest',
      'loss.amount\n  const saleShares = proportion(loss.saleShares, shares, loss.shares)\n  const rest',
      'reg-1091-1-h-2',
    ],
    ['an IRA takes the loss into its basis', 'const permanent = piece.lot.sheltered', 'const permanent = false', 'rev-rul-2008-5-ira'],
    ['days held are not carried over', 'holdFrom(piece, heldFrom === null', 'holdFrom(piece, true', 'holding-period-carried'],
    [
      'the days between sale and purchase are carried too',
      "if (tacking === 'original-date') return heldFrom",
      'return heldFrom',
      'holding-period-gap',
    ],
  ]),
  ...broken(`${engine}/wash/identical.ts`, [
    ['declared groups are ignored', 'settled.get(security) ?? security', 'security', 'identical-securities'],
    ['every security is identical to every other', 'settled.get(security) ?? security', "'all'", 'other-security'],
  ]),
  ...broken(`${engine}/lots/holding.ts`, [
    [
      'the last shares bought replace first',
      'candidate.previous = candidate.group.last\n  candidate.next = null',
      'candidate.previous = null\n  candidate.next = candidate.group.first',
      'first-bought-first',
    ],
  ]),
  ...broken(`${engine}/lots/acquisition-order.ts`, [
    [
      'the last shares bought leave first',
      'if (days > 0 || days < 0) return days',
      'if (days > 0 || days < 0) return -days',
      'first-in-first-out',
    ],
  ]),
  ...broken(`${engine}/lots/books.ts`, [['one account only', "books.context.policy.scope === 'broker'", 'true', 'pub-550-spouse']]),
  ...broken(`${engine}/lots/book.ts`, [
    ['fills of one order are apart', ' order $', '`.concat(String(Math.random())) + `$', 'fills-of-one-order'],
    ['a call takes no loss', 'event.option === null ||', 'true ||', 'option-to-acquire'],
  ]),
  ...broken(`${engine}/lots/dispose.ts`, [
    ['gains are washed too', 'gain >= 0 ||', 'false ||', 'rev-rul-70-231'],
    ['no loss is washed', 'gain >= 0 ||', 'true ||', 'pub-550-wash-1'],
    ['a loss inside an IRA counts', "treatment !== 'taxable'", 'false', 'loss-inside-ira'],
    ['shares already sold replace', '  withdraw(piece)\n', '', 'sold-before-the-loss'],
    ['more shares leave than there are', 'sale.shares > holding.shares', 'false', 'more-than-held'],
    ['nothing is averaged', 'averageBasis(books, holding, sale)', 'void 0', 'average-basis'],
    ['six months do not matter', 'withinSixMonths(heldFrom, sale.day)', 'false', 'six-month-distribution'],
    ['inherited shares count their days', 'piece.lot.alwaysLong', 'false', 'inherited-long'],
    [
      'lots named by the order are ignored',
      'chooseByName(holding, sale.picks)',
      "chooseByMethod(holding, { ...sale, method: 'FIFO' }, books.sales)",
      'older-shares-replace',
    ],
  ]),
  ...broken(`${engine}/lots/choose.ts`, [
    [
      'highest cost first takes the lowest',
      'nextByBasis(method, holding, mark)',
      "nextByBasis(method === 'HIFO' ? 'LOFO' : 'HIFO', holding, mark)",
      'highest-cost-first',
    ],
  ]),
  ...broken(`${engine}/lots/gift.ts`, [
    [
      'a gift keeps the donor’s basis for a loss',
      'return proceeds < giftValue ? { basis: giftValue, heldFrom: piece.lot.boughtDay } : { basis: proceeds, heldFrom }',
      'return { basis, heldFrom }',
      'gift-loss',
    ],
    ['a gift always has the value when given', 'giftValue >= basis || proceeds >= basis', 'giftValue >= basis', 'gift-gain'],
    ['a gift sold in between is a loss', ': { basis: proceeds, heldFrom }', ': { basis, heldFrom }', 'gift-between'],
    ['the donor’s days count for a loss', 'heldFrom: piece.lot.boughtDay }', 'heldFrom }', 'gift-loss'],
  ]),
  ...broken(`${engine}/lots/holding-period.ts`, [
    ['long-term from 365 days', "if (held < 365) return 'short'", "return held < 365 ? 'short' : 'long'", 'one-year-short'],
    ['long-term after more than 365 days', "if (held < 365) return 'short'", "return held <= 365 ? 'short' : 'long'", 'leap-day-short'],
    ['long-term after 367 days', "if (held < 365) return 'short'", "return held <= 367 ? 'short' : 'long'", 'one-year-long'],
    [
      'long-term after 366 days, leap year or not',
      "if (held < 365) return 'short'",
      "return held <= 367 ? 'short' : 'long'",
      'leap-day-long',
    ],
  ]),
  ...broken(`${engine}/lots/restate.ts`, [
    ['losses that wait are not restated for a split', 'if (!event.restatesLosses) return', 'return', 'split-in-the-window'],
    ['a split adds no shares', 'proportion(before, numerator, denominator)', 'before', 'stock-split'],
    ['a return of capital is ignored', 'piece.basis = before - (amount - excess)', 'piece.basis = before', 'return-of-capital'],
  ]),
  ...broken(`${engine}/lots/constructive.ts`, [
    ['a short sale against the box is open', 'reprice(piece, rateOf(proceeds, shares))', 'piece.basis = basis', 'constructive-sale'],
  ]),
  ...broken(`${engine}/lots/case-events.ts`, [
    ['awards are no acquisition', purchases, "['purchase', 'drip', 'option_call']", 'pub-550-wash-2'],
    ['gifts are acquisitions', purchases, "['purchase', 'drip', 'bonus', 'option_call', 'gift_in']", 'gift-is-no-purchase'],
    [
      'costs of buying are no basis',
      'scaled(trade.total, scales.money) + scaled(trade.fees, scales.money)',
      'scaled(trade.total, scales.money)',
      'costs-of-trading',
    ],
    ['shares given away are sold', "realizes: trade.kind === 'sell'", 'realizes: true', 'pub-550-shares-given'],
    [
      'reinvested shares share the days of the first',
      'trade.acquired ? dayNumber(trade.acquired) : day',
      "trade.acquired ? dayNumber(trade.acquired) : trade.kind === 'drip' ? day - 999 : day",
      'reinvested-shares',
    ],
  ]),
  ...broken('shared/model/lot-case.ts', [['a Roth IRA is taxed', "roth: 'sheltered'", "roth: 'taxable'", 'rev-rul-2008-5-roth']]),
  ...broken(`${engine}/tax/lines.ts`, [
    ['no limit to the loss deducted', 'net < 0 ? Math.min(frame.lossLimit, -net) : 0', 'net < 0 ? -net : 0', 'loss-limit'],
    ['nothing is deducted', 'net < 0 ? Math.min(frame.lossLimit, -net) : 0', '0', 'loss-below-limit'],
    ['long-term losses are used first', 'shortLoss - used -', 'shortLoss - Math.max(0, used - longLoss) -', 'carryover-short-first'],
    [
      'the deduction is used up without income',
      'Math.min(allowed, Math.max(0, (out[line.beforeFloor] as number) + allowed))',
      'allowed',
      'carryover-without-income',
    ],
    ['carried losses are forgotten', 'long - frame.carryforwardLong', 'long', 'carryover-meets-gains'],
    ['a short-term loss leaves the preferred gain whole', 'Math.min(netLong, net) : 0', 'netLong : 0', 'short-loss-against-long-gain'],
    [
      'losses reduce qualified dividends',
      'Math.min(netCapitalGain + frame.qualifiedDividends, taxable)',
      'Math.max(0, Math.min(netCapitalGain + frame.qualifiedDividends + netLong, taxable))',
      'qualified-dividends-keep-their-rate',
    ],
    [
      'the 0% rate ends before its top',
      'Math.min(taxable, frame.zeroTop) - ordinary',
      'Math.min(taxable, frame.zeroTop - 100) - ordinary',
      'zero-rate-top',
    ],
    ['gains lie below income', 'Math.max(ordinary, frame.zeroTop)', 'frame.zeroTop', 'short-loss-against-long-gain'],
    ['the 20% rate never applies', 'Math.min(taxable, frame.fifteenTop)', 'taxable', 'three-rates'],
    [
      'more than the ordinary tax may be due',
      'centsOfUnits(Math.min(stacked, regular))',
      'centsOfUnits(stacked)',
      'never-more-than-ordinary',
    ],
    [
      'the top rate applies to all',
      'let at = frame.edges.length - 1',
      'let at = frame.edges.length - 1\n  return income * (frame.rates[at] as number)',
      'rate-schedule-single',
    ],
    ['brackets have no tax below them', '(frame.baseUnits[at] as number) +', '', 'rate-schedule-joint'],
    ['no investment tax', 'Math.min(income, over) * frame.investmentRate', '0', 'investment-tax'],
    ['the investment tax knows no threshold', 'Math.min(income, over)', 'income', 'investment-tax-threshold'],
    [
      'investment income falls below zero',
      'Math.max(0, frame.otherInvestmentIncome + capital)',
      'frame.otherInvestmentIncome + capital',
      'investment-tax-after-loss',
    ],
  ]),
  ...broken(`${engine}/tax/frame.ts`, [
    ['every status has the brackets of single', 'federal.ordinary[status]', "federal.ordinary['single']", 'rate-schedule-joint'],
    [
      'separate returns have the brackets of joint ones',
      'federal.ordinary[status]',
      "federal.ordinary[status === 'mfs' ? 'mfj' : status]",
      'rate-schedule-separate',
    ],
    ['separate returns deduct 3,000', 'federal.lossLimit[status]', "federal.lossLimit['single']", 'loss-limit-separate'],
  ]),
  ...broken(`${engine}/tax/irs-table.ts`, [
    ['the table takes the lower edge of a row', '* width + width / 2', '* width', 'tax-table-midpoint'],
  ]),
  ...broken(`${engine}/tax/form-8949.ts`, [
    ['adjustments do not count', 'row.proceeds - row.basis + row.adjustment', 'row.proceeds - row.basis', 'form-8949-nondeductible'],
    [
      'adjustments count against',
      'row.proceeds - row.basis + row.adjustment',
      'row.proceeds - row.basis - row.adjustment',
      'form-8949-wrong-basis',
    ],
    [
      'negative adjustments are dropped',
      'row.proceeds - row.basis + row.adjustment',
      'row.proceeds - row.basis + Math.max(0, row.adjustment)',
      'form-8949-commission',
    ],
    ['every sale needs Form 8949', 'const free = reportedAndUnadjusted', 'const free = false', 'schedule-d-line-8a'],
  ]),
  ...broken(`${engine}/lots/custodian-wash.ts`, [
    [
      'the custodian decides who takes a loss',
      'if (!certain.some(line => isElsewhere(line, byLaw))) return nothing',
      'return nothing',
      'custodian-ira-first',
    ],
    [
      'the custodian’s wash stays in the basis',
      'if (lot.basis !== null && cost !== lot.basis)',
      'if (lot.basis === null && cost !== lot.basis)',
      'custodian-ira-first',
    ],
    ['a loss found in part is taken back', 'line => line.whole && line', 'line => line', 'custodian-part-found'],
  ]),
  ...broken(`${engine}/lots/stated-cost.ts`, [
    ['a lot file always holds its custodian’s wash', 'known !== null && Math.abs(known - stated) <= allowed', 'false', 'custodian-at-cost'],
    [
      'what the shares cost need not agree with the trades',
      'known !== null && Math.abs(known - (stated - day.amount)) > allowed',
      'false',
      'custodian-unexplained',
    ],
    ['orders of one day have one price', 'return like ?', 'return true ?', 'custodian-two-orders'],
    ['any lots of a day may hold the loss', 'lots.length === 1 || above === washed', 'true', 'custodian-two-prices'],
  ]),
  ...broken(`${engine}/lots/told-sales.ts`, [
    ['a file dates every sale by its trade', 'let later = 1;', 'let later = 9;', 'file-by-settlement'],
  ]),
  ...broken(`${engine}/standing/one-sale.ts`, [
    ['any line stands for any row', '[] : (rows.get(exactly(opened, count, proceeds, basis)) ?? [])', '[] : []', 'file-line-and-row'],
    ['a basis of its own tells no row', '|| apart(a) - apart(b)', '', 'file-line-about'],
  ]),
  ...broken(`${engine}/standing/realized.ts`, [
    ['a file’s basis stays where its custodian washed', 'if (less && isToldBy(', 'if (false && isToldBy(', 'file-own-wash'],
  ]),
]
