/** `lotwright verify` on proposals that `optimize --proposals` wrote, sound and corrupted. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliCommand, readArguments, WrongUsage } from '../../../src/main/cli/command.ts'
import { optimize } from '../../../src/main/cli/optimize.ts'
import { verify } from '../../../src/main/cli/verify.ts'
import { Refused } from '../../../src/shared/kernel/outcome.ts'
import { randomInstance } from '../../fixtures/instance-generator.ts'
import { small } from '../../fixtures/problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'proposals-'))
const proposal = join(folder, 'random-8.proposal.json')
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  writeFileSync(join(folder, 'instance.json'), JSON.stringify(randomInstance(8, small)))
  await said(optimize, join(folder, 'instance.json'), '--proposals', folder)
})

async function said(command: CliCommand, ...words: string[]): Promise<string[]> {
  const lines: string[] = []
  const output = { print: (text: string) => void lines.push(text), note: () => {}, progress: () => {} }
  const ended = await command.run(readArguments(command, words), output).catch((error: unknown) => error)
  if (ended instanceof Refused) lines.push(`${ended.refusal.code} ${ended.refusal.where}: ${ended.refusal.what}`)
  else if (ended !== undefined) throw ended
  return lines
}

function changed(change: (draft: { trades: { side: string; shares: string }[]; instance: { nav: number } }) => void): string {
  const draft = JSON.parse(readFileSync(proposal, 'utf8'))
  change(draft)
  const path = join(folder, 'changed.json')
  writeFileSync(path, JSON.stringify(draft))
  return path
}

describe('verify', () => {
  test('says which checks hold, one line a proposal', async () => {
    expect(readdirSync(folder)).toContain('random-8.proposal.json')
    const [line = '', ...others] = await said(verify, proposal)
    expect(others).toEqual([])
    const verdict = JSON.parse(line) as { name: string; verdict: string; checks: { name: string; verdict: string }[] }
    expect([verdict.name, verdict.verdict]).toEqual(['random 8', 'holds'])
    const names = verdict.checks.map(check => check.name)
    for (const name of ['shares', 'cash', 'sector 1', 'turnover', 'position', 'wash', 'objective', 'bound']) expect(names).toContain(name)
  })

  test('refuses a proof nested too deeply to be read, in words', async () => {
    const draft = JSON.parse(readFileSync(proposal, 'utf8'))
    const [{ regime, parts: _parts, barred: _barred, ...prices }] = draft.certificate
    const opening = `${JSON.stringify(prices).slice(0, -1)},"parts":[{"of":"security","index":0,"bits":15,"node":`
    const depth = 20_000
    const deep = `${opening.repeat(depth)}${JSON.stringify(prices)}${'}]}'.repeat(depth)}`
    const text = JSON.stringify({ ...draft, certificate: ['deep'] }).replace('"deep"', `${deep.slice(0, -1)},"regime":"${regime}"}`)
    const path = join(folder, 'deep.json')
    writeFileSync(path, text)
    expect(await said(verify, path)).toEqual([expect.stringContaining('nested too deeply')])
    rmSync(path)
  })

  test('ends with the first check that is broken', async () => {
    const path = changed(({ trades }) => {
      for (const trade of trades.slice(0, 1)) trade.shares = '1234567'
    })
    const [line = '', refusal] = await said(verify, path)
    expect(JSON.parse(line)).toMatchObject({ verdict: 'broken' })
    expect(refusal).toMatch(/^rule\/proposal random 8: /)
  })

  test.each([
    ['text over lines', 'no\nproposal\n', /^This is no JSON: [^\n]*$/],
    ['a list', '[]', 'This is no proposal.'],
    ['nothing', 'null', 'This is no proposal.'],
    ['an instance that names its schema', '{"schema":"rebal-1"}', 'Its schema is "rebal-1".'],
    ['a later version', '{"schema":"rebalance-proposal/2"}', 'Its schema is "rebalance-proposal/2".'],
    ['a proposal without trades', '{"schema":"rebalance-proposal/1"}', /^instance: /],
  ])('refuses %s in one line that says what it is', async (_, text, what) => {
    const path = join(folder, 'other.json')
    writeFileSync(path, text)
    const [line = '', ...more] = await said(verify, path)
    expect(more).toEqual([])
    expect(line.replace('input/proposal other.json: ', '')).toEqual(typeof what === 'string' ? what : expect.stringMatching(what))
  })

  test('refuses what is no proposal, and an instance that makes no sense', async () => {
    expect((await said(verify, join(folder, 'instance.json')))[0]).toBe('input/proposal instance.json: It names no schema.')
    expect((await said(verify, join(folder, 'missing.json')))[0]).toMatch(/cannot be read/)
    const path = changed(({ instance }) => {
      instance.nav = 0
    })
    expect((await said(verify, path))[0]).toMatch(/^input\/instance random 8: nav/)
    await expect(said(verify)).rejects.toThrow(WrongUsage)
  })
})
