/**
 * Limits in force as rows of a rebalancing instance, of one account or of a household as one. A limit that the portfolio is beyond on the day gives way unless it must hold: the plan may not go further out
 * (a hard row) and every dollar beyond counts more than any tax (a priced row). What may not be sold, or not be bought, is taken out of both: no price moves it, and the sentence says so.
 * Source: optimal rebalancing note, hard constraints (group, position, minimum trade) and soft constraints (target proximity, factor exposure, style, trading balance; as penalty terms).
 */
import type { SecurityId } from '../../../../shared/kernel/id.ts'
import type { ExtraRow, Instance } from '../../../../shared/model/instance.ts'
import type { PlanLimit } from '../../../../shared/model/plan-limits.ts'
import { percent } from '../../../../shared/present/format.ts'
import { factorName, groupName, groupWords, type LimitInForce } from '../../../../shared/present/plan-limits.ts'
import type { Standing } from '../../standing/standing.ts'
import { betasOf } from './betas.ts'
import { type Field, fieldOf, sumOf } from './field.ts'
import { groupOf } from './groups.ts'
import { outermostOf } from './row-names.ts'

/** A sum of the weights, Σ coefficient · weight, and what is asked of it. */
export interface PlacedSum {
  readonly kind: 'sum'
  readonly in: LimitInForce
  /** As the solver's rows name it. */
  readonly row: string
  readonly unit: 'weight' | 'exposure'
  readonly securities: readonly number[]
  readonly coefficients: readonly number[]
  /** On the day. */
  readonly now: number
  readonly low: number | null
  readonly high: number | null
  /** What no trade can bring within. */
  readonly stuck: string | null
  /** Rows that count at a price: what it adds to the score. */
  readonly priced: readonly ExtraRow[]
}

/** Counts, order sizes and preferences without a limit. */
export interface PlacedOther {
  readonly kind: 'names' | 'least-order' | 'soft'
  readonly in: LimitInForce
  readonly most: number | null
  readonly priced: readonly ExtraRow[]
}
export type PlacedLimit = PlacedSum | PlacedOther

export interface Placed {
  readonly instance: Instance
  readonly limits: readonly PlacedLimit[]
  readonly notes: readonly string[]
}

interface Desk {
  readonly standing: Standing
  readonly field: Field
  readonly instance: Instance
  readonly dear: number
  readonly rows: ExtraRow[]
  readonly limits: PlacedLimit[]
  readonly notes: string[]
  readonly ub: number[]
  /** Σ weight and Σ weight · centre of what each position is to be near to. */
  readonly near: { readonly weight: number[]; readonly centre: number[] }
}

/** `securities` by position in the instance; a security may stand there once for each account. `lines`: what has one target together; left out: each security by itself. */
export function placeLimits(
  standing: Standing,
  instance: Instance,
  securities: readonly SecurityId[],
  inForce: readonly LimitInForce[],
  lines: readonly string[] = securities.map(standing.sameOf),
): Placed {
  if (inForce.length === 0) return { instance, limits: [], notes: [] }
  const field = fieldOf(standing, instance, securities, lines)
  const { lam } = instance
  // above the dearest tax, and what risk at its weight would pay for a large position
  const dear = Math.max(1, lam.tax, lam.tc) + lam.te / 20
  const desk: Desk = {
    standing,
    field,
    instance,
    dear,
    rows: [],
    limits: [],
    notes: [],
    ub: [...instance.sec.ub],
    near: nowhere(securities.length),
  }
  for (const each of inForce) place(desk, each)
  const { also } = instance
  const others = desk.limits.filter(each => each.kind !== 'sum')
  const names = others.reduce((least, { kind, most }) => (kind === 'names' ? Math.min(least, most ?? Infinity) : least), Infinity)
  const order = others.reduce((most, each) => (each.kind === 'least-order' ? Math.max(most, each.most ?? 0) : most), 0)
  return {
    instance: {
      ...instance,
      sec: { ...instance.sec, ub: desk.ub, minTrade: instance.sec.minTrade.map(least => Math.max(least, order / instance.nav)) },
      also: {
        ...also,
        ...(desk.rows.length === 0 && also?.rows === undefined ? {} : { rows: [...(also?.rows ?? []), ...desk.rows] }),
        ...(names < Infinity ? { names } : {}),
        ...nearOf(desk),
      },
    },
    limits: desk.limits,
    notes: [...new Set(desk.notes)],
  }
}

