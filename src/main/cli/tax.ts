/**
 * Runs tax cases on the engine itself, without a book: one line of JSON a case. The `expected` part of a case is never read. A case that cannot be read is
 * answered with its error, and the others still are.
 */
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { Refused } from '../../shared/kernel/outcome.ts'
import { answerTaxCase } from '../engine/tax/case.ts'
import { type CliCommand, WrongUsage } from './command.ts'
import { shippedTable } from './tax-tables.ts'

const questionsShape = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      category: z.string().optional(),
      year: z.number().int().nullish(),
      filingStatus: z.string().nullish(),
      input: z.record(z.string(), z.unknown()),
    }),
  ),
})

export const tax: CliCommand = {
  name: 'tax',
  summary: 'Computes the year’s tax, netting and carryovers of tax cases; one line of JSON a case.',
  usage: 'FILE.json',
  options: {},
  async run(args, output) {
    const [file] = args.positionals
    if (file === undefined || args.positionals.length > 1) throw new WrongUsage('tax takes the name of one file of cases')
    for (const question of readQuestions(file)) output.print(JSON.stringify(answerTaxCase(question, shippedTable)))
  },
}

function readQuestions(file: string): z.output<typeof questionsShape>['cases'] {
  const unreadable = (what: string) =>
    new Refused({
      code: 'input/tax-case',
      what,
      where: basename(file),
      remedy: 'Give a file {"cases": [{"id", "year", "filingStatus", "input"}]}.',
    })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(resolve(file), 'utf8'))
  } catch (error) {
    throw unreadable(error instanceof SyntaxError ? `This is no JSON: ${error.message}` : 'The file cannot be read.')
  }
  const parsed = questionsShape.safeParse(content)
  if (parsed.success) return parsed.data.cases
  const [issue] = parsed.error.issues
  throw unreadable(`${issue?.path.join('.') ?? 'cases'}: ${issue?.message ?? 'not tax cases'}`)
}
