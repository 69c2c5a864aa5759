/** The built command line from the outside: exit statuses, what goes to which stream, and a start without screen or terminal. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function start(words: readonly string[]): ChildProcess {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _w, ...env } = process.env
  const home = mkdtempSync(join(tmpdir(), 'cli-'))
  return spawn(process.execPath, ['scripts/run.mjs', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, LOTWRIGHT_HOME: home },
  })
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', piece => (out += piece))
  child.stderr?.on('data', piece => (err += piece))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, out, err }
}

const lotwright = (...words: string[]) => ended(start(['lotwright', ...words]))

test('an older Node is told so, with what to do, and nothing else is done', async () => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })`
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(older)}`, 'out/main/lotwright.js', '--help'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const told = await ended(child)
  expect(told).toMatchObject({ status: 1, out: '' })
  expect(told.err).toContain('input/node')
  expect(told.err).toContain('Lotwright needs Node 24')
})

test('help is an answer; a wrong word is wrong usage and leaves the answer stream empty', async () => {
  const help = await lotwright('--help')
  expect(help).toMatchObject({ status: 0, err: '' })
  expect(help.out).toContain('serve')
  expect(await lotwright('serve', '--help')).toMatchObject({ status: 0, out: expect.stringContaining('--port'), err: '' })
  for (const words of [[], ['unknown'], ['serve', '--boook', 'x'], ['serve', '--port', 'many'], ['serve', '--as-of', '2026-02-30']]) {
    expect(await lotwright(...words), words.join(' ')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('--help') })
  }
})

test('serve prints its address, answers there, and ends with the signal', async () => {
  const host = start(['lotwright', 'serve', '--json'])
  const said = (await once(host.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  const { address } = JSON.parse(String(said[0])) as { address: string }
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
  host.kill('SIGTERM')
  expect(await once(host, 'exit')).toEqual([0, null])
})

test('a start with neither screen nor terminal reviews the sample and says where the paper is', async () => {
  const review = await ended(start(['start']))
  expect(review).toMatchObject({ status: 0 })
  expect(review.out).toMatch(/ticket PDFs are in .*lotwright-review/)
  expect(existsSync('lotwright-review/review.json')).toBe(true)
  expect(readdirSync('lotwright-review', { recursive: true }).filter(name => String(name).endsWith('.pdf'))).not.toEqual([])
})

test('what was entered goes out as tables, into another book, and out again as the same bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-'))
  const place = (name: string) => join(folder, name)
  writeFileSync(place('households.csv'), 'lotwright:households/1,id,name,note\n,ruiz,Ruiz «Ñandú»,\n')
  const limit = [',ruiz,limits.0.kind,text,names', ',ruiz,limits.0.most,number,12']
  writeFileSync(place('settings.csv'), `lotwright:settings/1,household,name,kind,value\n${limit.join('\n')}\n`)
  const imported = await lotwright('import', place('households.csv'), place('settings.csv'), '--book', place('one.lotwright'))
  expect(imported).toMatchObject({ status: 0 })
  const exported = await lotwright('export', '--book', place('one.lotwright'), '--out', place('first'), '--json')
  expect(exported).toMatchObject({ status: 0, err: '' })
  const { files } = JSON.parse(exported.out) as { files: string[] }
  expect(files).toEqual(['01-households.csv', '02-settings.csv', 'read-me.txt'])
  expect(readdirSync(place('first')).sort()).toEqual(files)
  expect(readFileSync(join(place('first'), '02-settings.csv'), 'utf8')).toContain("ruiz,limits.0.most,number,'12")
  const tables = files.filter(name => name.endsWith('.csv')).map(name => join(place('first'), name))
  expect(await lotwright('import', ...tables, '--book', place('two.lotwright'))).toMatchObject({ status: 0 })
  expect(await lotwright('export', '--book', place('two.lotwright'), '--out', place('second'))).toMatchObject({ status: 0, err: '' })
  for (const name of files) expect(readFileSync(join(place('second'), name), 'utf8')).toBe(readFileSync(join(place('first'), name), 'utf8'))
  expect(await lotwright('export', '--book', place('one.lotwright'))).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringContaining('--out'),
  })
})
