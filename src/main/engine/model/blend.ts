/**
 * The target of an account that is divided into sleeves: the lines of their models, each at its part of the account, in whole hundredths of a percent that sum as the models do (largest remainders). A sleeve
 * without a model is one line, at its part, toward which everything pinned to it counts. Where a model does not sum to 100 % neither does the blend, so that the mistake is told and not scaled away.
 */
import { allocate, cents } from '../../../shared/kernel/cents.ts'
import { id, type SecurityId } from '../../../shared/kernel/id.ts'
import { type Account, type ModelPortfolio, taxTypeOf } from '../../../shared/model/book.ts'
import { type ModelLine, namedIn } from '../../../shared/model/model-line.ts'
import type { Sleeve } from '../../../shared/model/sleeve.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { percent } from '../../../shared/present/format.ts'
import { type BlendedLine, lineKey, withOneClaim } from './one-claim.ts'

const whole = 10_000

type Divided = Pick<Account, 'id' | 'name' | 'type'>

/** null: a sleeve names a model that the book does not have. */
export function blendOf(models: readonly ModelPortfolio[], account: Divided, sleeves: readonly Sleeve[]): ModelPortfolio | null {
  const parts = partsOf(models, sleeves)
  if (parts.some(({ sleeve, model }) => sleeve.model !== null && model === null)) return null
  const rows = withOneClaim(linesOf(parts), taxTypeOf(account.type)).lines
  const weights = allocate(
    cents(sumOf(parts)),
    rows.map(({ weight }) => weight),
  )
  const names = sleeves.map(({ name, part }) => `${name} ${percent(part)}`)
  return {
    id: blendId(account.id),
    name: `${account.name}: ${names.join(', ')}`,
    targets: rows.map(({ line, band }, at) => ({ ...line, weight: weights[at] as number, band: Math.round(band / whole) })),
  }
}

/** Toward which line of the blend a line of a sleeve's model counts, by their keys (slots.ts). */
export function blendedKeys(
  models: readonly ModelPortfolio[],
  account: Pick<Account, 'type'>,
  sleeves: readonly Sleeve[],
): (line: ModelLine) => string {
  const { keyOf } = withOneClaim(linesOf(partsOf(models, sleeves)), taxTypeOf(account.type))
  return line => keyOf(lineKey(line))
}

function partsOf(models: readonly ModelPortfolio[], sleeves: readonly Sleeve[]) {
  return sleeves.map(sleeve => ({ sleeve, model: models.find(({ id: own }) => own === sleeve.model) ?? null }))
}

function linesOf(parts: ReturnType<typeof partsOf>): ReadonlyMap<string, BlendedLine> {
  const lines = new Map<string, BlendedLine>()
  for (const { sleeve, model } of parts)
    for (const line of model?.targets ?? heldLine(sleeve)) {
      const key = lineKey(line)
      const known = lines.get(key)
      lines.set(key, {
        line: known === undefined ? line : together(known.line, line),
        weight: (known?.weight ?? 0) + line.weight * sleeve.part,
        band: (known?.band ?? 0) + line.band * sleeve.part,
        held: (known?.held ?? true) && model === null,
      })
    }
  return lines
}

/** Lines of sleeves held as they are, which nobody buys: not in the account, where they are not traded, nor in another for its sake. */
export function onlyHeld(
  { models, household }: Pick<Snapshot, 'models' | 'household'>,
  { sleeves }: Pick<Account, 'sleeves'>,
): ReadonlySet<SecurityId> {
  const parts = household.model == null ? (sleeves ?? []) : []
  const bought = new Set(
    models.filter(({ id: own }) => parts.some(({ model }) => model === own)).flatMap(({ targets }) => targets.flatMap(namedIn)),
  )
  return new Set(parts.flatMap(({ model, pinned }) => (model === null ? (pinned ?? []) : [])).filter(security => !bought.has(security)))
}

/** What a divided account goes toward, in a sentence; none where it goes toward a model of its own or of the household. */
export function blendNotes({ id: account }: Pick<Account, 'id'>, model: Pick<ModelPortfolio, 'id' | 'name'>): string[] {
  return model.id === blendId(account) ? [`The target is the blend of its sleeves. ${model.name}.`] : []
}

const blendId = (account: Account['id']) => id<'model portfolio'>(`sleeves of ${account}`)

/** 10,000; where a model or the parts are off, what they sum to. */
function sumOf(parts: readonly { readonly sleeve: Sleeve; readonly model: ModelPortfolio | null }[]): number {
  const sums = parts.map(({ model }) => (model === null ? whole : model.targets.reduce((sum, { weight }) => sum + weight, 0)))
  return sums.find(sum => sum !== whole) ?? parts.reduce((sum, { sleeve }) => sum + sleeve.part, 0)
}

function together(first: ModelLine, other: ModelLine): ModelLine {
  const more = <Entry extends { readonly security: SecurityId }>(own: readonly Entry[] = [], others: readonly Entry[] = []) => [
    ...own,
    ...others.filter(({ security }) => !own.some(each => each.security === security)),
  ]
  const members = more(first.members, other.members)
  const mapped = more(first.mapped, other.mapped)
  return { ...first, ...(members.length === 0 ? {} : { members }), ...(mapped.length === 0 ? {} : { mapped }) }
}

/** Band of the whole part: it is not traded, so nothing is outside of it. */
function heldLine({ name, pinned }: Sleeve): ModelLine[] {
  const [first, ...others] = pinned ?? []
  if (first === undefined) return []
  const mapped = others.map(security => ({ security, reason: `sleeve ${name}` }))
  return [{ security: first, weight: whole, band: whole, name, ...(mapped.length === 0 ? {} : { mapped }) }]
}
