/**
 * Positions by security: the drift rows of the review joined with the holdings behind them. A security that is held but has no row of its own
 * (it counts toward another, or its account has no target) stands without weight and target. One unknown value makes a sum unknown.
 */
import type { HoldingRow, HouseholdView } from '../../../shared/model/views.ts'
import type { StatusWord } from '../../parts/status.tsx'

export interface PositionRow {
  /** Of a model line that is more than one security the line's own name among the drifts. */
  readonly security: string
  /** What it is made of: the holdings of these are listed below. */
  readonly parts: readonly string[]
  readonly symbol: string
  readonly name: string
  readonly assetClass: string | null
  /** Cents over all accounts; null where a price is missing. */
  readonly value: number | null
  readonly gain: number | null
  readonly weight: number | null
  readonly target: number | null
  readonly drift: number | null
  readonly band: number
  /** Account and security, where there is only one such holding. */
  readonly only: readonly [string, string] | null
  readonly restriction: StatusWord | null
  readonly reinvest: string
  readonly flags: readonly string[]
}

export function positionRows(view: HouseholdView): readonly PositionRow[] {
  const held = Map.groupBy(view.holdings, row => row.security)
  const targets = new Map(view.review.drift.rows.map(row => [row.slot ?? row.security, row]))
  const inSlots = new Set(view.review.drift.rows.flatMap(row => (row.members ?? []).map(member => member.security)))
  // without targets anywhere nothing is off its target: a zero would say that it is to be sold
  const targeted = view.review.drift.portfolio !== null
  const securities = [...new Set([...[...held.keys()].filter(security => !inSlots.has(security)), ...targets.keys()])]
  return securities.map(security => {
    const target = targets.get(security)
    const parts: readonly string[] = target?.members?.map(member => member.security) ?? [security]
    const holdings = target?.members ? view.holdings.filter(row => parts.includes(row.security)) : (held.get(security as never) ?? [])
    const named = target ?? holdings[0]
    const value = sum(holdings.map(row => row.value))
    // what has no price weighs something, and nobody knows what: zero would be a figure
    const drifted = value === null ? undefined : target
    return {
      security,
      parts,
      symbol: named?.symbol ?? security,
      name: named?.name ?? '',
      assetClass: named?.assetClass ?? null,
      value,
      gain: sum(holdings.map(row => row.gain)),
      weight: drifted?.weight ?? null,
      target: targeted ? (target?.target ?? null) : null,
      drift: targeted ? (drifted?.drift ?? null) : null,
      band: target?.band ?? 0,
      only: onlyOne(holdings),
      restriction: restrictionOf(holdings),
      reinvest: reinvestOf(holdings),
      flags: target?.flags ?? [],
    }
  })
}

function onlyOne([first, ...others]: readonly HoldingRow[]): PositionRow['only'] {
  return first === undefined || others.length > 0 ? null : [first.account, first.security]
}

export function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0)
}

function restrictionOf(holdings: readonly HoldingRow[]): StatusWord | null {
  const restricted = holdings.filter(row => row.restriction !== null)
  const first = restricted[0]?.restriction
  if (first === undefined || first === null) return null
  const part = restricted.length < holdings.length ? ` (${restricted.length} of ${holdings.length})` : ''
  return { tone: 'blocked', word: `${first.split(':')[0]}${part}` }
}

function reinvestOf(holdings: readonly HoldingRow[]): string {
  const buying = holdings.filter(row => row.reinvest === true).length
  const unsaid = holdings.filter(row => row.reinvest === null).length
  if (holdings.length === 0) return ''
  if (buying > 0) return `in ${buying} of ${holdings.length}`
  return unsaid === holdings.length ? 'not stated' : 'no'
}