const nowhere = (count: number) => ({ weight: Array.from({ length: count }, () => 0), centre: Array.from({ length: count }, () => 0) })

/** Several squares around several centres are one square around their middle, but for what no trade changes. */
function nearOf({ near: { weight, centre }, instance: { sec, also } }: Desk): Pick<NonNullable<Instance['also']>, 'proximity' | 'near'> {
  if (weight.every(each => each === 0)) return {}
  const before = also?.proximity ?? weight.map(() => 0)
  return {
    proximity: weight.map((each, i) => each + (before[i] ?? 0)),
    near: weight.map((each, i) => {
      const [own, target] = [before[i] ?? 0, sec.target[i] ?? 0]
      return each + own === 0 ? target : ((centre[i] ?? 0) + own * target) / (each + own)
    }),
  }
}

function place(desk: Desk, each: LimitInForce): void {
  const { limit } = each
  switch (limit.kind) {
    case 'group':
      for (const name of namesOf(desk, limit)) placeGroup(desk, each, limit, name)
      return
    case 'one-security':
      return placeSecurities(desk, each, limit)
    case 'exposure':
      return placeExposure(desk, each, limit)
    case 'names':
      return placeNames(desk, each, limit.most)
    case 'least-order':
      desk.limits.push({ kind: 'least-order', in: each, most: limit.amount / 100, priced: [] })
      return
    default:
      placeSoft(desk, each, limit)
  }
}

/** Every one that is held or targeted; of what is not known only where it is asked for by itself. */
function namesOf({ field }: Desk, { of, name }: Pick<Extract<PlanLimit, { kind: 'group' }>, 'of' | 'name'>): string[] {
  if (name !== null) return [name]
  const known = field.securities.flatMap((security, i) => ((field.held[i] ?? 0) > 0 || field.target[i] ? [groupOf(of, security)] : []))
  return [...new Set(known)].filter(each => each !== '').sort()
}

function membersOf({ field }: Desk, of: Extract<PlanLimit, { kind: 'group' }>['of'], name: string): number[] {
  return field.securities.flatMap((security, i) => (groupOf(of, security) === name ? [i] : []))
}

function placeGroup(desk: Desk, each: LimitInForce, limit: Extract<PlanLimit, { kind: 'group' }>, name: string): void {
  const { field, notes } = desk
  const members = membersOf(desk, limit.of, name)
  tellUnknown(desk, limit.of)
  const row = groupName(limit.of, name)
  if (members.length === 0) notes.push(`${row}: no security of it is held or can be bought here.`)
  const aim = limit.from === 'target' ? members.reduce((sum, i) => sum + (field.target[i] ?? 0), 0) : 0
  const bound = (value: number | null) => (value === null ? null : value / 10_000 + aim)
  const found = { row, unit: 'weight' as const, securities: members, coefficients: members.map(() => 1) }
  const least = bound(limit.least)
  // no weight is below nothing: a least of that asks for nothing
  placeSum(desk, each, { ...found, low: least !== null && least > 0 ? least : null, high: bound(limit.most) }, limit)
}

/** Weights of which the book does not know what to count them under: said once a kind. */
function tellUnknown({ field, notes }: Desk, of: Extract<PlanLimit, { kind: 'group' }>['of']): void {
  const without = field.securities.filter((security, i) => (field.held[i] ?? 0) > 0 && groupOf(of, security) === '')
  if (without.length === 0) return
  const weight = field.securities.reduce((sum, security, i) => sum + (groupOf(of, security) === '' ? (field.held[i] ?? 0) : 0), 0)
  const symbols = [...new Set(without.map(({ symbol }) => symbol))]
  notes.push(
    `No ${groupWords[of]} on record, counted as unknown: ${symbols.join(', ')}, ${percent(Math.round(weight * 10_000))}. Enter it under Household, or import securities that state it.`,
  )
}

