/** The checks that need no browser, shared by `npm run quick` and `npm test`. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { artifacts, check, type Report, vitestCount } from './check.ts'

/** Side by side: each of the three leaves one of two cores idle part of the time. */
export async function staticChecks(): Promise<Report[]> {
  return Promise.all([check('types', ['tsc', '-b']), check('lint', ['biome', 'check', '.']), check('unused code', ['knip'])])
}

/** `kills`: how often an import is killed in its test; a few times while one is working, fifty in the whole run. */
export async function unitChecks(kills = 3): Promise<Report[]> {
  return [await unit('unit', [], { LOTWRIGHT_KILLS: String(kills) })]
}

/** Those that solve whole accounts or load the sample book again and again, make large files, walk a household's past, break rules of law one at a time or start threads: seconds each. */
const slowUnits = [
  ...['explain', 'frontier', 'baselines', 'case-study', 'optimize', 'settle', 'verify', 'verify-proof'].map(
    name => `unit/main/engine/optimize/${name}`,
  ),
  ...[
    'solve/ties',
    'solve/all-but-not',
    'optimize/odd-limits',
    'optimize/years/over-years',
    'transition/transition',
    'dynamic/band-policy',
  ].map(name => `unit/main/engine/${name}`),
  ...['proposals', 'book-run', 'performance', 'transitions', 'tickets', 'costs', 'sleeves'].map(name => `unit/main/desk/${name}`),
  ...['thread', 'against-book', 'oversold', 'template-export', 'import'].map(name => `unit/main/desk/import/${name}`),
  ...['published', 'fewer-orders', 'household-as-one', 'when-to-trade', 'anniversary', 'cash-by-date', 'tickets-filled-in-parts'].map(
    name => `scenario/${name}`,
  ),
  'unit/main/compute/pool',
  'unit/fixtures/generators',
  'unit/cli/optimize',
].map(name => `test/${name}.test.ts`)

/**
 * Without the slow ones: random ledgers, very large books, killed processes, full disks, files of a hundred megabytes, whole accounts solved. Files share their
 * processes: a process for each costs more than the tests in it. The whole run keeps them apart, so that none leans on another.
 */
export async function quickUnitChecks(): Promise<Report[]> {
  const without = slowUnits.map(file => `--exclude=${file}`)
  return [await unit('unit', ['test/unit', 'test/scenario', 'test/layers', 'test/house', '--no-isolate', ...without], {})]
}

/** A day must not move with the clock's zone: the tests of dates and what stands on them, far east and far west, in shared processes. */
export async function zoneChecks(): Promise<Report[]> {
  const dates = ['civil-date', 'date', 'holding-period', 'calendar', 'wash', 'scenario', 'clock', '--no-isolate']
  return [
    await unit('dates in Auckland', dates, { TZ: 'Pacific/Auckland' }),
    await unit('dates in Los Angeles', dates, { TZ: 'America/Los_Angeles' }),
  ]
}

/** What Node has compiled is kept for the next process: three hundred of them run the tests, and those that are started to be killed spend most of their time on it. */
const compiled = { NODE_COMPILE_CACHE: join(artifacts, 'compiled') }

async function unit(name: string, words: readonly string[], env: Readonly<Record<string, string>>): Promise<Report> {
  const file = join(artifacts, `${name.replaceAll(' ', '-')}.json`)
  rmSync(file, { force: true })
  const command = ['vitest', 'run', ...words, '--reporter=json', `--outputFile.json=${file}`]
  return check(name, command, { env: { ...compiled, ...env }, countOf: () => vitestCount(file) })
}
