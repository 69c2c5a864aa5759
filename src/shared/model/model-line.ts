/**
 * One line of a model portfolio: a slot of the portfolio with a weight, a band, and an ordered list of what is bought for it. A plain line is one security. A line of an asset class, a
 * sector or a factor counts whatever belongs to it; see engine/model/slots.ts for what counts toward which line.
 */
import { z } from 'zod'
import type { SecurityId } from '../kernel/id.ts'
import { lineKinds, memberRoles, taxTypes } from './lists.ts'
import { basisPointsShape, idShape, typedText } from './units.ts'

export type TaxType = (typeof taxTypes)[number]

/** What may be bought for a line, in the order of the list; `taxTypes`: the accounts it is meant for. */
export const memberShape = z.object({
  security: idShape('security'),
  /** equivalent: the firm takes it for the same thing; substitute: the next best. Equivalents stand first. */
  role: z.enum(memberRoles),
  taxTypes: z.array(z.enum(taxTypes)).min(1),
})
export type Member = z.infer<typeof memberShape>

/** A holding that counts toward the line instead of being sold; never bought for it. */
export const mappedShape = z.object({ security: idShape('security'), reason: typedText(500) })

export const targetShape = z.object({
  /** The line itself, or the first of its members. */
  security: idShape('security'),
  /** Hundredths of a percent, and the drift allowed in the same unit. */
  weight: basisPointsShape,
  band: basisPointsShape,
  /** Left out: the line is its security. */
  counts: z.object({ kind: z.enum(lineKinds), of: typedText(60) }).optional(),
  /** What the firm calls the line; left out: its class, sector or factor, or the ticker. */
  name: typedText(60).optional(),
  /** Left out: the security alone, in every account. */
  members: z.array(memberShape).min(1).optional(),
  mapped: z.array(mappedShape).min(1).optional(),
})
export type ModelLine = z.infer<typeof targetShape>

/** Every security a line names, each once, the first to be bought first. */
export function namedIn({ security, members, mapped }: ModelLine): SecurityId[] {
  return [...new Set([security, ...(members ?? []).map(each => each.security), ...(mapped ?? []).map(each => each.security)])]
}

/** Only its own security: as every line was before lines had members. */
export function isPlain({ counts, name, members, mapped }: ModelLine): boolean {
  return counts === undefined && name === undefined && members === undefined && mapped === undefined
}