function placeSecurities(desk: Desk, each: LimitInForce, limit: Extract<PlanLimit, { kind: 'one-security' }>): void {
  const { field, ub } = desk
  const most = limit.most / 10_000
  const soft = limit.price !== undefined
  for (const [key, members] of field.holdings) {
    const now = members.reduce((sum, i) => sum + (field.held[i] ?? 0), 0)
    const target = members.reduce((sum, i) => sum + (field.target[i] ?? 0), 0)
    const single = members.length === 1 ? (members[0] as number) : null
    // bounds of positions cost the solver nothing; a row is for what is beyond, priced, or spread over accounts
    if (single !== null && now <= most && !soft) {
      ub[single] = Math.min(ub[single] ?? most, most)
      if (now < most / 2 && target < most / 2) continue
    } else if (soft && now === 0 && target === 0) continue
    const { symbol } = field.securities[members[0] as number] ?? { symbol: key }
    const found = { row: `${symbol} (one security)`, unit: 'weight' as const, securities: members, coefficients: members.map(() => 1) }
    placeSum(desk, each, { ...found, low: null, high: most }, limit)
  }
}

function placeExposure(desk: Desk, each: LimitInForce, limit: Extract<PlanLimit, { kind: 'exposure' }>): void {
  const { standing, field, instance, notes } = desk
  const { values, note } = betasOf(standing.snapshot, field.securities, limit, instance.sec.B)
  const row = factorName(limit.factor, limit.which)
  notes.push(values === null ? `${row}: not limited. ${note}` : note)
  if (values === null) return
  const all = values.map((_, i) => i)
  const aim = values.reduce((sum, beta, i) => sum + beta * (field.target[i] ?? 0), 0)
  const within = limit.within / 100
  placeSum(desk, each, { row, unit: 'exposure', securities: all, coefficients: values, low: aim - within, high: aim + within }, limit)
}

type Sum = Pick<PlacedSum, 'row' | 'unit' | 'securities' | 'coefficients' | 'low' | 'high'>

/** Room for what is added up in floating point: a hundredth of a basis point is beyond, a billionth is not. */
const same = 1e-9

function placeSum(
  desk: Desk,
  each: LimitInForce,
  sum: Sum,
  { must, price }: { readonly must?: true | undefined; readonly price?: number | undefined },
): void {
  const { field, rows, limits } = desk
  const { row: name, securities, coefficients, low, high } = sum
  const now = sumOf(field.held, sum)
  const row = { name, securities: [...securities], coefficients: [...coefficients], of: 'weight' as const }
  if (price !== undefined) {
    const priced = { ...row, low, high, excess: price / 100 }
    rows.push(priced)
    limits.push({ kind: 'sum', in: each, ...sum, now, stuck: null, priced: [priced] })
    return
  }
  const out = (high !== null && now > high + same) || (low !== null && now < low - same)
  if (must || !out) {
    rows.push({ ...row, low, high })
    limits.push({ kind: 'sum', in: each, ...sum, now, stuck: null, priced: [] })
    return
  }
  const reach = reachOf(field, sum)
  const nearest = { low: low === null ? null : Math.min(low, reach.high), high: high === null ? null : Math.max(high, reach.low) }
  const priced = { ...row, ...nearest, excess: desk.dear }
  rows.push(priced, {
    ...row,
    name: outermostOf(name),
    low: low === null ? null : Math.min(low, now),
    high: high === null ? null : Math.max(high, now),
  })
  limits.push({ kind: 'sum', in: each, ...sum, now, stuck: stuckWords(sum, reach), priced: [priced] })
}

interface Reach {
  readonly low: number
  readonly high: number
}

