/**
 * Open lots as they will stand once the sales on tickets are booked: a loss that fills a lot in part cuts it, and the shares that took it over stand with its amount in
 * their basis and its days in their holding period (IRC section 1091(d), 1223(3)); the rest stays as it was. Cut as the booking engine cuts (lots/holding.ts, splitPiece)
 * and named as the projection names (`id`, `id#2`), so that the parts are the lots that the records will show. A share replaces once (Reg. 1.1091-1(e)).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId, TicketId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { proportion } from '../lots/proportion.ts'

/** What of a loss on a ticket moves into shares that are still held. */
export interface MovedLoss {
  readonly ticket: TicketId
  readonly shares: Shares
  readonly amount: Cents
  /** Where the holding period of these shares counts from then; null: not known. */
  readonly heldFrom: CivilDate | null
}

/** Shares of a lot that a ticket sells. */
export interface TicketPick {
  readonly lot: LotId
  readonly shares: number
  /** What the lot held when the ticket was made; null: the ticket did not keep it. */
  readonly held: Shares | null
}

/** A run of shares of an open lot. */
export interface LotPart {
  /** As it will stand, under the name it will have. */
  readonly lot: ProjectedLot
  /** The open lot of the records that it is part of, and the basis of these shares there. */
  readonly recorded: LotId
  readonly basisInRecords: Cents | null
  /** All shares of the lot of the records. */
  readonly isWhole: boolean
  /** The loss on a ticket that it took over; null: none. */
  readonly loss: MovedLoss | null
  /** Its first shares are on tickets. */
  readonly sold: readonly { readonly by: TicketPick; readonly shares: number }[]
  /** Shares that have replaced what a ticket sells without taking over anything: in an IRA, or where a lot file may hold the loss already. */
  readonly used: number
  /** Losses that a lot file may hold already, so that they are told and stand nowhere. */
  readonly told: readonly MovedLoss[]
}

/** What a sale on a ticket makes of a lot: its first shares that no ticket sells take over the losses, one after the other. */
export interface LotChange {
  readonly losses: readonly MovedLoss[]
  readonly used: number
  readonly told: readonly MovedLoss[]
}

type Unnamed = Omit<LotPart, 'recorded' | 'isWhole'>

export class StandingLots {
  private readonly lots: readonly ProjectedLot[]
  private readonly families: ReadonlyMap<string, readonly ProjectedLot[]>
  /** By the lot of the records; a lot that nothing touched is not in it. */
  private readonly cut = new Map<LotId, readonly Unnamed[]>()
  /** What is named anew: all open parts of the lots that something touched. */
  private names: { readonly byRecorded: Map<LotId, LotPart[]>; readonly byName: Map<LotId, LotPart> } | null = null

  /** `lots`: the open ones of the records, in their order. `known`: the same, looked up before. */
  constructor(lots: readonly ProjectedLot[], known?: StandingLots['families']) {
    this.lots = lots
    this.families = known ?? Map.groupBy(lots, lot => familyOf(lot.id))
  }

  get isTouched(): boolean {
    return this.cut.size > 0
  }

  /** In the order of the records. */
  all(): readonly ProjectedLot[] {
    return this.isTouched ? this.lots.flatMap(lot => this.partsOf(lot).map(part => part.lot)) : this.lots
  }

  /** The parts of a lot of the records, under their names. */
  partsOf(lot: ProjectedLot): readonly LotPart[] {
    return (this.isTouched ? this.named().byRecorded.get(lot.id) : undefined) ?? [untouched(lot)]
  }

  /** By the name it stands under; undefined: nothing touched it, nor another part of its lot. */
  part(id: LotId): LotPart | undefined {
    return this.isTouched ? this.named().byName.get(id) : undefined
  }

  /** Those of lots that something touched. */
  touched(): Iterable<LotPart> {
    return this.isTouched ? this.named().byName.values() : []
  }

  /** Shares of all open parts of a lot. */
  held(lot: LotId): number {
    return (this.families.get(familyOf(lot)) ?? []).reduce((sum, one) => sum + one.shares, 0)
  }

  /** As it is now, whatever is changed later. */
  copy(): StandingLots {
    const copy = new StandingLots(this.lots, this.families)
    for (const [recorded, parts] of this.cut) copy.cut.set(recorded, parts)
    return copy
  }

