/** `lotwright optimize`: one line an instance, the same bytes each time, refusals by name; and the public instances, where they are at hand. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

async function said(...words: string[]): Promise<{ lines: string[]; notes: string[]; all: string[] }> {
  const [lines, notes, all]: [string[], string[], string[]] = [[], [], []]
  const output = {
    print(text: string) {
      lines.push(text)
      all.push('line')
    },
    note(text: string) {
      notes.push(text)
      all.push('note')
    },
    progress(text: string) {
      all.push(`progress ${text}`)
    },
  }
  const ended = await optimize.run(readArguments(optimize, words), output).catch((error: unknown) => error)
  if (ended instanceof Refused) lines.push(`${ended.refusal.code} ${ended.refusal.where}: ${ended.refusal.what}`)
  else if (ended !== undefined) throw ended
  return { lines, notes, all }
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

  test('gives the same bytes twice, and with any number of threads in the order of the files', async () => {
    const others = [8, 9, 10].map(seed => file(`thread-${seed}.json`, randomInstance(seed, small)))
    const files = [others[1] ?? '', file('nothing.json', 'no'), ...others]
    const one = await said(...files)
    expect(one.lines.map(line => line.slice(0, 28))).toEqual(
      ['random 9', 'random 8', 'random 9', 'random 10']
        .map(name => `{"name":"${name}","status":"optimal"`.slice(0, 28))
        .concat('input/instance nothing.json:'),
    )
    expect((await said(...files)).lines).toEqual(one.lines)
    for (const threads of ['2', '3']) expect((await said(...files, '--threads', threads)).lines).toEqual(one.lines)
  })

  test('writes the same proposals whatever the threads, whole and nothing beside them', async () => {
    const files = [8, 10].map(seed => file(`proposal-${seed}.json`, randomInstance(seed, small)))
    const written = async (threads: string) => {
      const into = join(folder, `proposals-${threads}`)
      await said(...files, '--proposals', into, '--threads', threads)
      return readdirSync(into).map(name => [name, readFileSync(join(into, name), 'utf8')])
    }
    const one = await written('1')
    expect(one.map(([name]) => name)).toEqual(['random-10.proposal.json', 'random-8.proposal.json'])
    expect(await written('2')).toEqual(one)
  })

  test('where a plan cannot be written as a proposal its line stands, and why not is said', async () => {
    const fine = {
      ...account,
      name: 'fine',
      sec: { ...account.sec, price: account.sec.price.map((price, i) => (i === 2 ? 12.3456789 : price)) },
    }
    const files = [file('fine.json', fine), good]
    for (const threads of ['1', '2']) {
      const into = join(folder, `unwritten-${threads}`)
      const { lines } = await said(...files, '--proposals', into, '--threads', threads)
      expect(lines.map(line => line.slice(0, 40))).toEqual([
        '{"name":"fine","status":"optimal","objec',
        `{"name":"${account.name}","status":"optimal","objective"`.slice(0, 40),
        'input/instance fine: sec.price[2]: 12.34',
      ])
      expect(readdirSync(into)).toHaveLength(1)
    }
  })

  test('tells progress while it searches, and clears its line before it says anything else', async () => {
    const hard = file('hard.json', { ...randomInstance(3, { securities: 400, lots: 1600, factors: 12, trades: 90 }), name: 'hard' })
    for (const threads of ['1', '2']) {
      const { all } = await said(hard, hard, '--gap', '0', '--seconds', '1', '--threads', threads)
      expect(all.filter(line => /^progress hard: \d+ nodes$/.test(line)).length).toBeGreaterThan(0)
      all.forEach((line, at) => {
        if (!line.startsWith('progress')) expect(all[at - 1]).not.toMatch(/^progress ./)
      })
    }
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

  describe('a full covariance in place of factors', () => {
    const sigma = account.sec.B.map((row, i) =>
      account.sec.B.map((other, j) =>
        row.reduce((sum, beta, f) => sum + beta * (other[f] ?? 0) * (account.F[f] ?? 0), i === j ? (account.sec.D[i] ?? 0) : 0),
      ),
    )
    const { F: _factors, sec, ...rest } = account
    const { B: _exposures, D: _specific, ...columns } = sec
    const full = { ...rest, sec: columns, sigma }
    const bent = (by: number) => sigma.map((row, i) => row.map((value, j) => (i + j === 1 ? value + by : value)))
    interface Told {
      readonly status: string
      readonly objective: number
      readonly covariance: { readonly factors: number; readonly leftOut: number; readonly repaired: number }
    }
    const told = async (...words: string[]) => JSON.parse((await said(...words)).lines[0] ?? '') as Told

    test('finds the optimum that the factors it was made of have', async () => {
      const [factors, matrix] = [await told(good, '--gap', '1e-7'), await told(file('full.json', full), '--gap', '1e-7')]
      expect(matrix.objective).toBeCloseTo(factors.objective, 7)
      expect(matrix.covariance).toMatchObject({ factors: 12, repaired: 0 })
      expect(matrix.covariance.leftOut).toBeLessThan(1e-12)
    })

    test('keeps fewer factors where they are asked for, and says what they leave out', async () => {
      const name = file('full.json', full)
      const { covariance } = await told(name, '--factors', '2')
      expect(covariance).toMatchObject({ factors: 2, leftOut: expect.any(Number) })
      expect(covariance.leftOut).toBeGreaterThan(1e-5)
      expect((await said(name, '--factors', '2')).notes.join()).toMatch(/2 factors leave out covariances of 0\.\d+ at most/)
    })

    test('refuses a matrix that is not positive semidefinite, and repairs it where that is asked for', async () => {
      const name = file('bent.json', { ...full, sigma: bent(0.9) })
      expect((await said(name)).lines).toEqual([
        expect.stringMatching(
          /^input\/covariance random 8: sigma: the covariance is not positive semidefinite: it has the eigenvalue -0\.\d+/,
        ),
      ])
      const { lines, notes } = await said(name, '--repair')
      const repaired = (JSON.parse(lines[0] ?? '') as Told).covariance.repaired
      expect(repaired).toBeGreaterThan(0.1)
      expect(notes.join()).toContain(`the covariance was repaired, by ${repaired} at most`)
    })

    test.each([
      ['of the wrong size', { ...full, sigma: sigma.slice(1) }, 'has 11 rows where 12 are expected'],
      [
        'that is not symmetric',
        { ...full, sigma: sigma.map((row, i) => (i === 0 ? row.map((value, j) => value + 0.01 * j) : row)) },
        'differ',
      ],
      ['beside factors', { ...full, F: [0.1] }, 'F: sigma stands in place of F'],
      ['beside exposures', { ...full, sec: { ...columns, B: sec.B } }, 'sec.B: sigma stands in place of B'],
    ])('refuses one %s', async (_, content, what) => {
      expect((await said(file('odd-sigma.json', content))).lines).toEqual([expect.stringContaining(what)])
    })
  })

  test.each([
    [[]],
    [[good, '--gap', '-1']],
    [[good, '--seconds', '0']],
    [[good, '--threads', '1.5']],
    [[good, '--threads', '0']],
    [[good, '--factors', '0']],
  ])('wrong usage %#', async words => {
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