/** What the sum could at least and at most come to, if everything that may be traded were: bounds of the position, lots that may not be sold, purchases that are barred. */
function reachOf(field: Field, { securities, coefficients }: Sum): Reach {
  let [low, high] = [0, 0]
  securities.forEach((i, at) => {
    const each = coefficients[at] ?? 0
    const [least, most] = [field.least[i] ?? 0, field.most[i] ?? 0]
    low += Math.min(each * least, each * most)
    high += Math.max(each * least, each * most)
  })
  return { low, high }
}

function stuckWords({ unit, low, high }: Sum, reach: Reach): string | null {
  const said = (value: number) => (unit === 'weight' ? percent(Math.round(value * 10_000)) : String(Math.round(value * 100) / 100))
  if (high !== null && reach.low > high + 1e-5) return `${said(reach.low)} of it may not be sold.`
  if (low !== null && reach.high < low - 1e-5) return `Nothing brings it above ${said(reach.high)}: what is of it may not be bought.`
  return null
}

function placeNames(desk: Desk, each: LimitInForce, most: number): void {
  const { field, limits, notes } = desk
  const stuck = field.least.filter(least => least > 1e-7).length
  if (stuck > most) notes.push(`Names held: ${stuck} have lots that may not be sold, so ${most} is not reached.`)
  if ([...field.holdings.values()].some(members => members.length > 1))
    notes.push('Names held are counted account by account: a security in two accounts counts twice.')
  limits.push({ kind: 'names', in: each, most: Math.max(most, stuck), priced: [] })
}

type Soft = Extract<PlanLimit, { kind: 'near' | 'tilt' | 'exposure-tilt' | 'balance' }>

function placeSoft(desk: Desk, each: LimitInForce, limit: Soft): void {
  const priced = softRows(desk, limit)
  for (const row of priced) if (limit.kind !== 'near' || !nearByItself(desk, row)) desk.rows.push(row)
  desk.limits.push({ kind: 'soft', in: each, most: null, priced })
}

/** A square of one position’s own costs the search nothing where it is no row. */
function nearByItself({ near, field, instance }: Desk, { securities: [i, ...others], of, penalty = 0 }: ExtraRow): boolean {
  if (i === undefined || others.length > 0) return false
  near.weight[i] = (near.weight[i] ?? 0) + penalty
  near.centre[i] = (near.centre[i] ?? 0) + penalty * ((of === 'change' ? field.held[i] : instance.sec.target[i]) ?? 0)
  return true
}

/** penalty · (row − centre)²: a point is a hundredth, so its square ten-thousandth, and the weight is in ten-thousandths of the value. */
function softRows(desk: Desk, limit: Soft): ExtraRow[] {
  const { field, instance, standing, notes } = desk
  const row = (
    name: string,
    securities: readonly number[],
    coefficients: readonly number[],
    of: ExtraRow['of'],
    centre: number,
  ): ExtraRow => ({
    name,
    securities: [...securities],
    coefficients: [...coefficients],
    of,
    low: null,
    high: null,
    penalty: limit.weight,
    centre,
  })
  const ones = (members: readonly number[]) => members.map(() => 1)
  const all = field.securities.map((_, i) => i)
  switch (limit.kind) {
    case 'near':
      return [...(limit.to === 'target' ? field.lines : field.holdings).values()]
        .filter(members => members.some(i => field.least[i] !== field.most[i]))
        .map(members =>
          row(
            `${field.securities[members[0] as number]?.symbol} near to ${limit.to}`,
            members,
            ones(members),
            limit.to === 'target' ? 'active' : 'change',
            0,
          ),
        )
    case 'balance':
      return [row('purchases and sales even', all, ones(all), 'change', 0)]
    case 'tilt':
      return namesOf(desk, limit).map(name => {
        const members = membersOf(desk, limit.of, name)
        return row(`${groupName(limit.of, name)}, tilt`, members, ones(members), 'active', limit.by / 10_000)
      })
    case 'exposure-tilt': {
      const { values, note } = betasOf(standing.snapshot, field.securities, limit, instance.sec.B)
      notes.push(note)
      return values === null ? [] : [row(`${factorName(limit.factor, limit.which)}, tilt`, all, values, 'active', limit.by / 100)]
    }
  }
}
