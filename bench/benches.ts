/** Every bench there is, in the order of BENCHMARKS.md. */
import type { Bench } from './bench.ts'
import { caseStudyBench } from './case-study.ts'
import { importBench } from './import.ts'
import { lawBench } from './law.ts'
import { optimizeBench } from './optimize.ts'
import { paperBench } from './paper.ts'
import { plannerBench } from './planner.ts'
import { scanBench } from './scan.ts'
import { windowBench } from './window.ts'

export const benches: readonly Bench[] = [
  importBench,
  lawBench,
  scanBench,
  optimizeBench,
  caseStudyBench,
  plannerBench,
  windowBench,
  paperBench,
]
