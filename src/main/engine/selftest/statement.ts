/**
 * A little language in which an example reads like a brokerage statement. One line a fact; the answer stands below the trades.
 *
 *   method  HIFO                                            FIFO where nothing is said
 *   identical VOO IVV                                       declared substantially identical
 *   open    ABC 100 @ 50.00 on 2026-01-05                   a purchase; also: buy, reinvest
 *   sell    ABC 100 @ 40.00 on 2026-06-01 by FIFO           or: of b1 60, b2 40
 *   buy     ABC  30 @ 41.00 on 2026-06-20 in IRA            accounts: taxable where nothing is said, IRA, ROTH, SPOUSE, 401K
 *   gift    ABC 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01;  inherit, receive (transfer), give, donate
 *   split   ABC 2:1 on 2026-03-25
 *   merge   OLD into NEW 3:2 on 2026-05-01 for 300 worth 80       new shares for old, cash, value of a new share; `buyout` is a taxable merger
 *   spin    MOM into KID 1:4 on 2026-05-01 part 25          percent of the basis to the new shares
 *   short   ABC 100 @ 16 on 2025-09-09                      against shares that are held
 *   distribute ABC for 2.00 on 2025-06-17                   long-term capital gain; `return` is a return of capital
 *   call    ABC   1 for 500 on 2026-06-20                   one contract, a right to 100 shares
 *   expect  allowed -700.00  disallowed -300.00  permanent 0.00  short -700.00  long 0.00
 *   left    ABC 30 basis 1530.00 held from 2026-01-24       every lot that is left; without such a line nothing is
 *   refuse  s1                                              more is sold there than held
 *
 * Lots are b1, b2 … and sales s1, s2 … in order, or as named by `as NAME`. `@` is a price a share, `for` a total, `fees` are added to cost and taken from
 * proceeds.
 */
