/** Runs the published examples of the law on this build and prints each with its citation, what it states and what comes out. */
import { Refused } from '../../shared/kernel/outcome.ts'
import type { CheckedExample } from '../../shared/model/selftest.ts'
import { checkExample } from '../engine/selftest/check.ts'
import { publishedExamples } from '../engine/selftest/examples.ts'
import type { CliCommand } from './command.ts'
import { shippedTable } from './tax-tables.ts'

export const selftest: CliCommand = {
  name: 'selftest',
  summary: 'Runs the published examples of the law (Pub. 550, Reg. 1.1091-1, Rev. Rul. 2008-5, Schedule D and others) on this build.',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run(args, output) {
    const results = publishedExamples.map(example => checkExample(example, shippedTable))
    for (const result of results) output.print(args.flag('json') ? JSON.stringify(result) : inWords(result))
    const failed = results.filter(result => !result.holds)
    if (!args.flag('json')) output.print(`${results.length - failed.length} of ${results.length} published examples hold on this build`)
    if (failed.length > 0) {
      throw new Refused({
        code: 'rule/example-fails',
        what: `${failed.length} published examples do not hold.`,
        where: failed.map(result => result.id).join(', '),
        remedy: 'Do not rely on this build for lots, wash sales or tax; report it.',
      })
    }
  },
}

function inWords({ citation, title, checked, holds }: CheckedExample): string {
  const wrong = checked.filter(figure => !figure.holds).map(({ name, expected, found }) => `${name}: ${expected} expected, ${found} found`)
  return `${holds ? 'holds ' : 'FAILS '} ${citation}\n       ${[title, ...wrong].join('\n       ')}`
}
