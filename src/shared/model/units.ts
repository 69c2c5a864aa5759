/** zod schemas for the kernel's units: what crosses the bridge is checked, and keeps its brand. */
import { z } from 'zod'
import type { Cents } from '../kernel/cents.ts'
import { type CivilDate, parseCivilDate } from '../kernel/civil-date.ts'
import type { Id } from '../kernel/id.ts'
import type { Price } from '../kernel/price.ts'
import type { Shares } from '../kernel/shares.ts'

export const centsShape = z.custom<Cents>(value => Number.isSafeInteger(value), 'whole cents expected')
export const sharesShape = z.custom<Shares>(value => Number.isSafeInteger(value), 'whole millionths of a share expected')
export const priceShape = z.custom<Price>(value => Number.isSafeInteger(value) && (value as number) >= 0, 'millionths of a dollar expected')
export const dateShape = z.custom<CivilDate>(
  value => typeof value === 'string' && parseCivilDate(value) !== undefined,
  'a date YYYY-MM-DD expected',
)

/** A nonempty id of at most 120 characters; `idShape('account')`. */
export function idShape<Noun extends string>(noun: Noun): z.ZodType<Id<Noun>, Id<Noun>> {
  return z.custom<Id<Noun>>(value => typeof value === 'string' && value.length > 0 && value.length <= 120, `${noun} id expected`)
}

/** Text a person typed: of bounded length, without control characters other than line ends and tabs. */
export function typedText(longest: number) {
  return z
    .string()
    .max(longest)
    .refine(text => !/[^\P{Cc}\n\r\t]/u.test(text), 'control characters are not allowed')
}

/** A share of a whole in hundredths of a percent: 10,000 is 100 %. */
export const basisPointsShape = z.number().int().min(-1_000_000).max(1_000_000)
/** An exact fraction such as 0.238 for a tax rate. */
export const rateShape = z.number().min(0).max(1)
