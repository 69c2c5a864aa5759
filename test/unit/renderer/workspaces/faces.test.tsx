/**
 * The faces of the screens of the law: at work, refused, with nothing to show, and with a busy year, as they first stand in the page. Answers are the mock desk's,
 * laid into the cache before the screen is drawn; what happens after the first drawing is for the browser's tests.
 */
import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { keyOf } from '../../../../src/renderer/desk/cache.ts'
import { DeskProvider, useDesk } from '../../../../src/renderer/desk/desk.tsx'
import { SessionProvider } from '../../../../src/renderer/desk/session.tsx'
import { TrailProvider } from '../../../../src/renderer/desk/trail.tsx'
import type { Answer } from '../../../../src/renderer/desk/use-query.ts'
import { AnswerView } from '../../../../src/renderer/parts/answer.tsx'
import type { Route } from '../../../../src/renderer/shell/route.ts'
import { LineagePage } from '../../../../src/renderer/workspaces/household/lineage/lineage.tsx'
import { Realized } from '../../../../src/renderer/workspaces/household/realized/realized.tsx'
import { WashLedgerTab } from '../../../../src/renderer/workspaces/household/wash/wash-ledger.tsx'
import { PublishedExamples } from '../../../../src/renderer/workspaces/settings/published-examples.tsx'
import { Timeline } from '../../../../src/renderer/workspaces/timeline/timeline.tsx'
import type { Client, Output } from '../../../../src/shared/contract/client.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { answers } from '../../../fixtures/mock-answers.ts'

const home = id<'household'>('h0')
const asOf = '2026-11-21'
const silent = { on: () => () => undefined, call: () => new Promise(() => undefined) } as unknown as Client

type Given = readonly (readonly [method: string, input: object])[]

/** Lays the mock desk's answers to these calls into the cache before what it holds is drawn. */
function Answered({ mode, given, children }: { mode: string; given: Given; children: ReactNode }) {
  const { cache } = useDesk()
  const table = answers(mode)
  for (const [method, input] of given) cache.keep(keyOf(method, input), table[method]?.(input as Record<string, unknown>))
  return children
}

/** The page as text: tags give way to a space. `given` are the calls already answered by the mock desk of `mode`. */
function shown(screen: ReactElement, mode: string, given: Given = []): string {
  const html = renderToStaticMarkup(
    <DeskProvider client={silent}>
      <SessionProvider info={answers(mode)['app.info']?.({}) as Output<'app.info'>}>
        <TrailProvider>
          <Answered mode={mode} given={given}>
            {screen}
          </Answered>
        </TrailProvider>
      </SessionProvider>
    </DeskProvider>,
  )
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
}

function viewOf(mode: string) {
  return answers(mode)['household.view']?.({ household: home }) as Output<'household.view'>
}

const route = (screen: string, rest: readonly string[] = []): Route => ({ screen, household: home, rest, query: {} })
const ledger: Given = [['wash.ledger', { household: home, asOf }]]
const year: Given = [['year.view', { household: home, asOf, year: 2026, choices: { wholeDollars: false, combineLots: false } }]]

test('while it is at work each stands without a figure, and a page keeps its head', () => {
  const waiting: readonly (readonly [ReactElement, string])[] = [
    [<WashLedgerTab key="wash" view={viewOf('small')} />, ''],
    [<LineagePage key="lineage" household={home} lot="any" />, 'Lineage of a lot'],
    [<Realized key="year" view={viewOf('small')} route={route('household', ['realized'])} />, ''],
    [<Timeline key="timeline" route={route('timeline')} />, 'Timeline'],
  ]
  for (const [screen, head] of waiting) {
    const text = shown(screen, 'small')
    expect(text).toContain(head)
    expect(text).not.toMatch(/\$\d|No loss|No sales|Nothing held/)
  }
})

test('a refusal says what, where and what to do; above an older answer it takes nothing away', () => {
  const refusal = { code: 'input/lot', what: 'No lot of this household has this name.', where: 'lot nothing', remedy: 'Open it from Lots.' }
  const answer = { refusal, loading: false, progress: null, refresh: () => undefined, stop: () => undefined }
  const face = (value: string | undefined) =>
    shown(
      <AnswerView answer={{ ...answer, value } as Answer<string>} what="Following the lot">
        {found => <p>{found}</p>}
      </AnswerView>,
      'small',
    )
  for (const value of [undefined, 'the older lineage']) {
    const text = face(value)
    for (const part of [refusal.what, refusal.remedy, 'Try again', value ?? '']) expect(text).toContain(part)
  }
})

test('a household without a washed loss, a sale or a holding is told so in words', () => {
  const wash = shown(<WashLedgerTab view={viewOf('small')} />, 'empty', ledger)
  expect(wash).toContain('No loss was washed')
  expect(wash).toContain('Adds up')
  expect(wash).not.toContain('Match in focus')
  expect(shown(<Realized view={viewOf('small')} route={route('household', ['realized'])} />, 'empty', year)).toContain('No sales in 2026')
  const days = shown(<Timeline route={route('timeline')} />, 'empty', [['timeline.view', { household: home, asOf }]])
  expect(days).toContain('Nothing held and nothing traded')
  const examples = shown(<PublishedExamples />, 'empty')
  expect(examples).toContain('Run the published examples')
  expect(examples).not.toContain('hold on this build')
})

test('a busy year: the newest match stands in the panel with its rules, and the sums are the ledger’s own', () => {
  const text = shown(<WashLedgerTab view={viewOf('small')} />, 'small', ledger)
  expect(text).toContain('By match')
  expect(text).toContain('Where the loss is')
  expect(text).toContain('Reg. §1.1091-1')
  expect(text).toMatch(/Lost for good \$[1-9]/)
  expect(text).toContain('Adds up')
})

test('a lineage names every step in order, each with its day, account and basis', () => {
  const text = shown(<LineagePage household={home} lot="any" />, 'small', [['lot.lineage', { household: home, asOf, lot: 'any' }]])
  expect(text).toMatch(/\d+ steps, 1 wash/)
  expect(text.indexOf('Bought')).toBeLessThan(text.indexOf('Replaced loss shares'))
  expect(text).toContain('Copy as text')
})

test('a year shows its sums, what may still change, and its sales by name of their parts', () => {
  const text = shown(<Realized view={viewOf('small')} route={route('household', ['realized'])} />, 'small', year)
  expect(text).toContain('may still change')
  expect(text).toContain('close to the cent')
  expect(text).toMatch(/Schedule D preview/)
})
