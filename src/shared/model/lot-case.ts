/**
 * One lot case as the `lots` command reads it (schema `lot-case/1`): trades in execution order, a relief method, settings. Amounts are decimal text of
 * dollars, quantities of shares. Unknown keys, such as the answer somebody expects, are dropped while reading.
 */
import { z } from 'zod'
import { reliefMethodShape } from './book.ts'
import { dateShape } from './units.ts'

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal number as text expected')
const name = z.string().min(1).max(200)

/** Account types as cases write them, on the engine's three treatments. */
const treatments = {
  taxable: 'taxable',
  individual: 'taxable',
  joint: 'taxable',
  trust: 'taxable',
  ira: 'sheltered',
  traditional: 'sheltered',
  traditional_ira: 'sheltered',
  'traditional-ira': 'sheltered',
  roth: 'sheltered',
  roth_ira: 'sheltered',
  'roth-ira': 'sheltered',
  rollover_ira: 'sheltered',
  'rollover-ira': 'sheltered',
  inherited_ira: 'sheltered',
  'inherited-ira': 'sheltered',
  sep_ira: 'sheltered',
  'sep-ira': 'sheltered',
  simple_ira: 'sheltered',
  'simple-ira': 'sheltered',
  hsa: 'sheltered',
  '401k': 'unsettled',
  roth_401k: 'unsettled',
  '403b': 'unsettled',
  '457b': 'unsettled',
  '529': 'unsettled',
} as const
export type CaseAccountType = keyof typeof treatments
const accountTypeShape = z.enum(Object.keys(treatments) as [CaseAccountType, ...CaseAccountType[]])

export function treatmentOfType(type: CaseAccountType): 'taxable' | 'sheltered' | 'unsettled' {
  return treatments[type]
}

const tradeBase = {
  id: name,
  account: name,
  accountType: accountTypeShape,
  security: name,
  date: dateShape,
  quantity: decimal,
  total: decimal,
  fees: decimal,
}
const buyShape = z.object({
  ...tradeBase,
  side: z.literal('buy'),
  kind: z.enum(['purchase', 'drip', 'bonus', 'gift_in', 'inherited', 'transfer_in', 'income_lot', 'option_call']),
  acquired: dateShape.nullish(),
  giftFmv: decimal.nullish(),
  orderGroup: name.nullish(),
  underlying: name.nullish(),
  contractShares: decimal.nullish(),
})
const sellShape = z.object({
  ...tradeBase,
  side: z.literal('sell'),
  kind: z.enum(['sell', 'gift_out', 'donation', 'transfer_out']),
  method: reliefMethodShape.nullish(),
  lotIds: z.array(z.object({ lotId: name, quantity: decimal })).nullish(),
})
const ratioShape = z.string().regex(/^(0*[1-9]\d{0,5}|\d{1,5}\.\d{1,6}):(0*[1-9]\d{0,5}|\d{1,5}\.\d{1,6})$/, 'new:old expected')
const splitShape = z.object({
  ...tradeBase,
  side: z.literal('split'),
  ratio: ratioShape,
})
/** Corporate actions beyond splits: `total` is the cash for the whole holding, `worth` the value of a share of `into`, `part` a percentage of basis. */
const actionShape = z.object({
  ...tradeBase,
  side: z.enum(['merger', 'taxable_merger', 'spin_off']),
  into: name,
  ratio: ratioShape,
  worth: decimal.nullish(),
  part: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,6})?$/, 'a percentage with at most six decimals expected')
    .refine(part => Number(part) <= 100, 'at most 100 % expected')
    .nullish(),
})
const distributionShape = z.object({
  ...tradeBase,
  side: z.literal('distribution'),
  /** capital_gain_distribution, return_of_capital, plain income such as qualified_dividend; others are said to be unsupported. */
  kind: name,
})
const shortShape = z.object({ ...tradeBase, side: z.enum(['sell_short', 'cover']) })

export const lotTradeShape = z.discriminatedUnion('side', [buyShape, sellShape, splitShape, actionShape, distributionShape, shortShape])
export type LotTrade = z.infer<typeof lotTradeShape>

export const lotCaseShape = z.object({
  id: name,
  method: reliefMethodShape,
  settings: z.object({
    washSales: z.boolean(),
    scope: z.enum(['taxpayer', 'broker']).default('taxpayer'),
    identical: z.array(z.array(name)).default([]),
  }),
  trades: z.array(lotTradeShape),
})
export type LotCase = z.infer<typeof lotCaseShape>
