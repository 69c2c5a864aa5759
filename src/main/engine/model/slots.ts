/**
 * Which holding counts toward which line of a model, and why. The more exact claim wins: what a line names (its security, a member, a mapped holding); what is the same as or substantially
 * identical to that; a permitted substitute of it; then its factor, its sector, its asset class. What no line claims stands for itself, without a target. So each holding counts toward
 * exactly one line or none.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { ModelPortfolio, Relation, Security } from '../../../shared/model/book.ts'
import { sizeFactors } from '../../../shared/model/lists.ts'
import { isPlain, type ModelLine, namedIn } from '../../../shared/model/model-line.ts'

export interface Slot {
  /** Of a line that is a security or a list of members: its first security. Else kind and name. */
  readonly key: string
  readonly name: string
  readonly line: ModelLine
}

export interface Claim {
  readonly slot: Slot
  /** Why it counts: a fragment such as `substitute of VTI`; null for what the line itself names to be bought. */
  readonly why: string | null
}

export interface Slots {
  readonly all: readonly Slot[]
  /** null: no line counts it. */
  readonly claimOf: (security: SecurityId) => Claim | null
}

/** What of the book decides the claims; a Standing has it. */
export interface Known {
  readonly snapshot: { readonly relations: readonly Relation[] }
  readonly groupOf: (security: SecurityId) => string
  readonly securityOf: (security: SecurityId) => Security
}

export function slotsOf({ targets }: Pick<ModelPortfolio, 'targets'>, known: Known): Slots {
  const all = targets.map((line): Slot => ({ key: keyOf(line), name: nameOf(line, known), line }))
  const exact = exactClaims(all)
  const groups = groupClaims(all, known)
  const substitutes = substituteClaims(all, known)
  const wide = all.filter(({ line }) => line.counts !== undefined).sort((a, b) => widthOf(a) - widthOf(b))
  const claimOf = (security: SecurityId): Claim | null =>
    exact.get(security) ?? groups.get(known.groupOf(security)) ?? substitutes.get(security) ?? wideClaim(wide, known.securityOf(security))
  return { all, claimOf }
}

function keyOf({ counts, security }: ModelLine): string {
  return counts ? `${counts.kind}:${counts.of}` : security
}

export function nameOf(line: ModelLine, { securityOf }: Pick<Known, 'securityOf'>): string {
  return line.name ?? line.counts?.of ?? securityOf(line.security).symbol
}

/**
 * What a person named, the own security of a line first. What is bought for a line so always counts toward it, whatever it is identical to. Where two lines name the same (a model
 * refused on saving) the earlier has it.
 */
function exactClaims(all: readonly Slot[]): ReadonlyMap<SecurityId, Claim> {
  const claims = new Map<SecurityId, Claim>()
  const claim = (security: SecurityId, of: Claim) => {
    if (!claims.has(security)) claims.set(security, of)
  }
  for (const slot of all) if (slot.line.counts === undefined) claim(slot.line.security, { slot, why: null })
  for (const slot of all) {
    const { security: own, members, mapped } = slot.line
    for (const security of [own, ...(members ?? []).map(each => each.security)]) claim(security, { slot, why: null })
    for (const { security, reason } of mapped ?? []) claim(security, { slot, why: `mapped: ${reason}` })
  }
  return claims
}

/** Identical to a line's own security before identical to another that a line names. */
function groupClaims(all: readonly Slot[], { groupOf, securityOf }: Known): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>()
  const claim = (slot: Slot, security: SecurityId) => {
    if (!claims.has(groupOf(security))) claims.set(groupOf(security), { slot, why: `identical to ${securityOf(security).symbol}` })
  }
  for (const slot of all) if (slot.line.counts === undefined) claim(slot, slot.line.security)
  for (const slot of all) for (const security of namedIn(slot.line)) claim(slot, security)
  return claims
}

/** In the order of the relations, those of a line's own security first. */
function substituteClaims(all: readonly Slot[], { snapshot, securityOf }: Known): ReadonlyMap<SecurityId, Claim> {
  const claims = new Map<SecurityId, Claim>()
  const take = (of: (slot: Slot) => readonly SecurityId[]) => {
    const slots = new Map(all.toReversed().flatMap(slot => of(slot).map(security => [security, slot])))
    for (const { kind, a, b } of snapshot.relations) {
      if (kind !== 'substitute') continue
      for (const [held, target] of [
        [a, b],
        [b, a],
      ] as const) {
        const slot = slots.get(target)
        if (slot && !claims.has(held)) claims.set(held, { slot, why: `substitute of ${securityOf(target).symbol}` })
      }
    }
  }
  take(({ line }) => (line.counts === undefined ? [line.security] : []))
  take(({ line }) => namedIn(line))
  return claims
}

const widths = ['factor', 'sector', 'asset-class'] as const

function widthOf({ line }: Slot): number {
  return widths.indexOf(line.counts?.kind ?? 'factor')
}

const kindWords = { factor: 'factor', sector: 'sector', 'asset-class': 'asset class' } as const

/** `slots`: the narrowest kind first. */
function wideClaim(slots: readonly Slot[], security: Security): Claim | null {
  const slot = slots.find(({ line: { counts } }) => counts !== undefined && belongs(security, counts))
  return slot?.line.counts ? { slot, why: `${kindWords[slot.line.counts.kind]} ${slot.line.counts.of}` } : null
}

/** The firm's words, letter by letter. Of a factor only size is declared of a security; the others are named member by member. */
export function belongs({ assetClass, sector, capClass }: Security, { kind, of }: NonNullable<ModelLine['counts']>): boolean {
  if (kind === 'asset-class') return assetClass === of
  if (kind === 'sector') return sector === of
  return capClass !== null && capClass === sizeFactors[of as keyof typeof sizeFactors]
}

/** A line that reads as it always did: one security, and whatever relations make count toward it. */
export function isPlainSlot({ line }: Slot): boolean {
  return isPlain(line)
}
