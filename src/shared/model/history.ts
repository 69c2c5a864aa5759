/** Market facts of a snapshot that estimates rest on: prices day by day, and the VIX (the market's expected volatility, by CBOE). */
import { z } from 'zod'
import { dateShape, idShape, priceShape, typedText } from './units.ts'

/** The last 253 prices or fewer, oldest first; as traded, splits are the ledger's. */
export const priceHistoryShape = z.object({ security: idShape('security'), days: z.array(dateShape), prices: z.array(priceShape) })
export type PriceHistoryRow = z.infer<typeof priceHistoryShape>

/** `level` in hundredths: 23.40 is 2340. */
export const vixShape = z.object({ level: z.number().int().min(0).max(100_000), asOf: dateShape, source: typedText(200) })
export type VixRow = z.infer<typeof vixShape>
