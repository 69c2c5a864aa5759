/** One check of `npm test`: runs a command, keeps its words for the case of a failure, and counts what it proved. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './root.ts'

export interface Count {
  readonly passed: number
  readonly failed: number
  /** Names, with the reason where one is given. */
  readonly skipped: readonly string[]
  /** What failed: a name and the first lines of what was said, where the command leaves them. */
  readonly failures?: readonly string[]
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
  const scratch = mkdtempSync(join(tmpdir(), 'lotwright-check-'))
  const { status, words } = await run(command, options, scratch)
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  const counted = options.countOf?.()
  const whole: Count = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] }
  const count = counted === undefined ? whole : status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
  const seconds = (performance.now() - started) / 1000
  const skipped = count.skipped.length > 0 ? `, ${count.skipped.length} skipped` : ''
  process.stdout.write(`${count.failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${count.passed} passed${skipped} (${seconds.toFixed(1)} s)\n`)
  if (count.failed > 0) process.stdout.write(`${stripVTControlCharacters(words).trimEnd()}\n`)
  return { name, count, seconds, words }
}

interface CheckOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly countOf?: () => Count | undefined
}

/** `scratch` takes the place of the machine's temporary folder: what a test leaves lying goes with it. */
function run(command: readonly string[], { env }: CheckOptions, scratch: string): Promise<{ status: number; words: string }> {
  const [program, ...words] = command
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  return new Promise(resolve => {
    const child = spawn(program as string, words, {
      cwd: root,
      env: { ...process.env, PATH: path, TMPDIR: scratch, ...env },
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
  readonly testResults: readonly { message?: string; name?: string; assertionResults: readonly VitestResult[] }[]
}

interface VitestResult {
  readonly status: string
  readonly fullName: string
  readonly failureMessages?: readonly string[]
}

export function vitestCount(file: string): Count | undefined {
  const report = read<VitestReport>(file)
  if (!report) return undefined
  const all = report.testResults.flatMap(result => result.assertionResults)
  const skipped = all.filter(test => ['skipped', 'pending', 'todo', 'disabled'].includes(test.status)).map(test => test.fullName)
  const failures = all.filter(test => test.status === 'failed').map(test => failure(test.fullName, test.failureMessages?.[0]))
  const unread = report.testResults.filter(file => file.message).map(file => failure(file.name ?? 'a file', file.message))
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped, failures: [...failures, ...unread] }
}

/** A name and at most eight lines, without the escape codes of a terminal. */
function failure(name: string, message = ''): string {
  const plain = stripVTControlCharacters(message).trim()
  return [name, ...plain.split('\n').slice(0, 8)].join('\n    ')
}

interface Suite {
  readonly title: string
  readonly suites?: readonly Suite[]
  readonly specs?: readonly {
    title: string
    tests: readonly {
      status: string
      projectName: string
      annotations: readonly { type: string; description?: string }[]
      results?: readonly { error?: { message?: string } }[]
    }[]
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
    failures: tests.filter(test => ['unexpected', 'flaky'].includes(test.status)).map(test => failure(test.name, test.message)),
  }
}

interface BrowserTest {
  readonly status: string
  readonly name: string
  readonly reason: string | undefined
  readonly message: string | undefined
}

function testsOf(suite: Suite): BrowserTest[] {
  const own = (suite.specs ?? []).flatMap(spec =>
    spec.tests.map(test => ({
      status: test.status,
      name: `[${test.projectName}] ${spec.title}`,
      reason: test.annotations.find(note => note.type === 'skip')?.description,
      message: test.results?.find(result => result.error)?.error?.message,
    })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
}
