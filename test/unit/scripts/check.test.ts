import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { playwrightCount, vitestCount } from '../../../scripts/check.ts'
import { summary } from '../../../scripts/summary.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-'))

function report(value: unknown): string {
  const file = join(folder, `${Math.random()}.json`)
  writeFileSync(file, JSON.stringify(value))
  return file
}

test('unit results are counted, skipped ones by name; no file is no count', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'a' },
    { status: 'skipped', fullName: 'b needs pdftotext' },
    { status: 'failed', fullName: 'c', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n  at c.test.ts'] },
  ]
  const testResults = [{ assertionResults }, { name: 'd.test.ts', message: 'no such module', assertionResults: [] }]
  expect(vitestCount(report({ numPassedTests: 7, numFailedTests: 2, testResults }))).toEqual({
    passed: 7,
    failed: 2,
    skipped: ['b needs pdftotext'],
    failures: ['c\n    expected 1\n      at c.test.ts', 'd.test.ts\n    no such module'],
  })
  expect(vitestCount(join(folder, 'missing.json'))).toBeUndefined()
})

test('end-to-end results are counted through nested suites, and a flaky one is a failure', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [
      {
        status,
        projectName: 'electron',
        annotations: description ? [{ type: 'skip', description }] : [],
        results: [{ error: { message: 'gone' } }],
      },
    ],
  })
  const suites = [
    {
      title: 'x',
      specs: [spec('a', 'expected')],
      suites: [{ title: 'y', specs: [spec('b', 'flaky'), spec('c', 'skipped', 'skipped: no Electron binary')] }],
    },
  ]
  expect(playwrightCount(report({ suites }))).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['[electron] c (skipped: no Electron binary)'],
    failures: ['[electron] b\n    gone'],
  })
})

test('the last line is the three numbers, after everything that was left out', () => {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void lines.push(line))
  const count = { passed: 3, failed: 1, skipped: ['[electron] c (skipped: no Electron binary)'], failures: ['a\n    expected 1'] }
  expect(summary([{ name: 'x', count, seconds: 1, words: '' }], ['skipped: the end-to-end tests (no browser)'])).toBe(1)
  expect(summary([{ name: 'x', count: { passed: 1, failed: 0, skipped: [] }, seconds: 1, words: '' }])).toBe(0)
  log.mockRestore()
  expect(lines).toEqual([
    'skipped: no Electron binary ([electron] c)',
    'skipped: the end-to-end tests (no browser)',
    'failed: x: a\n    expected 1',
    '3 passed, 1 failed, 2 skipped',
    '1 passed, 0 failed, 0 skipped',
  ])
})
