/** `lotwright optimize`: one line an instance, the same bytes each time, refusals by name; and the public instances, where they are at hand. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readArguments, WrongUsage } from '../../../src/main/cli/command.ts'
import { optimize } from '../../../src/main/cli/optimize.ts'
import { Refused } from '../../../src/shared/kernel/outcome.ts'
import { randomInstance } from '../../fixtures/instance-generator.ts'
import { small } from '../../fixtures/problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'instances-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function said(...words: string[]): Promise<{ lines: string[]; notes: string[] }> {
  const [lines, notes]: [string[], string[]] = [[], []]
  const output = { print: (text: string) => void lines.push(text), note: (text: string) => void notes.push(text), progress: () => {} }
  const ended = await optimize.run(readArguments(optimize, words), output).catch((error: unknown) => error)
  if (ended instanceof Refused) lines.push(`${ended.refusal.code} ${ended.refusal.where}: ${ended.refusal.what}`)
  else if (ended !== undefined) throw ended
  return { lines, notes }
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const account = randomInstance(8, small)
const good = file('good.json', account)

describe('optimize', () => {
  test('answers with the promised fields, one line an instance, timings aside', async () => {
    const { lines, notes } = await said(good)
    expect(lines).toHaveLength(1)
    expect(notes).toHaveLength(1)
    const answer = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    expect(Object.keys(answer)).toEqual([
      'name',
      'status',
      'objective',
      'bound',
      'gap',
      'nodes',
      'evaluations',
      'sell',
      'buy',
      'terms',
      'duals',
      'conflict',
    ])
    expect(answer).toMatchObject({ name: account.name, status: 'optimal', conflict: [] })
    expect(answer.sell).toHaveLength(account.lots.sec.length)
    expect(answer.buy).toHaveLength(account.sec.price.length)
    expect(Object.keys(answer.terms as object)).toEqual(['te', 'tax', 'linear', 'impact', 'fixed'])
    expect(answer.duals).toMatchObject({
      sector: [expect.any(Number), expect.any(Number)],
      country: [expect.any(Number), expect.any(Number)],
    })
  })

  test('gives the same bytes twice, and with any number of threads', async () => {
    const [one, two, threads] = [await said(good), await said(good), await said(good, '--threads', '2')]
    expect(two.lines).toEqual(one.lines)
    expect(threads.lines).toEqual(one.lines)
  })

  test('names the limits that clash', async () => {
    const { lines } = await said(
      file('clash.json', { ...account, country: { m: 2, lo: [0, 0], hi: [1, 1] }, sector: { m: 2, lo: [0.7, 0.7], hi: [1, 1] } }),
    )
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      status: 'infeasible',
      objective: null,
      bound: null,
      conflict: expect.arrayContaining([expect.stringMatching('sector')]),
    })
  })

  test('refuses by name what is no instance, and answers the others', async () => {
    const odd = file('odd.json', { ...account, name: 'odd', nav: 0 })
    expect((await said(odd, good)).lines).toEqual([
      expect.stringContaining('"status":"optimal"'),
      expect.stringMatching(/^input\/instance odd: nav: /),
    ])
    expect((await said(file('text.json', 'no'))).lines[0]).toMatch(/^input\/instance text.json: This is no JSON/)
    expect((await said(join(folder, 'missing.json'))).lines[0]).toMatch(/cannot be read/)
    expect((await said(file('shape.json', { ...account, F: ['a'] }))).lines[0]).toMatch(/F\.0/)
    expect((await said(file('nan.json', JSON.stringify(account).replace(/"alpha":1.5/, '"alpha":null')))).lines[0]).toMatch(/alpha/)
  })

  test.each([[[]], [[good, '--gap', '-1']], [[good, '--seconds', '0']], [[good, '--threads', '1.5']]])('wrong usage %#', async words => {
    await expect(said(...words)).rejects.toThrow(WrongUsage)
  })
})

const shared = join(import.meta.dirname, '../../../../shared/instances')
describe.skipIf(!existsSync(join(shared, 'reference.json')))('the public instances (../shared/instances)', () => {
  test('the smaller ones come within a tenth of a per cent of the best known, bounds below it', async () => {
    const known = JSON.parse(readFileSync(join(shared, 'reference.json'), 'utf8')) as Record<string, { objective: number }>
    for (const name of ['public-1-30x100-drift', 'public-2-100x400-drift', 'public-3-100x400-bear', 'public-4-500x2000-inflow']) {
      const { lines } = await said(join(shared, `${name}.json`))
      const answer = JSON.parse(lines[0] ?? '') as { objective: number; bound: number; gap: number; status: string }
      expect(answer.status).toBe('optimal')
      expect(answer.gap).toBeLessThanOrEqual(0.001)
      expect(answer.bound).toBeLessThanOrEqual((known[name]?.objective ?? 0) + 1e-9)
      expect(answer.objective).toBeGreaterThan((known[name]?.objective ?? 0) - 1e-7)
    }
  })
})
