/**
 * Runs tax cases on the engine itself, without a book: one line of JSON a case. The `expected` part of a case is never read. A case that cannot be read is
 * answered with its error, and the others still are.
 */
import { z } from 'zod'
import { done, type Outcome, valueOrThrow } from '../../shared/kernel/outcome.ts'
import { answerTaxCase } from '../engine/tax/case.ts'
import { type CliCommand, WrongUsage } from './command.ts'
import { faultOf, jsonIn, unreadable } from './json-file.ts'
import { shippedTable } from './tax-tables.ts'

/** Only what an answer needs to be told apart; the rest of a question is read, and refused by name, case by case. */
const questionsShape = z.object({ cases: z.array(z.looseObject({ id: z.string() })) })

export const tax: CliCommand = {
  name: 'tax',
  summary: 'Computes the year’s tax, netting and carryovers of tax cases; one line of JSON a case.',
  usage: 'FILE.json',
  options: {},
  async run(args, output) {
    const [file] = args.positionals
    if (file === undefined || args.positionals.length > 1) throw new WrongUsage('tax takes the name of one file of cases')
    for (const question of valueOrThrow(await questionsIn(file))) output.print(JSON.stringify(answerTaxCase(question, shippedTable)))
  },
}

const expected = { code: 'input/tax-case', remedy: 'Give a file {"cases": [{"id", "year", "filingStatus", "input"}]}.', noun: 'cases' }

async function questionsIn(file: string): Promise<Outcome<z.output<typeof questionsShape>['cases']>> {
  const read = await jsonIn(file, expected)
  if (!read.ok) return read
  const parsed = questionsShape.safeParse(read.value)
  return parsed.success ? done(parsed.data.cases) : unreadable(file, expected, faultOf(parsed.error, expected))
}
