/**
 * Optimizes rebalancing instances on the engine itself, without a book: one line of JSON an instance, in the order of the files, the same bytes every time and with any
 * number of threads. Amounts are fractions of the portfolio's value; timings go to standard error. An instance that makes no sense is refused by name after the others
 * were answered. Ctrl-C ends the process where it stands, whatever its threads are doing: nothing is listened for, and no file is ever half written.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { done, type Outcome, Refused } from '../../shared/kernel/outcome.ts'
import { covarianceInstanceShape, instanceShape } from '../../shared/model/instance.ts'
import { type Answer, answerTo, type Question, type WrittenProposal } from '../engine/optimize/answer.ts'
import { factorInstance } from '../engine/optimize/covariance-instance.ts'
import { optimizerThreads } from '../threads.ts'
import { type CliArguments, type CliCommand, type CliOutput, WrongUsage } from './command.ts'
import { faultOf, jsonIn, unreadable } from './json-file.ts'

const defaultGap = 0.001
const defaultSeconds = 60
const leastProgressGap = 100

export const optimize: CliCommand = {
  name: 'optimize',
  summary: 'Finds the trades of rebalancing instances, with a bound no plan can pass; one line of JSON an instance.',
  usage: 'INSTANCE.json… [--gap 0.001] [--seconds 60] [--threads N] [--proposals DIR] [--repair] [--factors N]',
  options: {
    gap: { type: 'string' },
    seconds: { type: 'string' },
    threads: { type: 'string' },
    proposals: { type: 'string' },
    repair: { type: 'boolean' },
    factors: { type: 'string' },
  },
  async run(args, output) {
    const wanted = wantedOf(args)
    const [asker, proposals] = [askerOf(args), args.text('proposals')]
    let first: Refused | undefined
    try {
      const answer = (file: string) => answerFile(file, wanted, asker, output)
      for await (const { said, notes } of inOrder(args.positionals, asker.lanes, answer)) {
        const written = said.ok && said.value.proposal && proposals ? await writeProposal(proposals, said.value.proposal) : undefined
        output.progress('')
        for (const note of [...notes, ...(written ? [written] : [])]) output.note(note)
        if (said.ok) output.print(said.value.line)
        const refusal = said.ok ? said.value.unwritten : said.refusal
        if (refusal) first ??= new Refused(refusal)
      }
    } finally {
      await asker.close()
    }
    if (first !== undefined) throw first
  },
}

interface Wanted extends Pick<Question, 'gap' | 'seconds' | 'withProposal'> {
  readonly repair: boolean
  readonly factors: number | undefined
}

function wantedOf(args: CliArguments): Wanted {
  if (args.positionals.length === 0) throw new WrongUsage('optimize takes the names of one or more instance files')
  const gap = args.number('gap') ?? defaultGap
  const seconds = args.number('seconds') ?? defaultSeconds
  const factors = args.number('factors')
  if (!(gap >= 0)) throw new WrongUsage(`--gap takes a share of zero or more, not ${gap}`)
  if (!(seconds > 0)) throw new WrongUsage(`--seconds takes a number above zero, not ${seconds}`)
  if (factors !== undefined) wholeAboveZero('factors', factors)
  return { gap, seconds, withProposal: args.text('proposals') !== undefined, repair: args.flag('repair'), factors }
}

function wholeAboveZero(option: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 1)) throw new WrongUsage(`--${option} takes a whole number of one or more, not ${value}`)
  return value
}

/** Who optimizes: this thread, or others beside it. */
interface Asker {
  readonly lanes: number
  ask(question: Question, progress: (nodes: number) => void): Promise<{ readonly outcome: Outcome<Answer>; readonly ms: number }>
  close(): Promise<void>
}

function askerOf(args: CliArguments): Asker {
  const count = Math.min(wholeAboveZero('threads', args.number('threads') ?? 1), args.positionals.length)
  if (count === 1) return { lanes: 1, ask: inPlace, close: async () => undefined }
  const threads = optimizerThreads(count)
  return { lanes: count, ask: (question, progress) => threads.answer(question, progress), close: () => threads.close() }
}

async function inPlace(question: Question, progress: (nodes: number) => void) {
  const started = performance.now()
  let last = started
  const advance = (nodes: number) => {
    const now = performance.now()
    if (now - last < leastProgressGap) return
    last = now
    progress(nodes)
  }
  const outcome = answerTo(question, () => performance.now() - started > question.seconds * 1000, { advance })
  return { outcome, ms: performance.now() - started }
}

/** Up to `lanes` at a time, the next as soon as one is done; answers come out in the order of what was asked. */
async function* inOrder<Asked, Said>(list: readonly Asked[], lanes: number, answer: (asked: Asked) => Promise<Said>): AsyncGenerator<Said> {
  const places = list.map(asked => ({ asked, ...Promise.withResolvers<Said>() }))
  // heard where it is awaited: until then a failure is nobody's
  for (const { promise } of places) promise.catch(() => undefined)
  const rest = places.values()
  const lane = async () => {
    for (const { asked, resolve, reject } of rest) await answer(asked).then(resolve, reject)
  }
  for (let count = 0; count < lanes; count++) void lane()
  for (const { promise } of places) yield await promise
}

interface Said {
  readonly said: Outcome<Answer>
  readonly notes: readonly string[]
}

async function answerFile(file: string, wanted: Wanted, asker: Asker, output: CliOutput): Promise<Said> {
  const read = await instanceIn(file, wanted)
  if (!read.ok) return { said: read, notes: [] }
  const { instance, covariance } = read.value
  const { gap, seconds, withProposal } = wanted
  const question: Question = { instance, covariance, gap, seconds, withProposal }
  const { outcome, ms } = await asker.ask(question, nodes => output.progress(`${instance.name}: ${nodes} nodes`))
  const notes = outcome.ok ? [`${instance.name}: ${outcome.value.status} in ${ms.toFixed(0)} ms`] : []
  if (covariance && covariance.repaired > 0) notes.push(`${instance.name}: the covariance was repaired, by ${covariance.repaired} at most`)
  if (covariance && covariance.leftOut > 0)
    notes.push(`${instance.name}: ${covariance.factors} factors leave out covariances of ${covariance.leftOut} at most`)
  return { said: outcome, notes }
}

/** Beside its name first, then renamed: whoever stops the command never finds half a proposal. */
async function writeProposal(folder: string, { name, text, note }: WrittenProposal): Promise<string> {
  await mkdir(resolve(folder), { recursive: true })
  const path = join(resolve(folder), name)
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
  return note
}

type Read = Pick<Question, 'instance' | 'covariance'>

const expected = { code: 'input/instance', remedy: 'Give an instance of the schema rebal-1.', noun: 'instance' }

async function instanceIn(file: string, { repair, factors }: Wanted): Promise<Outcome<Read>> {
  const read = await jsonIn(file, expected)
  if (!read.ok) return read
  const full = typeof read.value === 'object' && read.value !== null && 'sigma' in read.value
  const parsed = full ? covarianceInstanceShape.safeParse(read.value) : instanceShape.safeParse(read.value)
  if (!parsed.success) return unreadable(file, expected, faultOf(parsed.error, expected))
  if (!('sigma' in parsed.data)) return done<Read>({ instance: parsed.data, covariance: undefined })
  return factorInstance(parsed.data, { repair, ...(factors === undefined ? {} : { mostFactors: factors }) })
}
