/**
 * Optimizes rebalancing instances on the engine itself, without a book: one line of JSON an instance, the same bytes every time. Amounts are fractions of the
 * portfolio's value; timings go to standard error. An instance that makes no sense is refused by name after the others were answered.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Outcome, Refused, refused } from '../../shared/kernel/outcome.ts'
import { type Instance, instanceShape } from '../../shared/model/instance.ts'
import { marketOf } from '../engine/optimize/market.ts'
import { type Limits, type Optimized, optimize as optimizeProblem } from '../engine/optimize/optimize.ts'
import type { Problem } from '../engine/optimize/problem.ts'
import { proposalOf } from '../engine/optimize/proposal.ts'
import { readInstance } from '../engine/optimize/read-instance.ts'
import { settle } from '../engine/optimize/settle.ts'
import { type CliCommand, type CliOutput, WrongUsage } from './command.ts'

const defaultGap = 0.001
const defaultSeconds = 60

export const optimize: CliCommand = {
  name: 'optimize',
  summary: 'Finds the trades of rebalancing instances, with a bound no plan can pass; one line of JSON an instance.',
  usage: 'INSTANCE.json… [--gap 0.001] [--seconds 60] [--threads N] [--proposals DIR]',
  options: { gap: { type: 'string' }, seconds: { type: 'string' }, threads: { type: 'string' }, proposals: { type: 'string' } },
  async run(args, output) {
    if (args.positionals.length === 0) throw new WrongUsage('optimize takes the names of one or more instance files')
    const gap = args.number('gap') ?? defaultGap
    const seconds = args.number('seconds') ?? defaultSeconds
    const threads = args.number('threads') ?? 1
    if (!(gap >= 0)) throw new WrongUsage(`--gap takes a share of zero or more, not ${gap}`)
    if (!(seconds > 0)) throw new WrongUsage(`--seconds takes a number above zero, not ${seconds}`)
    if (!(Number.isInteger(threads) && threads >= 1)) throw new WrongUsage(`--threads takes a whole number of one or more, not ${threads}`)
    let first: Refused | undefined
    for (const file of args.positionals) {
      const answer = await answerFile(file, { gap, seconds, proposals: args.text('proposals') }, output)
      if (answer.ok) output.print(answer.value)
      else first ??= new Refused(answer.refusal)
    }
    if (first !== undefined) throw first
  },
}

interface Wanted {
  readonly gap: number
  readonly seconds: number
  /** Where settled plans are written as proposals, for `verify`. */
  readonly proposals: string | undefined
}

async function answerFile(file: string, { gap, seconds, proposals }: Wanted, output: CliOutput): Promise<Outcome<string>> {
  const instance = await instanceIn(file)
  if (!instance.ok) return instance
  const problem = readInstance(instance.value)
  if (!problem.ok) return problem
  const started = performance.now()
  const limits: Limits = { gap, seconds, expired: () => performance.now() - started > seconds * 1000 }
  const found = optimizeProblem(problem.value, limits, {
    advance: nodes => output.progress(`${instance.value.name}: ${nodes} nodes`),
  })
  output.note(`${instance.value.name}: ${found.status} in ${(performance.now() - started).toFixed(0)} ms`)
  if (proposals !== undefined && isSolved(found)) {
    const written = await writeProposal(instance.value, problem.value, found, proposals)
    if (!written.ok) return written
    output.note(`${instance.value.name}: ${written.value}`)
  }
  return { ok: true, value: JSON.stringify(answerLine(instance.value, found)) }
}

function isSolved({ status }: Optimized): boolean {
  return status === 'optimal' || status === 'feasible'
}

/** Settles the plan to whole shares and writes it; says what that cost. */
async function writeProposal(instance: Instance, problem: Problem, found: Optimized, folder: string): Promise<Outcome<string>> {
  const market = marketOf(instance)
  if (!market.ok) return market
  const settled = settle(problem, market.value, found.plan)
  const name = `${instance.name.replace(/[^\w.-]+/g, '-')}.proposal.json`
  await mkdir(resolve(folder), { recursive: true })
  await writeFile(join(resolve(folder), name), `${JSON.stringify(proposalOf(instance, found, settled))}\n`)
  const broken = Object.keys(settled.evaluation.broken)
  const cost = `whole shares cost ${(settled.cost * 1e4).toFixed(3)} bp, ${settled.dropped.length} trades dropped`
  return { ok: true, value: `${name}: ${cost}${broken.length > 0 ? `, still broken: ${broken.join(', ')}` : ''}` }
}

async function instanceIn(file: string): Promise<Outcome<Instance>> {
  const unreadable = (what: string) =>
    refused({ code: 'input/instance', what, where: basename(file), remedy: 'Give an instance of the schema rebal-1.' })
  let content: unknown
  try {
    content = JSON.parse(await readFile(resolve(file), 'utf8'))
  } catch (error) {
    return unreadable(error instanceof SyntaxError ? `This is no JSON: ${error.message}` : 'The file cannot be read.')
  }
  const parsed = instanceShape.safeParse(content)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return unreadable(`${issue?.path.join('.') ?? 'instance'}: ${issue?.message ?? 'not an instance'}`)
}

function answerLine(instance: Instance, found: Optimized) {
  const { te, tax, linear, impact, fixed } = found.evaluation.terms
  const [budget, ...groups] = found.prices.rows
  const solved = isSolved(found)
  return {
    name: instance.name,
    status: found.status,
    // there is no number to give where there is no plan
    objective: solved ? found.evaluation.objective : null,
    bound: solved ? found.bound : null,
    gap: solved ? found.gap : null,
    nodes: found.nodes,
    evaluations: found.evaluations,
    sell: [...found.plan.sell],
    buy: [...found.plan.buy],
    terms: { te, tax, linear, impact, fixed },
    duals: {
      budget: budget ?? 0,
      turnover: found.prices.turnover,
      sector: groups.slice(0, instance.sector.m),
      country: groups.slice(instance.sector.m),
    },
    conflict: found.conflict,
  }
}
