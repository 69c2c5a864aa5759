/**
 * Verifies rebalance proposals with the independent checker: one line of JSON a proposal, each check with what was found. A proposal that breaks anything ends the
 * command with status 1 and the name of the first check it breaks.
 */
import { type Outcome, Refused, refused } from '../../shared/kernel/outcome.ts'
import { type RebalanceProposal, rebalanceProposalShape } from '../../shared/model/rebalance-proposal.ts'
import { readInstance } from '../engine/optimize/read-instance.ts'
import { type Verdict, verifyProposal } from '../engine/optimize/verify/verify.ts'
import { type CliCommand, WrongUsage } from './command.ts'
import { faultOf, jsonIn, unreadable } from './json-file.ts'

export const verify: CliCommand = {
  name: 'verify',
  summary: 'Re-derives cash, shares, lots, wash sales, limits, objective and bound of proposals; one line of JSON a proposal.',
  usage: 'PROPOSAL.json…',
  options: {},
  async run(args, output) {
    if (args.positionals.length === 0) throw new WrongUsage('verify takes the names of one or more proposals')
    let first: Refused | undefined
    for (const file of args.positionals) {
      const answer = await verdictOn(file)
      if (answer.ok) output.print(JSON.stringify(answer.value))
      const refusal = answer.ok ? brokenBy(answer.value) : answer
      if (!refusal.ok) first ??= new Refused(refusal.refusal)
    }
    if (first !== undefined) throw first
  },
}

const expected = {
  code: 'input/proposal',
  remedy: 'Give a proposal of the schema rebalance-proposal/1, as optimize --proposals writes it.',
  noun: 'proposal',
}

async function verdictOn(file: string): Promise<Outcome<Verdict>> {
  const read = await jsonIn(file, expected)
  if (!read.ok) return read
  try {
    const parsed = rebalanceProposalShape.safeParse(read.value)
    if (!parsed.success) return unreadable(file, expected, otherSchema(read.value) ?? faultOf(parsed.error, expected))
    const proposal: RebalanceProposal = parsed.data
    // an instance that makes no sense has no right answer
    const problem = readInstance(proposal.instance)
    return problem.ok ? { ok: true, value: verifyProposal(proposal) } : problem
  } catch (error) {
    // a proof is a tree, and its reader goes down it
    if (error instanceof RangeError) return unreadable(file, expected, 'Its proof is nested too deeply to be read.')
    throw error
  }
}

/** A document of another kind or version is told so before any of its fields are. */
function otherSchema(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return 'This is no proposal.'
  const schema = 'schema' in content ? content.schema : undefined
  if (schema === 'rebalance-proposal/1') return undefined
  return typeof schema === 'string' ? `Its schema is ${JSON.stringify(schema)}.` : 'It names no schema.'
}

function brokenBy({ name, checks }: Verdict): Outcome<null> {
  const broken = checks.find(check => check.verdict === 'broken')
  if (!broken) return { ok: true, value: null }
  return refused({
    code: 'rule/proposal',
    what: `${broken.name}: ${broken.found}`,
    where: name,
    remedy: 'Do not trade this proposal; optimize again.',
  })
}
