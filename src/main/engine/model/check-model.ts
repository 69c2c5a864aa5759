/**
 * What is wrong with a model before it is saved, each with its remedy: what stops it (weights, one security in two lines, a line nothing can be bought for, a class the book does not
 * have), and what is to be looked at (a member without a price, no member for an account type). Nothing is mended in silence.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { ModelPortfolio, Security } from '../../../shared/model/book.ts'
import { sizeFactors, taxTypes } from '../../../shared/model/lists.ts'
import { type ModelLine, namedIn } from '../../../shared/model/model-line.ts'
import type { ModelProblem } from '../../../shared/model/model-view.ts'
import { counted, percent } from '../../../shared/present/format.ts'
import { taxTypeWords } from './may-buy.ts'
import { belongs } from './slots.ts'

/** Of the whole book: a class exists where a security has it. */
export interface KnownSecurities {
  readonly securities: readonly Security[]
  readonly isPriced: (security: SecurityId) => boolean
}

const whole = 10_000

export function checkModel(model: Pick<ModelPortfolio, 'name' | 'targets'>, known: KnownSecurities): ModelProblem[] {
  const book = new Map(known.securities.map(security => [security.id, security]))
  const unknown = model.targets.flatMap(namedIn).filter(security => !book.has(security))
  if (unknown.length > 0) return [stop('targets', `The book has no security ${unknown[0]}.`, 'Choose another, or import it first.')]
  const nameOf = (line: ModelLine) => line.name ?? line.counts?.of ?? symbolOf(line.security)
  const symbolOf = (security: SecurityId) => book.get(security)?.symbol ?? security
  const lines = model.targets.map((line): Named => ({ line, name: nameOf(line), symbolOf }))
  return [
    ...weights(model),
    ...twice(lines),
    ...lines.flatMap(each => [...membersOf(each), ...kindOf(each, known), ...reasonsOf(each)]),
    ...lines.flatMap(each => warningsOf(each, known, book)),
  ].sort((a, b) => Number(a.weight === 'warning') - Number(b.weight === 'warning'))
}

/** In words, for the foot of the editor. */
export function sumInWords(weights: readonly number[]): string {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === whole) return `${counted(weights.length, 'line')}, together 100 %.`
  const off = percent(Math.abs(whole - sum))
  return `${counted(weights.length, 'line')}, together ${percent(sum)}: ${off} ${sum < whole ? 'are missing' : 'too much'}.`
}

interface Named {
  readonly line: ModelLine
  readonly name: string
  readonly symbolOf: (security: SecurityId) => string
}

function stop(where: string, what: string, remedy: string): ModelProblem {
  return { weight: 'stop', where, what, remedy }
}

function warn(where: string, what: string, remedy: string): ModelProblem {
  return { weight: 'warning', where, what, remedy }
}

function weights({ name, targets }: Pick<ModelPortfolio, 'name' | 'targets'>): ModelProblem[] {
  const sum = targets.reduce((total, { weight }) => total + weight, 0)
  if (sum === whole) return []
  const what = `The target weights of ${name} sum to ${(sum / 100).toFixed(2)} %, not 100 %.`
  return [stop('targets', what, 'Change the weights so that they sum to 100 %.')]
}

/** A security in two lines, or a class in two, would have to count twice. */
function twice(lines: readonly Named[]): ModelProblem[] {
  const found: ModelProblem[] = []
  const claimed = new Map<SecurityId, string>()
  const kinds = new Set<string>()
  for (const { line, name, symbolOf } of lines) {
    for (const security of namedIn(line)) {
      const other = claimed.get(security)
      if (other !== undefined) {
        const what = `${symbolOf(security)} is claimed by two lines, ${other} and ${name}: it would count twice.`
        found.push(stop(name, what, 'Leave it in one of them.'))
      } else claimed.set(security, name)
    }
    const kind = line.counts && `${line.counts.kind} ${line.counts.of}`
    if (kind !== undefined && kinds.has(kind))
      found.push(stop(name, `Two lines count ${line.counts?.of}.`, 'Put them together, with the weights added up.'))
    if (kind !== undefined) kinds.add(kind)
  }
  return found
}

