/**
 * What a measurement is: a name, a goal as a ratio against a peer or a limit, and a run that times both in the same process, turn by turn,
 * so that a noisy machine hits both alike. Figures are medians; BENCHMARKS.md shows the spread beside them.
 */
export interface Measurement {
  /** `1,000,000 lot rows through the intake` */
  readonly what: string
  readonly ms: readonly number[]
}

export interface BenchResult {
  readonly subject: Measurement
  /** Named: `papaparse alone`, `the raw read of the same rows`; null where the goal is a plain limit in milliseconds. */
  readonly peer: Measurement | null
  /** `≤ 4x`, `≤ 400 ms` */
  readonly goal: string
  readonly limit: number
  /** What the figures do not say. */
  readonly note: string
}

/** Figures that are no times: what was found, beside what took how long. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Findings {
  readonly results: readonly BenchResult[]
  readonly tables: readonly Table[]
}

export interface Bench {
  /** Runs only when named: it takes longer than a reader waits. */
  readonly onRequest?: boolean
  readonly name: string
  readonly title: string
  run(): Promise<readonly BenchResult[] | Findings>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** The ratio of medians, or the median itself in milliseconds where there is no peer. */
export function score(result: BenchResult): number {
  return result.peer === null ? median(result.subject.ms) : median(result.subject.ms) / median(result.peer.ms)
}

export function held(result: BenchResult): boolean {
  return score(result) <= result.limit
}

/** Times `subject` and `peer` in turn, `rounds` times each, after one unmeasured round of both. Every second round the other one begins: whoever comes later sweeps up what the first has left. */
export async function inTurn(rounds: number, subject: () => unknown, peer: () => unknown): Promise<{ subject: number[]; peer: number[] }> {
  const times = { subject: [] as number[], peer: [] as number[] }
  for (let round = 0; round <= rounds; round += 1) {
    const both = [
      ['peer', peer],
      ['subject', subject],
    ] as const
    for (const [name, work] of round % 2 === 0 ? both : both.toReversed()) {
      globalThis.gc?.()
      const started = performance.now()
      await work()
      if (round > 0) times[name].push(performance.now() - started)
    }
  }
  return times
}
