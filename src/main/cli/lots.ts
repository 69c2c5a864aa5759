/**
 * Runs lot cases on the engine itself, without a book: one line of JSON a case file. The `expected` part of a case is dropped unread by the schema. A file that
 * is no case is refused by name after the others were answered.
 */
import { type Outcome, type Refusal, Refused } from '../../shared/kernel/outcome.ts'
import { lotCaseShape } from '../../shared/model/lot-case.ts'
import { answerCase, type CaseAnswer } from '../engine/lots/case.ts'
import { type CliCommand, WrongUsage } from './command.ts'
import { faultOf, jsonIn, unreadable } from './json-file.ts'

export const lots: CliCommand = {
  name: 'lots',
  summary: 'Relieves lots and matches wash sales of lot cases; one line of JSON a case.',
  usage: 'CASE.json…',
  options: {},
  async run(args, output) {
    if (args.positionals.length === 0) throw new WrongUsage('lots takes the names of one or more case files')
    const refusals: Refusal[] = []
    for (const file of args.positionals) {
      const answer = await answerFile(file)
      if (answer.ok) output.print(JSON.stringify(answer.value))
      else refusals.push(answer.refusal)
    }
    const [first, ...others] = refusals
    if (first !== undefined) throw new Refused(others.length === 0 ? first : together(first, others))
  },
}

/** One line that names every file without an answer. */
function together(first: Refusal, others: readonly Refusal[]): Refusal {
  const what = [first, ...others].map(refusal => `${refusal.where}: ${refusal.what}`).join('; ')
  return { ...first, what, where: `${others.length + 1} files` }
}

const expected = { code: 'input/lot-case', remedy: 'Give a case of the schema lot-case/1.', noun: 'case' }

async function answerFile(file: string): Promise<Outcome<CaseAnswer>> {
  const read = await jsonIn(file, expected)
  if (!read.ok) return read
  const parsed = lotCaseShape.safeParse(read.value)
  return parsed.success ? answerCase(parsed.data) : unreadable(file, expected, faultOf(parsed.error, expected))
}
