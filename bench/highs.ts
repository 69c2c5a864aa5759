/** Three hundred small instances with every kind of limit and term, ours and HiGHS on a formulation of its own: the same optimum, the same verdict. Only when named. */
import { type Comparison, compare, same } from '../test/oracle/highs/compare.ts'
import type { Bench, BenchResult } from './bench.ts'

const count = 300

export const highsBench: Bench = {
  name: 'highs',
  title: 'Second opinion: 300 small instances against HiGHS',
  onRequest: true,
  async run() {
    const found: Comparison[] = []
    for (let seed = 0; seed < count; seed++) found.push(await compare(seed, 20))
    return [summary(found)]
  },
}

function summary(found: readonly Comparison[]): BenchResult {
  const different = found.filter(({ difference }) => difference !== undefined)
  const without = found.filter(({ verdict }) => verdict === 'infeasible').length
  const named = different.map(({ seed, difference }) => `seed ${seed}: ${difference}`)
  return {
    subject: { what: `${count} instances of up to 12 securities, to a gap of 1e-7`, ms: found.map(({ ms }) => ms) },
    peer: { what: 'HiGHS, outer approximation', ms: found.map(({ highsMs }) => highsMs) },
    goal: `the same optimum to ${same} of the portfolio, the same verdict`,
    limit: different.length === 0 ? Infinity : 0,
    note: `${found.length - without - different.length} have the same optimum, ${without} have no plan; ${different.length} differ${named.length > 0 ? `: ${named.join('; ')}` : ''}. Times are of one instance.`,
  }
}
