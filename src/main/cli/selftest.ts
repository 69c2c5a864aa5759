/** Runs the published examples of the law on this build and prints each with its citation and result. */
import { Refused } from '../../shared/kernel/outcome.ts'
import { differences } from '../engine/selftest/check.ts'
import { publishedExamples } from '../engine/selftest/examples.ts'
import type { CliCommand } from './command.ts'

export const selftest: CliCommand = {
  name: 'selftest',
  summary: 'Runs the published examples of the law (Pub. 550, Reg. 1.1091-1, Rev. Rul. 2008-5 and others) on this build.',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  async run(args, output) {
    const results = publishedExamples.map(({ id, citation, title, figures, statement }) => ({
      id,
      citation,
      title,
      figures,
      differences: differences(id, statement),
    }))
    for (const result of results) {
      if (args.flag('json')) output.print(JSON.stringify(result))
      else
        output.print(
          `${result.differences.length === 0 ? 'holds ' : 'FAILS '} ${result.citation}\n       ${[result.title, ...result.differences].join('\n       ')}`,
        )
    }
    const failed = results.filter(result => result.differences.length > 0)
    if (!args.flag('json')) output.print(`${results.length - failed.length} of ${results.length} published examples hold on this build`)
    if (failed.length > 0) {
      throw new Refused({
        code: 'rule/example-fails',
        what: `${failed.length} published examples do not hold.`,
        where: failed.map(result => result.id).join(', '),
        remedy: 'Do not rely on this build for lots or wash sales; report it.',
      })
    }
  },
}
