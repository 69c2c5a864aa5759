/**
 * The firm's settings and the limits of plans as rows of a name and a value: `costs.impact` or `limits.2.most`, one row a value, so that a person can read and change them and the same rows give the
 * same settings. A security goes by its ticker.
 */
import type { PlanLimit } from '../../../shared/model/plan-limits.ts'
import type { Settings } from '../../../shared/model/settings.ts'

export const valueKinds = ['text', 'number', 'yes-no', 'security', 'nothing', 'empty-list', 'empty'] as const
export type ValueKind = (typeof valueKinds)[number]

export interface SettingRow {
  readonly name: string
  readonly kind: ValueKind
  readonly value: string
}

/** `tickerOf`: the ticker of a security of the book; null where it has none. */
export function settingRows(value: unknown, tickerOf: (security: string) => string | null, name = ''): SettingRow[] {
  if (value === undefined) return []
  if (value === null) return [{ name, kind: 'nothing', value: '' }]
  if (typeof value === 'number') return [{ name, kind: 'number', value: String(value) }]
  if (typeof value === 'boolean') return [{ name, kind: 'yes-no', value: value ? 'yes' : 'no' }]
  if (typeof value === 'string') {
    const ticker = name.endsWith('.security') ? tickerOf(value) : null
    return [ticker === null ? { name, kind: 'text', value } : { name, kind: 'security', value: ticker }]
  }
  const parts = Object.entries(value as object).filter(([, part]) => part !== undefined)
  if (parts.length === 0) return [{ name, kind: Array.isArray(value) ? 'empty-list' : 'empty', value: '' }]
  return parts.flatMap(([key, part]) => settingRows(part, tickerOf, name === '' ? key : `${name}.${key}`))
}

type Branch = Map<string, Branch | { readonly leaf: unknown }>

/** The settings that rows make, unchecked; a branch whose names are 0, 1, 2 … is a list. `securityOf`: undefined where the book has no such ticker. */
export function settingsOfRows(rows: readonly SettingRow[], securityOf: (ticker: string) => string | undefined): unknown {
  const root: Branch = new Map()
  for (const row of rows) {
    const keys = row.name.split('.')
    const last = keys.pop() ?? ''
    let at = root
    for (const key of keys) {
      const next = at.get(key)
      const branch: Branch = next instanceof Map ? next : new Map()
      at.set(key, branch)
      at = branch
    }
    at.set(last, { leaf: leafOf(row, securityOf) })
  }
  return grown(root)
}

function leafOf({ kind, value }: SettingRow, securityOf: (ticker: string) => string | undefined): unknown {
  switch (kind) {
    case 'number':
      return value === '' ? undefined : Number(value)
    case 'yes-no':
      return value === 'yes'
    case 'security':
      return securityOf(value)
    case 'nothing':
      return null
    case 'empty-list':
      return []
    case 'empty':
      return {}
    case 'text':
      return value
  }
}

function grown(branch: Branch): unknown {
  const parts = [...branch].map(([key, part]) => [key, part instanceof Map ? grown(part) : part.leaf] as const)
  const isList = parts.length > 0 && parts.every(([key], at) => key === String(at))
  return isList ? parts.map(([, part]) => part) : Object.fromEntries(parts)
}

/** Whose: null, the firm. */
export interface SettingsFacts {
  readonly settings: Settings | null
  readonly limits: ReadonlyMap<string, readonly PlanLimit[]>
}

export function settingsTableRows(
  { settings, limits }: SettingsFacts,
  tickerOf: (security: string) => string | null,
): { readonly called: string; readonly row: { readonly household: string | null } & SettingRow }[] {
  const named = (household: string | null, value: unknown) =>
    settingRows(value, tickerOf).map(row => ({ called: `${household ?? 'The firm'}, ${row.name}`, row: { household, ...row } }))
  return [
    ...(settings === null ? [] : named(null, settings)),
    ...[...limits].flatMap(([household, own]) => named(household, { limits: own })),
  ]
}