function membersOf({ line: { security, counts, members, mapped }, name, symbolOf }: Named): ModelProblem[] {
  if (members === undefined)
    return counts === undefined
      ? []
      : [stop(name, `${name} has no member: nothing could be bought for it.`, 'Add a security that is bought for it.')]
  const found: ModelProblem[] = []
  const ids = members.map(each => each.security)
  if (ids[0] !== security) found.push(stop(name, `The first member of ${name} is not what stands for the line.`, 'Name the first member.'))
  const both = [...ids.filter((each, at) => ids.indexOf(each) !== at), ...ids.filter(each => mapped?.some(one => one.security === each))]
  if (both[0] !== undefined)
    found.push(stop(name, `${symbolOf(both[0])} stands twice in ${name}.`, 'Leave it in once, with all accounts it is for.'))
  for (const type of taxTypes) {
    const own = members.filter(({ taxTypes: types }) => types.includes(type))
    const late = own.findIndex(({ role }, at) => role === 'equivalent' && own[at - 1]?.role === 'substitute')
    const member = own[late]
    if (member === undefined) continue
    const what = `${symbolOf(member.security)} is an equivalent and stands behind a substitute in ${name}.`
    return [...found, stop(name, what, 'Move equivalents before substitutes: the order is the order of purchase.')]
  }
  return found
}

const kindWords = { 'asset-class': 'asset class', sector: 'sector', factor: 'factor' } as const

function kindOf({ line: { counts }, name }: Named, { securities }: KnownSecurities): ModelProblem[] {
  if (counts === undefined || counts.kind === 'factor') return []
  if (securities.some(security => belongs(security, counts))) return []
  const what = `No security of the book is of the ${kindWords[counts.kind]} ${counts.of}.`
  return [stop(name, what, 'Choose one that the securities of the book have, letter by letter.')]
}

function reasonsOf({ line: { mapped }, name, symbolOf }: Named): ModelProblem[] {
  const blank = mapped?.find(({ reason }) => reason.trim() === '')
  if (!blank) return []
  return [stop(name, `${symbolOf(blank.security)} is mapped to ${name} without a reason.`, 'Say in a few words why it counts.')]
}

function warningsOf(
  { line, name, symbolOf }: Named,
  { isPriced }: KnownSecurities,
  book: ReadonlyMap<SecurityId, Security>,
): ModelProblem[] {
  const { counts, members } = line
  const bought = members?.map(({ security }) => security) ?? [line.security]
  const unpriced = bought.filter(security => !isPriced(security)).map(symbolOf)
  const without = members ? taxTypes.filter(type => !members.some(({ taxTypes: types }) => types.includes(type))) : []
  const strangers =
    counts === undefined || counts.kind === 'factor' ? [] : bought.filter(security => !belongs(book.get(security) as Security, counts))
  return [
    ...(unpriced.length === 0
      ? []
      : [warn(name, `No price for ${unpriced.join(', ')}: not bought until there is one.`, 'Import its price.')]),
    ...without.map(type =>
      warn(
        name,
        `${name} has nothing to buy in ${taxTypeWords[type]} accounts.`,
        'Add a member for them, if such an account follows the model.',
      ),
    ),
    ...(strangers.length === 0 || counts === undefined
      ? []
      : [
          warn(
            name,
            `${strangers.map(symbolOf).join(', ')} is bought for ${name} and is not of that ${kindWords[counts.kind]}.`,
            'Check that it is meant.',
          ),
        ]),
    ...(counts?.kind === 'factor' && !(counts.of in sizeFactors)
      ? [
          warn(
            name,
            `${counts.of} counts only what the line names: of factors the book declares size alone.`,
            'Map the holdings that belong to it.',
          ),
        ]
      : []),
  ]
}