import { decimalFromScaled, scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import { type LotCase, type LotTrade, lotCaseShape } from '../../../shared/model/lot-case.ts'

export interface ExpectedLot {
  readonly security: string
  readonly shares: string
  readonly basis: string
  readonly heldFrom: string | null
}

export interface Statement {
  readonly lotCase: LotCase
  /** Names of the figures as written: allowed, disallowed, permanent, short, long, recharacterized. */
  readonly figures: ReadonlyMap<string, string>
  readonly left: readonly ExpectedLot[]
  /** The trade that must be refused; null: none. */
  readonly refused: string | null
}

const accounts = {
  taxable: ['MAIN', 'taxable'],
  SECOND: ['SECOND', 'taxable'],
  SPOUSE: ['SPOUSE', 'taxable'],
  IRA: ['IRA', 'ira'],
  ROTH: ['ROTH', 'roth'],
  '401K': ['401K', '401k'],
} as const
export const buyKinds: Readonly<Record<string, string>> = {
  open: 'purchase',
  buy: 'purchase',
  reinvest: 'drip',
  award: 'bonus',
  gift: 'gift_in',
  inherit: 'inherited',
  receive: 'transfer_in',
  call: 'option_call',
}
const sellKinds: Readonly<Record<string, string>> = { sell: 'sell', give: 'gift_out', donate: 'donation' }
const actionSides: Readonly<Record<string, string>> = { merge: 'merger', buyout: 'taxable_merger', spin: 'spin_off' }
const distributionKinds: Readonly<Record<string, string>> = { distribute: 'capital_gain_distribution', return: 'return_of_capital' }

export function readStatement(id: string, text: string): Statement {
  const trades: unknown[] = []
  const identical: string[][] = []
  const figures = new Map<string, string>()
  const left: ExpectedLot[] = []
  let [method, refused, buys, sales]: [string, string | null, number, number] = ['FIFO', null, 0, 0]
  for (const line of text.split('\n')) {
    const [verb = '', ...words] = line.replace(/,/g, '').trim().split(/\s+/)
    if (verb === '') continue
    if (verb === 'method') method = words[0] ?? ''
    else if (verb === 'identical') identical.push(words)
    else if (verb === 'refuse') refused = words[0] ?? ''
    else if (verb === 'expect') for (let at = 0; at < words.length; at += 2) figures.set(words[at] ?? '', words[at + 1] ?? '')
    else if (verb === 'left') left.push(readLeft(words))
    else if (verb in buyKinds) trades.push(readBuy(verb, words, `b${++buys}`))
    else if (verb in sellKinds) trades.push(readSell(verb, words, `s${++sales}`))
    else if (verb === 'short') trades.push({ ...readTrade(words, `s${++sales}`, words[1] ?? '', totalOf(words)), side: 'sell_short' })
    else if (verb in distributionKinds) {
      trades.push({ ...readTrade(words, `d${trades.length}`, '0', totalOf(words)), side: 'distribution', kind: distributionKinds[verb] })
    } else if (verb === 'split') trades.push({ ...readTrade(words, `c${trades.length}`, '0', '0'), side: 'split', ratio: words[1] })
    else if (verb in actionSides) trades.push(readAction(verb, words, `c${trades.length}`))
    else throw new SyntaxError(`a statement knows no line such as: ${line}`)
  }
  const lotCase = lotCaseShape.parse({ id, method, settings: { washSales: true, scope: 'taxpayer', identical }, trades })
  return { lotCase, figures, left, refused }
}

function after(words: readonly string[], word: string): string | undefined {
  const at = words.indexOf(word)
  return at < 0 ? undefined : words[at + 1]
}

function readTrade(words: readonly string[], id: string, quantity: string, total: string): Omit<LotTrade, 'side' | 'kind'> {
  const name = (after(words, 'in') ?? 'taxable') as keyof typeof accounts
  const [account, accountType] = accounts[name] ?? [name, 'taxable']
  const date = after(words, 'on') as LotTrade['date']
  return {
    id: after(words, 'as') ?? id,
    account,
    accountType,
    security: words[0] ?? '',
    date,
    quantity,
    total,
    fees: after(words, 'fees') ?? '0',
  }
}

function totalOf(words: readonly string[]): string {
  const total = after(words, 'for')
  if (total !== undefined) return total
  return productOf(words[1] ?? '', after(words, '@') ?? '')
}

/** Exact product of two short decimals. */
function productOf(quantity: string, price: string): string {
  const [shares, each] = [scaledFromDecimal(quantity, 4), scaledFromDecimal(price, 4)]
  if (shares === undefined || each === undefined) throw new SyntaxError(`no exact product of ${quantity} and ${price}`)
  return decimalFromScaled(shares * each, 8)
}

function readBuy(verb: string, words: readonly string[], id: string): unknown {
  const right = verb === 'call' ? { security: `${words[0]}-call`, underlying: words[0], contractShares: '100' } : {}
  return {
    ...readTrade(words, id, words[1] ?? '', totalOf(words)),
    side: 'buy',
    kind: buyKinds[verb],
    ...right,
    giftFmv: after(words, 'worth'),
    acquired: after(words, 'since'),
    orderGroup: after(words, 'order'),
  }
}

function readAction(verb: string, words: readonly string[], id: string): unknown {
  const [into, ratio] = words.slice(words.indexOf('into') + 1)
  const trade = readTrade(words, id, '0', after(words, 'for') ?? '0')
  return { ...trade, side: actionSides[verb], into, ratio, worth: after(words, 'worth'), part: after(words, 'part') }
}

function readSell(verb: string, words: readonly string[], id: string): unknown {
  const from = words.indexOf('of')
  const named = from < 0 ? [] : words.slice(from + 1)
  const lotIds: { lotId: string; quantity: string }[] = []
  for (let at = 0; at + 1 < named.length && /^[\d.]+$/.test(named[at + 1] ?? ''); at += 2)
    lotIds.push({ lotId: named[at] ?? '', quantity: named[at + 1] ?? '' })
  return {
    ...readTrade(words, id, words[1] ?? '', totalOf(words)),
    side: 'sell',
    kind: sellKinds[verb],
    method: after(words, 'by'),
    lotIds: lotIds.length > 0 ? lotIds : undefined,
  }
}

function readLeft(words: readonly string[]): ExpectedLot {
  return { security: words[0] ?? '', shares: words[1] ?? '', basis: after(words, 'basis') ?? '', heldFrom: after(words, 'from') ?? null }
}
