/** Every bench there is, in the order of BENCHMARKS.md. */
import type { Bench } from './bench.ts'
import { caseStudyBench } from './case-study.ts'
import { highsBench } from './highs.ts'
import { householdBench } from './household.ts'
import { importBench } from './import.ts'
import { lawBench } from './law.ts'
import { optimizeBench } from './optimize.ts'
import { optimizeLongBench } from './optimize-long.ts'
import { optimizePeersBench } from './optimize-peers.ts'
import { paperBench } from './paper.ts'
import { plannerBench } from './planner.ts'
import { plansBench } from './plans.ts'
import { scanBench } from './scan.ts'
import { triageBench } from './triage.ts'
import { windowBench } from './window.ts'
import { yearsBench } from './years.ts'

export const benches: readonly Bench[] = [
  importBench,
  lawBench,
  scanBench,
  optimizeBench,
  optimizePeersBench,
  optimizeLongBench,
  highsBench,
  caseStudyBench,
  plansBench,
  householdBench,
  plannerBench,
  triageBench,
  windowBench,
  paperBench,
  yearsBench,
]