  /** Puts what a ticket sells on the lots that stand when it is made; `shares` may be fewer than the ticket says. */
  sell(sales: readonly { readonly by: TicketPick; readonly shares: number }[]): void {
    for (const [family, own] of Map.groupBy(sales, sale => familyOf(sale.by.lot))) {
      const parts = (this.families.get(family) ?? []).flatMap(lot => this.partsOf(lot))
      const sold = new Map(parts.map(part => [part, part.sold]))
      for (const { by, part, shares: count } of onParts(own, parts)) sold.set(part, [...(sold.get(part) ?? []), { by, shares: count }])
      for (const [recorded, list] of Map.groupBy(parts, part => part.recorded))
        this.cut.set(
          recorded,
          list.map(part => ({ ...part, sold: sold.get(part) ?? [] })),
        )
    }
    this.names = null
  }

  /** By the names they stand under; all at once, because the names run anew. */
  change(asked: ReadonlyMap<LotId, LotChange>): void {
    const touched = Map.groupBy(asked.keys(), id => this.part(id)?.recorded ?? id)
    for (const lot of new Set([...touched.keys()].flatMap(id => this.families.get(familyOf(id)) ?? []))) {
      if (!touched.has(lot.id)) continue
      this.cut.set(
        lot.id,
        this.partsOf(lot).flatMap(part => changed(part, asked.get(part.lot.id))),
      )
    }
    this.names = null
  }

  /** Names run through all open parts of one lot, as in lots/project.ts; what is sold whole comes last, because the others will be named without it. */
  private named(): NonNullable<StandingLots['names']> {
    if (this.names !== null) return this.names
    const byRecorded = new Map<LotId, LotPart[]>()
    const byName = new Map<LotId, LotPart>()
    for (const family of new Set([...this.cut.keys()].map(familyOf))) {
      const parts = (this.families.get(family) ?? []).flatMap(recorded =>
        (this.cut.get(recorded.id) ?? [untouched(recorded)]).map(part => ({ part, recorded })),
      )
      const isSold = ({ part }: { readonly part: Unnamed }) => soldOf(part) >= part.lot.shares
      const inTurn = [...parts.filter(one => !isSold(one)), ...parts.filter(isSold)]
      const nameOf = new Map(inTurn.map(({ part }, index) => [part, (index === 0 ? family : `${family}#${index + 1}`) as LotId]))
      for (const { part, recorded } of parts) {
        const id = nameOf.get(part) ?? part.lot.id
        const lot = part.lot.id === id ? part.lot : { ...part.lot, id }
        const named = { ...part, lot, recorded: recorded.id, isWhole: lot.shares === recorded.shares }
        byRecorded.set(recorded.id, [...(byRecorded.get(recorded.id) ?? []), named])
        byName.set(id, named)
      }
    }
    this.names = { byRecorded, byName }
    return this.names
  }
}

/** The open lot of the records behind a lot as it stands. */
export function recordedId({ parts }: { readonly parts: StandingLots }, id: LotId): LotId {
  return parts.part(id)?.recorded ?? id
}

