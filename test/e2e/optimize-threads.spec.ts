/** The built `optimize`: threads are bundles of their own there, so their answers are held against one thread's, byte by byte; and Ctrl-C ends all of them at once. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { randomInstance } from '../fixtures/instance-generator.ts'

const folder = mkdtempSync(join(tmpdir(), 'optimize-'))
const files = [1, 2, 3, 4, 5].map(seed => {
  const path = join(folder, `${seed}.json`)
  const size = seed === 2 ? { securities: 300, lots: 900, factors: 8, trades: 90 } : { securities: 40, lots: 120, factors: 6, trades: 15 }
  writeFileSync(path, JSON.stringify({ ...randomInstance(seed, size), name: `account ${seed}` }))
  return path
})

const start = (...words: string[]) =>
  spawn(process.execPath, ['out/main/lotwright.js', 'optimize', ...words], { stdio: ['ignore', 'pipe', 'pipe'] })

async function bytesOf(...words: string[]): Promise<string> {
  const child = start(...words)
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  await once(child, 'close')
  return Buffer.concat(pieces).toString('latin1')
}

test('one thread, two and four answer with the same bytes, plans and proposals', async () => {
  const proposals = (threads: string) => join(folder, `proposals-${threads}`)
  const [one, two, four] = [
    await bytesOf(...files, '--proposals', proposals('1')),
    await bytesOf(...files, '--threads', '2', '--proposals', proposals('2')),
    await bytesOf(...files, '--threads', '4', '--proposals', proposals('4')),
  ]
  expect(one.split('\n').map(line => line.slice(0, 18))).toEqual([...[1, 2, 3, 4, 5].map(seed => `{"name":"account ${seed}`), ''])
  expect(two).toBe(one)
  expect(four).toBe(one)
  for (const seed of [1, 2, 5]) {
    const read = (threads: string) => readFileSync(join(proposals(threads), `account-${seed}.proposal.json`))
    expect(read('2').equals(read('1'))).toBe(true)
  }
})

/** Never proven to a gap of nothing: the wait below ends in the middle of its search. */
const endless = join(folder, 'endless.json')
writeFileSync(
  endless,
  JSON.stringify({ ...randomInstance(2, { securities: 2000, lots: 8000, factors: 20, trades: 300 }), name: 'endless' }),
)

for (const threads of ['1', '2']) {
  test(`Ctrl-C ends a search on ${threads} thread(s) that would go on for an hour`, async () => {
    const child = start(endless, endless, '--gap', '0', '--seconds', '3600', '--threads', threads)
    let said = ''
    child.stdout.on('data', piece => (said += piece))
    // long enough for the search to be under way, however slow the machine: before it, the signal ends the process as well
    await new Promise(resolve => setTimeout(resolve, 1500))
    expect(child.exitCode).toBeNull()
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
    expect(said).toBe('')
  })
}
