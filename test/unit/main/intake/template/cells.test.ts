import { describe, expect, test } from 'vitest'
import * as cell from '../../../../../src/main/intake/template/cells.ts'

function read(kind: cell.CellKind, text: string) {
  const result = kind.read(text)
  return cell.isBad(result) ? `bad: ${result.what}` : result.value
}

describe('cells of the template', () => {
  test.each([
    ['1234.50', 123_450],
    ['-12.3', -1230],
    ['$1,234.50', 123_450],
    ['(1,234.50)', -123_450],
    ['.5', 50],
    ['0', 0],
  ])('money %s is exact', (text, cents) => expect(read(cell.money, text)).toBe(cents))

  test.each(['--', 'n/a', '1.234', '1,23', 'twelve', '1e5', '12.50 USD', '9007199254740993'])(
    'money %s is told, never read as zero',
    text => expect(read(cell.money, text)).toMatch(/^bad: /),
  )

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['11/20/2026', '2026-11-20'],
    ['1/5/2026', '2026-01-05'],
  ])('date %s', (text, date) => expect(read(cell.date, text)).toBe(date))

  test.each(['2026-02-29', '20/11/2026', '11/20/26', '2026-1-5', '46346'])('date %s does not exist', text =>
    expect(read(cell.date, text)).toMatch(/^bad: /),
  )

  test('a rate is a fraction or a percentage', () => {
    expect(read(cell.rate, '9.3%')).toBe('0.093')
    expect(read(cell.rate, '0.093')).toBe('0.093')
    expect(read(cell.rate, '0')).toBe('0.0')
    expect(read(cell.rate, '9.3')).toMatch(/not a rate/)
    expect(read(cell.rate, '-0.1')).toMatch(/not a rate/)
  })

  test('a CUSIP that lost its leading zero does not pass its check digit', () => {
    expect(read(cell.cusip, '037833100')).toBe('037833100')
    expect(read(cell.cusip, '37833100')).toMatch(/nine characters/)
    expect(read(cell.cusip, '037833101')).toMatch(/check digit/)
  })

  test('an account number keeps its zeros and refuses a shortened one', () => {
    expect(read(cell.accountNumber, cell.bareText("'00416789"))).toBe('00416789')
    expect(read(cell.accountNumber, '1.23E+11')).toMatch(/spreadsheet shortened/)
  })

  test('a split ratio is words, so that no spreadsheet makes a time of it', () => {
    expect(read(cell.ratio, '3 for 2')).toBe('3 for 2')
    expect(read(cell.ratio, '3:2')).toMatch(/not a ratio/)
    expect(read(cell.ratio, '0 for 1')).toMatch(/not a ratio/)
  })

  test('words of a closed list do not mind capitals, and name the others', () => {
    const side = cell.choice(['never-sell', 'never-buy'])
    expect(read(side, 'NEVER-SELL')).toBe('never-sell')
    expect(side.read('sell')).toEqual({ what: '"sell" is not a word this column knows', remedy: 'Type one of never-sell, never-buy.' })
  })

  test('text is bounded and has no control characters', () => {
    expect(read(cell.text(5), 'abcde')).toBe('abcde')
    expect(read(cell.text(5), 'abcdef')).toMatch(/more than 5/)
    expect(read(cell.text(9), 'a\u0007b')).toMatch(/control characters/)
  })

  test('an id begins with a letter', () => {
    expect(read(cell.identifier, 'alvarez-kim')).toBe('alvarez-kim')
    expect(read(cell.identifier, '1E5')).toMatch(/not an id/)
    expect(read(cell.identifier, 'two words')).toMatch(/not an id/)
  })
})
