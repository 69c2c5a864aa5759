/** One check of `npm test`: runs a command, keeps its words for the case of a failure, and counts what it proved. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from './root.ts'

export interface Count {
  readonly passed: number
  readonly failed: number
  /** Names, with the reason where one is given. */
  readonly skipped: readonly string[]
}

export interface Report {
  readonly name: string
  readonly count: Count
  readonly seconds: number
  /** What the command said, where something failed. */
  readonly words: string
}

export const artifacts = join(root, 'artifacts')

/** `countOf` reads what the command left behind; without it the command is one check, passed or failed. */
export async function check(name: string, command: readonly string[], options: CheckOptions = {}): Promise<Report> {
  const started = performance.now()
  mkdirSync(artifacts, { recursive: true })
  const { status, words } = await run(command, options)
  const counted = options.countOf?.()
  const whole: Count = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] }
  const count = counted === undefined ? whole : status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
  const seconds = (performance.now() - started) / 1000
  const skipped = count.skipped.length > 0 ? `, ${count.skipped.length} skipped` : ''
  process.stdout.write(`${count.failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${count.passed} passed${skipped} (${seconds.toFixed(1)} s)\n`)
  if (count.failed > 0) process.stdout.write(`${words.trimEnd()}\n`)
  return { name, count, seconds, words }
}

interface CheckOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly countOf?: () => Count | undefined
}

function run(command: readonly string[], { env }: CheckOptions): Promise<{ status: number; words: string }> {
  const [program, ...words] = command
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  return new Promise(resolve => {
    const child = spawn(program as string, words, {
      cwd: root,
      env: { ...process.env, PATH: path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm's commands are .cmd files there
      shell: process.platform === 'win32',
    })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => (said += piece))
    child.stderr.on('data', (piece: Buffer) => (said += piece))
    child.once('error', error => resolve({ status: 1, words: `${said}${error.message}` }))
    child.once('close', status => resolve({ status: status ?? 1, words: said }))
  })
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { assertionResults: readonly { status: string; fullName: string }[] }[]
}

export function vitestCount(file: string): Count | undefined {
  const report = read<VitestReport>(file)
  if (!report) return undefined
  const all = report.testResults.flatMap(result => result.assertionResults)
  const skipped = all.filter(test => ['skipped', 'pending', 'todo', 'disabled'].includes(test.status)).map(test => test.fullName)
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped }
}

interface Suite {
  readonly title: string
  readonly suites?: readonly Suite[]
  readonly specs?: readonly {
    title: string
    tests: readonly { status: string; projectName: string; annotations: readonly { type: string; description?: string }[] }[]
  }[]
}

export function playwrightCount(file: string): Count | undefined {
  const report = read<{ suites: readonly Suite[] }>(file)
  if (!report) return undefined
  const tests = report.suites.flatMap(testsOf)
  return {
    passed: tests.filter(test => test.status === 'expected').length,
    failed: tests.filter(test => test.status === 'unexpected' || test.status === 'flaky').length,
    skipped: tests.filter(test => test.status === 'skipped').map(test => `${test.name}${test.reason ? ` (${test.reason})` : ''}`),
  }
}

function testsOf(suite: Suite): { status: string; name: string; reason: string | undefined }[] {
  const own = (suite.specs ?? []).flatMap(spec =>
    spec.tests.map(test => ({
      status: test.status,
      name: `[${test.projectName}] ${spec.title}`,
      reason: test.annotations.find(note => note.type === 'skip')?.description,
    })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}
