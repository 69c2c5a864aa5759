/**
 * Runs lot cases on the engine itself, without a book: one line of JSON a case file. The `expected` part of a case is dropped unread by the schema. A file that
 * is no case is refused by name after the others were answered.
 */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Outcome, Refused, refused } from '../../shared/kernel/outcome.ts'
import { lotCaseShape } from '../../shared/model/lot-case.ts'
import { answerCase, type CaseAnswer } from '../engine/lots/case.ts'
import { type CliCommand, WrongUsage } from './command.ts'

export const lots: CliCommand = {
  name: 'lots',
  summary: 'Relieves lots and matches wash sales of lot cases; one line of JSON a case.',
  usage: 'CASE.json…',
  options: {},
  async run(args, output) {
    if (args.positionals.length === 0) throw new WrongUsage('lots takes the names of one or more case files')
    let first: Refused | undefined
    for (const file of args.positionals) {
      const answer = await answerFile(file)
      if (answer.ok) output.print(JSON.stringify(answer.value))
      else first ??= new Refused(answer.refusal)
    }
    if (first !== undefined) throw first
  },
}

async function answerFile(file: string): Promise<Outcome<CaseAnswer>> {
  const unreadable = (what: string) =>
    refused({ code: 'input/lot-case', what, where: basename(file), remedy: 'Give a case of the schema lot-case/1.' })
  let content: unknown
  try {
    content = JSON.parse(await readFile(resolve(file), 'utf8'))
  } catch (error) {
    return unreadable(error instanceof SyntaxError ? `This is no JSON: ${error.message}` : 'The file cannot be read.')
  }
  const parsed = lotCaseShape.safeParse(content)
  if (parsed.success) return answerCase(parsed.data)
  const [issue] = parsed.error.issues
  return unreadable(`${issue?.path.join('.') ?? 'case'}: ${issue?.message ?? 'not a lot case'}`)
}
