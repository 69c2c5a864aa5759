/** Issues on the command line: what stops the file first, and no flood of one kind. */
import { expect, test } from 'vitest'
import { issuesInWords } from '../../../src/main/cli/import.ts'
import type { ImportIssue } from '../../../src/shared/model/import-batch.ts'

const issue = (weight: ImportIssue['weight'], code: string, line: number): ImportIssue => ({
  weight,
  code,
  line,
  column: 'symbol',
  what: `no security of ${line}`,
  remedy: 'Commit the securities table first.',
})

test('eight thousand stops of one kind are ten, their number and the last line', () => {
  const lines = issuesInWords(Array.from({ length: 8_000 }, (_, at) => issue('stop', 'import/unknown-reference', at + 2)))
  expect(lines).toHaveLength(11)
  expect(lines[0]).toBe('  stop: line 2, symbol: no security of 2. Commit the securities table first.')
  expect(lines.at(-1)).toBe('  stop: 7990 more of this kind, to line 8001; --json lists them all')
})

test('stops stand before warnings and notes, and what is of the whole file names no line', () => {
  const lines = issuesInWords([issue('note', 'a', 0), issue('warning', 'b', 3), issue('stop', 'c', 9), issue('stop', 'd', 4)])
  expect(lines.map(line => line.split(':').slice(0, 2).join(':'))).toEqual([
    '  stop: line 9, symbol',
    '  stop: line 4, symbol',
    '  warning: line 3, symbol',
    '  note: file',
  ])
})
