/** The hour in a Schwab title decides which day's trades the figures contain. */
import { expect, test } from 'vitest'
import { lotDetails, places, positions2025, read } from '../../../../intake/files.ts'

const at = (when: string) => lotDetails.replace('05:03 PM ET, 02/11/2026', when)

test.each([
  ['08:03 AM ET, 02/11/2026', '2026-02-10', ['import/before-open 1']],
  ['12:01 AM ET, 03/01/2026', '2026-02-28', ['import/before-open 1']],
  ['09:29 AM ET, 02/11/2026', '2026-02-10', ['import/before-open 1']],
  ['09:30 AM ET, 02/11/2026', '2026-02-11', ['import/in-session 1']],
  ['12:33 PM ET, 02/11/2026', '2026-02-11', ['import/in-session 1']],
  ['03:59 PM ET, 02/11/2026', '2026-02-11', ['import/in-session 1']],
  ['04:00 PM ET, 02/11/2026', '2026-02-11', []],
  ['12:33 PM ET, 02/14/2026', '2026-02-14', []],
  ['02/11/2026', '2026-02-11', []],
])('lots as of %s are of %s', async (when, asOf, issues) => {
  const file = await read(at(when))
  expect(file.asOf).toBe(asOf)
  expect(file.facts.map(fact => ('asOf' in fact ? fact.asOf : null))).toEqual([asOf, asOf])
  expect(places(file.issues)).toEqual(issues)
})

test('the warning holds nothing back, and says which trades may be missing', async () => {
  const [issue] = (await read(at('12:33 PM ET, 02/11/2026'))).issues
  expect(issue).toMatchObject({ weight: 'warning' })
  expect(issue?.what).toContain('trades of that day may be missing')
})

test('positions, their cash and prices move with the lots', async () => {
  const file = await read(positions2025().replace('12:33 PM ET, 2025/05/04', '07:15 AM ET, 2025/05/06'))
  expect(file.asOf).toBe('2025-05-05')
  expect(new Set(file.facts.map(fact => ('asOf' in fact ? fact.asOf : null)))).toEqual(new Set(['2025-05-05']))
  expect(places(file.issues)[0]).toBe('import/before-open 1')
})

test('short and long are told against the day Schwab printed', async () => {
  const oneYear = (when: string) => at(when).replace('06/02/2025', '02/10/2025').replace('Short Term', 'Long Term')
  expect(places((await read(oneYear('08:03 AM ET, 02/11/2026'))).issues)).toEqual(['import/before-open 1'])
})

test('a lot of the very day in a file made before the open is held: its purchase would be booked again', async () => {
  const file = await read(at('08:03 AM ET, 02/11/2026').replace('06/02/2025', '02/11/2026'))
  const stop = file.issues.find(issue => issue.weight === 'stop')
  expect(stop).toMatchObject({ code: 'import/future-date', line: 5, remedy: 'Export the file again after 4:00 PM ET.' })
})
