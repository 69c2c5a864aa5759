/**
 * Lines of the models of several sleeves that name the same security. Each model was saved without such a pair; together they may have one, and a holding counts once (slots.ts). So a line of which the security to be
 * bought in this account is another's goes with that other, weight and all; what else of its members another line names is left to that one. Then what is bought for a line always counts toward it.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { taxTypes } from '../../../shared/model/lists.ts'
import { type Member, type ModelLine, namedIn, type TaxType } from '../../../shared/model/model-line.ts'

export interface BlendedLine {
  readonly line: ModelLine
  readonly weight: number
  readonly band: number
  /** Of a sleeve that is held as it is: nothing is bought for it. */
  readonly held: boolean
}

/** Lines that count the same are one line. */
export function lineKey({ counts, security }: ModelLine): string {
  return counts === undefined ? security : `${counts.kind}:${counts.of}`
}

/** `given`: by the key of the line. `keyOf`: of each of them, that of the line it went with. */
export function withOneClaim(
  given: ReadonlyMap<string, BlendedLine>,
  taxType: TaxType,
): { readonly lines: readonly BlendedLine[]; readonly keyOf: (key: string) => string } {
  const claims = claimsOf(given)
  const heads = new Map<string, string>()
  const headOf = (key: string): string => {
    const next = heads.get(key)
    return next === undefined ? key : headOf(next)
  }
  for (const [key, { line }] of given) {
    const other = headOf(claims.get(boughtFor(line, taxType, given, claims)) ?? key)
    if (other !== key && headOf(key) === key) heads.set(key, other)
  }
  const found = new Map<string, BlendedLine>()
  for (const key of [...given.keys()].sort((a, b) => Number(heads.has(a)) - Number(heads.has(b)))) {
    const own = withOwnMembers(given.get(key) as BlendedLine, key, claims)
    const head = headOf(key)
    const into = found.get(head)
    found.set(head, into === undefined ? own : together(into, own))
  }
  const keys = new Map([...given.keys()].map(key => [key, lineKey((found.get(headOf(key)) as BlendedLine).line)]))
  return { lines: [...found.values()], keyOf: key => keys.get(key) ?? key }
}

/** As slots.ts claims what lines name: the own security of a line that counts no class first, then in order. */
function claimsOf(given: ReadonlyMap<string, BlendedLine>): ReadonlyMap<SecurityId, string> {
  const claims = new Map<SecurityId, string>()
  const claim = (security: SecurityId, key: string) => {
    if (!claims.has(security)) claims.set(security, key)
  }
  for (const [key, { line }] of given) if (line.counts === undefined) claim(line.security, key)
  for (const [key, { line }] of given) for (const security of namedIn(line)) claim(security, key)
  return claims
}

/** The first member for such an account that is not held as it is. */
function boughtFor(
  { security, members }: ModelLine,
  taxType: TaxType,
  given: ReadonlyMap<string, BlendedLine>,
  claims: ReadonlyMap<SecurityId, string>,
): SecurityId {
  const own = (members ?? []).filter(member => member.taxTypes.includes(taxType))
  const traded = own.find(member => given.get(claims.get(member.security) ?? '')?.held !== true)
  return (traded ?? own[0])?.security ?? security
}

function withOwnMembers(given: BlendedLine, key: string, claims: ReadonlyMap<SecurityId, string>): BlendedLine {
  const { members, ...line } = given.line
  const own = members?.filter(({ security }) => claims.get(security) === key)
  const [first] = own ?? []
  // where none is its own it goes with another line, of which the members are bought
  return first === undefined ? { ...given, line } : { ...given, line: { ...line, security: first.security, members: own } }
}

function together(into: BlendedLine, other: BlendedLine): BlendedLine {
  const { line } = into
  const itself: Member[] = [{ security: line.security, role: 'equivalent', taxTypes: [...taxTypes] }]
  const counts = line.counts ?? other.line.counts
  const name = line.name ?? (line.counts === undefined ? other.line.name : undefined)
  const mapped = [...(line.mapped ?? []), ...(other.line.mapped ?? [])]
  return {
    line: {
      ...line,
      members: [...(line.members ?? itself), ...(other.line.members ?? [])],
      ...(counts === undefined ? {} : { counts }),
      ...(name === undefined ? {} : { name }),
      ...(mapped.length === 0 ? {} : { mapped }),
    },
    weight: into.weight + other.weight,
    band: into.band + other.band,
    held: into.held,
  }
}
