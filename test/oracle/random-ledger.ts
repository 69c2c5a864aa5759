/**
 * Random ledgers in which everything that matters to section 1091 happens close together: few securities, some identical, taxable accounts, an IRA, a 401(k),
 * a spouse, awards, calls, gifts, inheritances, transfers, fills of one order, same-day trades, splits, sales by every method and by name, for the return and
 * as a broker sees it. Prices are whole cents a share, so basis a share is exact.
 */
import fc from 'fast-check'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { type LotCase, lotCaseShape } from '../../src/shared/model/lot-case.ts'

const methods = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'MINTAX', 'SPECID'] as const
/** Average basis is elected for an account, not for a sale. */
const accountMethods = [...methods, 'AVERAGE'] as const
const accounts = [
  ['A1', 'taxable', 'A'],
  ['A2', 'taxable', 'A'],
  ['IRA', 'ira', 'A'],
  ['B1', 'taxable', 'B'],
  ['PLAN', '401k', 'A'],
] as const
const securities = ['V', 'W', 'X'] as const

const step = fc.record({
  gap: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
    fc.integer({ min: 13, max: 40 }),
    fc.constant(330),
  ),
  account: fc.oneof({ weight: 1, arbitrary: fc.constant(accounts[0]) }, { weight: 2, arbitrary: fc.constantFrom(...accounts) }),
  security: fc.oneof({ weight: 2, arbitrary: fc.constant('V') }, fc.constantFrom(...securities)),
  quantity: fc.integer({ min: 1, max: 7 }),
  cents: fc.integer({ min: 800, max: 1200 }),
  what: fc.oneof(
    { weight: 7, arbitrary: fc.constant('buy') },
    { weight: 7, arbitrary: fc.constant('sell') },
    { weight: 3, arbitrary: fc.constantFrom('drip', 'gift', 'give', 'split', 'split', 'fill', 'fill') },
    fc.constantFrom('award', 'inherit', 'receive', 'send', 'call', 'sell-call'),
  ),
  method: fc.option(fc.constantFrom(...methods)),
  named: fc.boolean(),
  fees: fc.constantFrom(0, 0, 0, 5),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

export const randomLedger: fc.Arbitrary<LotCase> = fc
  .record({
    steps: fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
    method: fc.constantFrom(...accountMethods),
    identical: fc.boolean(),
    wash: fc.constantFrom(true, true, true, true, true, false),
    broker: fc.constantFrom(false, false, false, false, true),
  })
  .map(({ steps, ...terms }) => ledgerOf(steps, terms))

const decimal = (units: number): string => `${Math.trunc(units / 100)}.${String(units % 100).padStart(2, '0')}`

interface Terms {
  readonly method: string
  readonly identical: boolean
  readonly wash: boolean
  readonly broker: boolean
}

const buyKinds = {
  buy: 'purchase',
  fill: 'purchase',
  drip: 'drip',
  award: 'bonus',
  gift: 'gift_in',
  inherit: 'inherited',
  receive: 'transfer_in',
  call: 'option_call',
} as const
const sellKinds = { sell: 'sell', 'sell-call': 'sell', give: 'gift_out', send: 'transfer_out' } as const

function ledgerOf(steps: readonly Step[], { method, identical, wash, broker }: Terms): LotCase {
  let date = civilDate('2023-11-01')
  const held = new Map<string, { id: string; quantity: number }[]>()
  const trades: unknown[] = []
  const splits = new Set<string>()
  for (const [
    index,
    {
      gap,
      account: [account, accountType, owner],
      security: underlying,
      quantity: wanted,
      cents,
      what,
      method: own,
      named,
      fees,
    },
  ] of steps.entries()) {
    date = addDays(date, gap)
    const isCall = what === 'call' || what === 'sell-call'
    const security = isCall ? `${underlying}-call` : underlying
    const quantity = isCall ? 1 : wanted
    const lots = held.get(`${account}/${security}`) ?? []
    held.set(`${account}/${security}`, lots)
    const open = lots.reduce((sum, lot) => sum + lot.quantity, 0)
    const base = { id: `t${index}`, account, accountType, owner, security, date, fees: decimal(fees * quantity) }
    if (what === 'split') {
      // two rows of one day would be one split told by two accounts
      if (splits.size === 2 || splits.has(security + date)) continue
      splits.add(security + date)
      for (const [key, all] of held) if (key.endsWith(`/${security}`)) for (const lot of all) lot.quantity *= 2
      trades.push({ ...base, side: 'split', ratio: '2:1', quantity: '0', total: '0' })
    } else if (what in sellKinds) {
      if (open === 0) continue
      const count = Math.min(quantity, open)
      const lotIds = named && own === 'SPECID' ? namedLots(lots, count) : undefined
      // once a method has chosen, this file no longer knows which lots are left: later sales of the holding name none
      if (lotIds === undefined) held.set(`${account}/${security}`, [{ id: '', quantity: open - count }])
      trades.push({
        ...base,
        side: 'sell',
        kind: sellKinds[what as keyof typeof sellKinds],
        quantity: String(count),
        total: decimal(cents * count),
        method: method === 'AVERAGE' ? null : own,
        lotIds,
      })
    } else {
      lots.push({ id: `t${index}`, quantity })
      const kind = buyKinds[what as keyof typeof buyKinds]
      const right = what === 'call' ? { underlying, contractShares: String(wanted) } : {}
      const orderGroup = what === 'fill' ? 'order' : undefined
      const acquired = what === 'gift' || what === 'receive' ? addDays(date, -200) : undefined
      trades.push({
        ...base,
        side: 'buy',
        kind,
        quantity: String(quantity),
        total: decimal(cents * quantity),
        orderGroup,
        acquired,
        ...right,
      })
    }
  }
  return lotCaseShape.parse({
    id: 'random',
    method,
    settings: { washSales: wash, scope: broker ? 'broker' : 'taxpayer', identical: identical ? [['V', 'W']] : [] },
    trades,
  })
}

function namedLots(lots: { id: string; quantity: number }[], count: number): { lotId: string; quantity: string }[] | undefined {
  if (lots.some(lot => lot.id === '' && lot.quantity > 0)) return undefined
  const named: { lotId: string; quantity: string }[] = []
  let wanted = count
  for (const lot of lots.toReversed()) {
    const part = Math.min(wanted, lot.quantity)
    if (part === 0) continue
    named.push({ lotId: lot.id, quantity: String(part) })
    lot.quantity -= part
    wanted -= part
  }
  return named
}
