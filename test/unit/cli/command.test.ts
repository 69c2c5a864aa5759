import { expect, test } from 'vitest'
import { readArguments, WrongUsage } from '../../../src/main/cli/command.ts'

const command = {
  options: { book: { type: 'string' }, json: { type: 'boolean' }, 'as-of': { type: 'string' }, port: { type: 'string' } },
} as const

test('reads positionals, texts, flags, dates and numbers', () => {
  const args = readArguments(command, ['a.csv', '--book', 'b', '--json', '--as-of', '2026-11-21', '--port', '80', 'c.csv'])
  expect([args.positionals, args.text('book'), args.flag('json'), args.date('as-of'), args.number('port')]).toEqual([
    ['a.csv', 'c.csv'],
    'b',
    true,
    '2026-11-21',
    80,
  ])
  expect([readArguments(command, []).text('book'), readArguments(command, []).flag('json')]).toEqual([undefined, false])
})

test('an unknown option, a missing value, a day that is none and a number that is none are wrong usage', () => {
  expect(() => readArguments(command, ['--boook', 'x'])).toThrow(WrongUsage)
  expect(() => readArguments(command, ['--book'])).toThrow(WrongUsage)
  expect(() => readArguments(command, ['--as-of', '2026-02-30']).date('as-of')).toThrow(WrongUsage)
  expect(() => readArguments(command, ['--port', '']).number('port')).toThrow(WrongUsage)
})
