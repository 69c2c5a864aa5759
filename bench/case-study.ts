/**
 * The seed's case study on public instances, where the machine has them: tax of the optimizer's plan against a full rebalance (HIFO, its washed losses disallowed; FIFO and taxmin beside it) at 2, 5
 * and 10 bp of added tracking error, and impact in an account without tax. The score is the time of one study; the note holds what was saved.
 */
import { globSync, readFileSync } from 'node:fs'
import { type CasePoint, type CaseStudy, caseStudy } from '../src/main/engine/optimize/case-study.ts'
import { readInstance } from '../src/main/engine/optimize/read-instance.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { type Instance, instanceShape } from '../src/shared/model/instance.ts'
import { randomInstance } from '../test/fixtures/instance-generator.ts'
import { type Bench, type BenchResult, median } from './bench.ts'

const folder = new URL('../../shared/instances', import.meta.url).pathname
/** Up to a thousand securities: each study solves sixty problems. */
const largest = 1000
const halvings = 10
const limit = 120_000

export const caseStudyBench: Bench = {
  name: 'case-study',
  title: 'Case study: tax and impact saved against a full rebalance',
  onRequest: true,
  async run() {
    const files = globSync('public-*.json', { cwd: folder }).sort()
    const known = files.map(file => instanceShape.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))
    const instances = known.length > 0 ? known : Array.from({ length: 3 }, (_, seed) => drawn(seed))
    const studied = instances.filter(({ sec }) => sec.price.length <= largest).map(study)
    return [...studied.map(({ result }) => result), medians(studied.map(({ found }) => found))]
  },
}

const drawn = (seed: number) => randomInstance(seed, { securities: 100, lots: 400, factors: 10, trades: 40 })
const bp = (value: number) => `${(value * 1e4).toFixed(1)} bp`
const percent = (share: number) => `${(100 * share).toFixed(0)} %`

function study(instance: Instance): { readonly found: CaseStudy; readonly result: BenchResult } {
  const started = performance.now()
  const found = caseStudy(valueOrThrow(readInstance(instance)), instance.lots.days, halvings, 2)
  const ms = [performance.now() - started]
  return { found, result: { subject: { what: instance.name, ms }, peer: null, goal: `≤ ${limit} ms`, limit, note: noteOf(found) } }
}

/** Of the HIFO rebalance, its washed losses disallowed: what its tax truly would be. */
const lawfulOf = ({ baselines }: CaseStudy) => baselines.find(({ name }) => name === 'HIFO')?.lawfulTax ?? 0

function termsOf({ baselines }: CaseStudy, name: string) {
  const terms = baselines.find(baseline => baseline.name === name)?.evaluation.terms
  if (!terms) throw new Error(`no baseline ${name}`)
  return terms
}

const taxSaved = (found: CaseStudy, { plan }: CasePoint) => {
  const hifo = lawfulOf(found)
  return plan ? { share: (hifo - plan.terms.tax) / Math.abs(hifo), amount: hifo - plan.terms.tax } : undefined
}
const impactSaved = (found: CaseStudy, { plan }: CasePoint) => (plan ? 1 - plan.terms.impact / termsOf(found, 'HIFO').impact : undefined)

function noteOf(found: CaseStudy): string {
  const [fifo, hifo, taxmin] = ['FIFO', 'HIFO', 'taxmin'].map(name => termsOf(found, name))
  const taxed = found.taxed.map(point => {
    const saved = taxSaved(found, point)
    return `+${bp(point.added)}: ${saved ? `${bp(saved.amount)} (${percent(saved.share)})` : 'none found'}`
  })
  const exempt = found.exempt.map(point => `+${bp(point.added)}: ${percent(impactSaved(found, point) ?? Number.NaN)}`)
  const base = `full rebalance at ${bp(hifo?.te ?? 0)} TE: tax FIFO ${bp(fifo?.tax ?? 0)}, HIFO ${bp(hifo?.tax ?? 0)} (${bp(lawfulOf(found))} once its wash sales are disallowed), taxmin ${bp(taxmin?.tax ?? 0)}`
  return `${base}; tax saved against HIFO ${taxed.join(', ')}; impact saved without tax ${exempt.join(', ')}`
}

/** Of the accounts whose HIFO rebalance is taxed by more than 20 bp: a share of next to nothing, or of a refund, says nothing. */
function medians(studies: readonly CaseStudy[]): BenchResult {
  const taxed = studies.filter(found => lawfulOf(found) > 20e-4)
  const shares = [0, 1, 2].map(at => {
    const all = taxed.map(found => taxSaved(found, found.taxed[at] as CasePoint)?.share ?? 0)
    return all.length === 0
      ? 'none'
      : `${percent(median(all))} (least ${percent(all.reduce((least, share) => Math.min(least, share), Infinity))})`
  })
  const impacts = [0, 1, 2].map(at => percent(median(studies.map(found => impactSaved(found, found.exempt[at] as CasePoint) ?? 0))))
  const note = `median tax saved at +2, +5, +10 bp: ${shares.join(', ')}; median impact saved without tax: ${impacts.join(', ')}`
  return {
    subject: { what: `medians of ${taxed.length} taxed and ${studies.length} exempt accounts`, ms: [0] },
    peer: null,
    goal: 'see note',
    limit: 1,
    note,
  }
}
