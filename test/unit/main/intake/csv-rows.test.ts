import { expect, test } from 'vitest'
import { headOf, piecesOf } from '../../../../src/main/intake/csv-rows.ts'

function rowsOf(text: string, size?: number) {
  const pieces = [...piecesOf(text, ',', size)]
  return { rows: pieces.flatMap(piece => piece.rows), faults: pieces.flatMap(piece => piece.faults) }
}

const awkward = 'a,b\n"one\ntwo",2\n\n"say ""so""","x,y",\n3,4'

test('each record keeps the line on which it begins', () => {
  expect(rowsOf(awkward).rows.map(row => [row.line, ...row.cells])).toEqual([
    [1, 'a', 'b'],
    [2, 'one\ntwo', '2'],
    [4, ''],
    [5, 'say "so"', 'x,y', ''],
    [6, '3', '4'],
  ])
})

test.each([1, 2, 3, 5, 8, 13, 21])('pieces of %i characters change nothing', size => {
  expect(rowsOf(awkward, size)).toEqual(rowsOf(awkward))
})

test('a last newline is no row, a blank line before it is', () => {
  expect(rowsOf('a\nb\n').rows).toHaveLength(2)
  expect(rowsOf('a\nb\n\n').rows.map(row => row.cells)).toEqual([['a'], ['b'], ['']])
})

test('a file that ends inside quotes says where the row begins', () => {
  expect(rowsOf('a,b\n1,"half').faults).toEqual([{ line: 2, kind: 'unterminated' }])
  expect(rowsOf('a,b\n1,"half', 3).faults).toEqual([{ line: 2, kind: 'unterminated' }])
})

test('a quotation mark inside a cell is a fault of its row', () => {
  expect(rowsOf('a,b\n"x"y",2\n3,4\n').faults.map(fault => fault.line)).toEqual([2])
})

test('the head leaves blank rows out and stops at forty', () => {
  expect(headOf('\n\na,b\n,\nc,d\n', ',').map(row => row.line)).toEqual([3, 5])
  expect(headOf('x\n'.repeat(100), ',')).toHaveLength(40)
})
