/**
 * Optimizes rebalancing instances on the engine itself, without a book: one line of JSON an instance, the same bytes every time. Amounts are fractions of the
 * portfolio's value; timings go to standard error. An instance that makes no sense is refused by name after the others were answered.
 */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Outcome, Refused, refused } from '../../shared/kernel/outcome.ts'
import { type Instance, instanceShape } from '../../shared/model/instance.ts'
import { type Limits, type Optimized, optimize as optimizeProblem } from '../engine/optimize/optimize.ts'
import { readInstance } from '../engine/optimize/read-instance.ts'
import { type CliCommand, type CliOutput, WrongUsage } from './command.ts'

const defaultGap = 0.001
const defaultSeconds = 60

export const optimize: CliCommand = {
  name: 'optimize',
  summary: 'Finds the trades of rebalancing instances, with a bound no plan can pass; one line of JSON an instance.',
  usage: 'INSTANCE.json… [--gap 0.001] [--seconds 60] [--threads N]',
  options: { gap: { type: 'string' }, seconds: { type: 'string' }, threads: { type: 'string' } },
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
      const answer = await answerFile(file, gap, seconds, output)
      if (answer.ok) output.print(answer.value)
      else first ??= new Refused(answer.refusal)
    }
    if (first !== undefined) throw first
  },
}

async function answerFile(file: string, gap: number, seconds: number, output: CliOutput): Promise<Outcome<string>> {
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
  return { ok: true, value: JSON.stringify(answerLine(instance.value, found)) }
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
  const solved = found.status === 'optimal' || found.status === 'feasible'
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
