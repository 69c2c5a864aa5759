/** A model as it is edited: lines that may be half filled in, and the way from and to the model that is stored. */
import type { SecurityId } from '../../../../shared/kernel/id.ts'
import { taxTypes } from '../../../../shared/model/lists.ts'
import type { Member, ModelLine, TaxType } from '../../../../shared/model/model-line.ts'

/** What a line is: one security, a list of members, or whatever belongs to a class, a sector or a factor. */
export type LineKind = 'security' | 'members' | NonNullable<ModelLine['counts']>['kind']

export interface DraftMember {
  readonly key: number
  readonly security: SecurityId | null
  readonly role: Member['role']
  readonly taxTypes: readonly TaxType[]
}

export interface DraftMapped {
  readonly key: number
  readonly security: SecurityId | null
  readonly reason: string
}

export interface DraftLine {
  readonly key: number
  readonly kind: LineKind
  /** Class, sector or factor. */
  readonly of: string | null
  readonly name: string
  /** Of a line that is one security. */
  readonly security: SecurityId | null
  /** undefined is text that is no value. */
  readonly weight: number | null | undefined
  readonly band: number | null | undefined
  readonly members: readonly DraftMember[]
  readonly mapped: readonly DraftMapped[]
}

export const usualBand = 300

export function newLine(key: number): DraftLine {
  return { key, kind: 'security', of: null, name: '', security: null, weight: null, band: usualBand, members: [], mapped: [] }
}

export function newMember(key: number, security: SecurityId | null = null): DraftMember {
  return { key, security, role: 'equivalent', taxTypes }
}

export function draftOf(line: ModelLine, key: number): DraftLine {
  const { security, counts, members, mapped } = line
  return {
    ...newLine(key),
    kind: counts?.kind ?? (members || line.name !== undefined ? 'members' : 'security'),
    of: counts?.of ?? null,
    name: line.name ?? '',
    security: members || counts ? null : security,
    weight: line.weight,
    band: line.band,
    members: (members ?? [{ security, role: 'equivalent', taxTypes: [...taxTypes] } as const]).map((member, at) => ({
      ...member,
      key: at,
    })),
    mapped: (mapped ?? []).map((each, at) => ({ ...each, key: at })),
  }
}

/** Of another kind what has been filled in stays as far as it means something there. */
export function ofKind(line: DraftLine, kind: LineKind): DraftLine {
  if (kind === 'security') return { ...line, kind, of: null, name: '', security: line.security ?? line.members[0]?.security ?? null }
  const members = line.members.length > 0 && line.kind !== 'security' ? line.members : [newMember(0, line.security)]
  return { ...line, kind, members, of: kind === line.kind ? line.of : null }
}

/** Only of lines of which nothing is missing; null while one is. */
export function targetsOf(lines: readonly DraftLine[]): ModelLine[] | null {
  return lines.some(line => missingInLine(line).length > 0) ? null : lines.map(targetOf)
}

function targetOf({ kind, of, name, security, weight, band, members, mapped }: DraftLine): ModelLine {
  const bought = members.map(({ key: _, security, role, taxTypes }) => ({
    security: security as SecurityId,
    role,
    taxTypes: [...taxTypes],
  }))
  const plain = kind === 'security'
  return {
    security: (plain ? security : bought[0]?.security) as SecurityId,
    weight: weight ?? 0,
    band: band ?? 0,
    ...(kind === 'security' || kind === 'members' || of === null ? {} : { counts: { kind, of: of.trim() } }),
    ...(plain || name.trim() === '' ? {} : { name: name.trim() }),
    ...(plain ? {} : { members: bought }),
    ...(mapped.length === 0
      ? {}
      : { mapped: mapped.map(({ security, reason }) => ({ security: security as SecurityId, reason: reason.trim() })) }),
  }
}

function missingInLine({ kind, of, security, weight, band, members, mapped }: DraftLine): string[] {
  const wide = kind !== 'security' && kind !== 'members'
  return [
    ...(kind === 'security' && security === null ? ['a security on every line'] : []),
    ...(wide && (of ?? '').trim() === '' ? ['a class, sector or factor on every line that counts one'] : []),
    ...(kind !== 'security' && (members.length === 0 || members.some(each => each.security === null))
      ? ['a security for every member']
      : []),
    ...(kind !== 'security' && members.some(({ taxTypes }) => taxTypes.length === 0) ? ['an account type for every member'] : []),
    ...(mapped.some(each => each.security === null || each.reason.trim() === '')
      ? ['a security and a reason for every mapped holding']
      : []),
    ...(typeof weight !== 'number' || weight < 0 ? ['a weight on every line'] : []),
    ...(typeof band !== 'number' || band < 0 ? ['a band on every line'] : []),
  ]
}

export function missingIn(name: string, lines: readonly DraftLine[]): readonly string[] {
  return [...new Set([...(name.trim() === '' ? ['a name'] : []), ...lines.flatMap(missingInLine)])]
}

/** Within its list, one place up or down; at the end it stays. */
export function moved<Item extends { readonly key: number }>(list: readonly Item[], key: number, by: -1 | 1): readonly Item[] {
  const from = list.findIndex(item => item.key === key)
  const [item, to] = [list[from], from + by]
  if (item === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, item)
}

export function nextKey(list: readonly { readonly key: number }[]): number {
  return list.reduce((most, { key }) => Math.max(most, key), -1) + 1
}