/** What all open parts of one lot are called, but for their number. */
export function familyOf(lot: LotId): string {
  return lot.replace(/#\d+$/, '')
}

/** Shares of it that are on tickets. */
export function soldOf({ sold }: Pick<LotPart, 'sold'>): number {
  return sold.reduce((sum, one) => sum + one.shares, 0)
}

function untouched(lot: ProjectedLot): LotPart {
  return { lot, recorded: lot.id, basisInRecords: lot.basis, loss: null, sold: [], used: 0, told: [], isWhole: true }
}

function changed(part: Unnamed, change: LotChange | undefined): Unnamed[] {
  if (change === undefined) return [part]
  const { losses, used, told } = change
  let rest: Unnamed | null = part
  const first = (count: number): Unnamed[] => {
    if (rest === null || count <= 0) return []
    const [taken, left]: [Unnamed, Unnamed | null] = count < rest.lot.shares ? split(rest, count) : [rest, null]
    rest = left
    return [taken]
  }
  const before = losses.length === 0 ? [] : first(soldOf(part) + part.used)
  const moved = losses.flatMap(loss => first(loss.shares).map(taking => withLoss(taking, loss)))
  const left = rest as Unnamed | null
  return [...moved, ...(left === null ? [] : [{ ...left, used: left.used + used, told: [...left.told, ...told] }]), ...before]
}

/** The first `count` shares, and the rest. */
function split(part: Unnamed, count: number): [Unnamed, Unnamed] {
  const { lot, basisInRecords } = part
  const of = (total: number): number => proportion(total, count, lot.shares)
  const cut = (half: (total: number) => number, of: number): Unnamed => ({
    ...part,
    lot: {
      ...lot,
      shares: shares(of),
      basis: lot.basis === null ? null : cents(half(lot.basis)),
      washAdjustment: cents(half(lot.washAdjustment)),
      ...(lot.right === undefined ? {} : { right: { ...lot.right, shares: shares(half(lot.right.shares)) } }),
      ...(lot.gift === undefined ? {} : { gift: { ...lot.gift, value: cents(half(lot.gift.value)) } }),
    },
    basisInRecords: basisInRecords === null ? null : cents(half(basisInRecords)),
  })
  const [sold, soldLater] = soldIn(part.sold, count)
  const used = Math.min(part.used, count - sold.reduce((sum, one) => sum + one.shares, 0))
  return [
    { ...cut(of, count), sold, used },
    { ...cut(total => total - of(total), lot.shares - count), sold: soldLater, used: part.used - used },
  ]
}

/** What of it is sold of the first `count` shares, and of the rest. */
function soldIn(sold: LotPart['sold'], count: number): [LotPart['sold'], LotPart['sold']] {
  let left = count
  const first = sold.map(one => {
    const taken = Math.min(left, one.shares)
    left -= taken
    return { by: one.by, shares: taken }
  })
  const rest = sold.map((one, index) => ({ by: one.by, shares: one.shares - (first[index]?.shares ?? 0) }))
  return [first.filter(one => one.shares > 0), rest.filter(one => one.shares > 0)]
}

function withLoss(part: Unnamed, loss: MovedLoss): Unnamed {
  // calls that have replaced a loss on calls are no right to stock in the window any more
  const { right: _, ...lot } = part.lot
  return {
    ...part,
    loss,
    lot: {
      ...lot,
      basis: lot.basis === null ? null : cents(lot.basis + loss.amount),
      washAdjustment: cents(lot.washAdjustment + loss.amount),
      holdingFrom: loss.heldFrom,
      replaced: true,
      matching: { ...lot.matching, replaces: false },
    },
  }
}

interface OnPart {
  readonly by: TicketPick
  readonly part: LotPart
  readonly shares: number
}

/**
 * Which of the parts of a lot these sales are of. A lot is cut, and its parts named anew, by what is booked and by tickets that came or went since; a sale is then of the
 * part that holds as many shares as it did, else of the one of its name and those that follow, as the booking engine reads a name (lots/choose.ts), else of those before.
 */
function onParts(sales: readonly { readonly by: TicketPick; readonly shares: number }[], parts: readonly LotPart[]): OnPart[] {
  const free = new Map(parts.map(part => [part, part.lot.shares - soldOf(part)]))
  const open = new Map(sales.map(sale => [sale.by, sale.shares]))
  const found: OnPart[] = []
  const take = (by: TicketPick, part: LotPart) => {
    const count = Math.min(open.get(by) ?? 0, free.get(part) ?? 0)
    if (count <= 0) return
    open.set(by, (open.get(by) ?? 0) - count)
    free.set(part, (free.get(part) ?? 0) - count)
    found.push({ by, part, shares: count })
  }
  const isSame = (by: TicketPick, part: LotPart) => by.held !== null && by.held === part.lot.shares
  for (const { by } of sales) for (const part of parts) if (part.lot.id === by.lot && isSame(by, part)) take(by, part)
  for (const { by } of sales) for (const part of parts) if (isSame(by, part)) take(by, part)
  for (const { by } of sales) for (const part of fromName(by.lot, parts)) take(by, part)
  return found
}

function fromName(name: LotId, parts: readonly LotPart[]): LotPart[] {
  const at = parts.findIndex(part => part.lot.id === name)
  return at === -1 ? parts.toReversed() : [...parts.slice(at), ...parts.slice(0, at).toReversed()]
}
