/** Plans over several years on a whole desk: stopped, kept, listed, opened after a restart as they were, stale when the book moves, held against the tickets issued since. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../../src/shared/contract/client.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'

let desk: TestDesk | undefined
let folder: string | undefined
afterEach(async () => {
  await desk?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
  desk = undefined
  folder = undefined
})

type Transition = Output<'transition.run'>
type Row = Output<'transition.keep'>
const household = { household: 'whitfield-tran', asOf: '2026-11-21' }

async function askedOf(of: TestDesk, years = 2) {
  const view = await of.get<Output<'household.view'>>('household.view', household)
  const accounts = view.accounts.filter(({ type }) => type === 'joint' || type === 'taxable' || type === 'trust').map(({ id }) => id)
  return { accounts, wishes: { ...wishes, seconds: 0.2 }, years, discount: { rate: 40_000, source: 'a test' }, rise: null, custom: null }
}

async function issueFirstYear(of: TestDesk, { scenarios, accounts }: Transition, key: string) {
  const first = scenarios.find(scenario => scenario.key === key)?.first
  const plan = await of.get<Output<'optimize.run'>>('optimize.run', {
    ...household,
    accounts: accounts.map(({ account }) => account),
    wishes: first,
    curve: false,
    keep: false,
  })
  const handed = await of.get<Output<'proposal.handover'>>('proposal.handover', { proposal: plan.id, revision: 1, edits: null })
  const choices = handed.choices.map(choice => ({ ...choice, override: 'Agreed with the client' }))
  const draft = await of.get<Output<'ticket.draft'>>('ticket.draft', { ...household, ...handed, choices, reason: 'Years' })
  const signed = { recommendedBy: 'A', placedBy: 'B', discretionary: true, solicited: true }
  const issue = { ...household, ...handed, choices, reason: 'Years', snapshotHash: draft.snapshotHash, ...signed }
  return of.get<Output<'ticket.issue'>>('ticket.issue', issue)
}

test('kept with the scenario that was chosen, opened after a restart byte for byte; done is what tickets since carry out; then the book has moved', async () => {
  folder = mkdtempSync(join(tmpdir(), 'years-'))
  const book = join(folder, 'years.lotwright')
  desk = await openTestDesk({ book, sample: true })
  const asked = await askedOf(desk)
  const made = await desk.get<Transition>('transition.run', { ...household, asked })
  expect(made.scenarios.map(({ check }) => check.checked)).toEqual(made.scenarios.map(() => 'good'))
  const keep = { ...household, asked, chosen: 'all', note: 'for the spring meeting' }
  const row = await desk.get<Row>('transition.keep', keep)
  expect(row).toMatchObject({ chosen: 'all', title: '100 % at once', note: 'for the spring meeting', years: 2 })
  expect(row.id).toMatch(/^Y-[0-9a-f]{12}$/)
  // twice is once; another scenario of it is another row
  expect(await desk.get('transition.keep', { ...keep, note: 'again' })).toEqual(row)
  expect(await desk.refusal('transition.keep', { ...keep, chosen: 'nothing' })).toMatchObject({ code: 'input/field' })
  await desk.close()

  desk = await openTestDesk({ book })
  const { transitions } = await desk.get<Output<'transition.list'>>('transition.list', { household: household.household })
  expect(transitions).toEqual([row])
  const name = { transition: row.id, chosen: 'all' }
  const opened = await desk.get<Output<'transition.read'>>('transition.read', name)
  expect(opened.transition).toEqual(made)
  expect(opened).toMatchObject({ stale: false, note: 'for the spring meeting', done: { tickets: [] } })
  expect(opened.done.words).toContain('Nothing of its first year is on a ticket')
  expect(await desk.refusal('transition.keep', keep)).toMatchObject({ code: 'conflict/stale' })

  const ticket = await issueFirstYear(desk, made, 'all')
  const after = await desk.get<Output<'transition.read'>>('transition.read', name)
  expect(after.transition).toEqual(made)
  expect(after.stale).toBe(true)
  expect(after.done.tickets).toEqual([ticket.id])
  expect(after.done.lines.length).toBeGreaterThan(0)
  expect(after.done.lines.filter(({ planned, issued }) => planned !== issued)).toEqual([])
  await desk.get('ticket.cancel', { ticket: ticket.id, reason: 'the client waits' })
  const cancelled = await desk.get<Output<'transition.read'>>('transition.read', name)
  expect(cancelled.done.tickets).toEqual([])
  expect(cancelled.done.lines.every(({ issued }) => issued === 0)).toBe(true)
})

test('Stop ends it within the year it is in, nothing is remembered, and progress tells the year', async () => {
  desk = await openTestDesk({ sample: true })
  const asked = await askedOf(desk, 5)
  const stop = new AbortController()
  const told: string[] = []
  const outcome = await desk.desk.dispatch(
    'transition.run',
    { ...household, asked },
    {
      signal: stop.signal,
      progress: ({ what }) => {
        told.push(what ?? '')
        stop.abort()
      },
    },
  )
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'cancelled' } })
  expect(told[0]).toMatch(/^100 % at once: 2026$/)
  expect(await desk.refusal('transition.keep', { ...household, asked, chosen: 'all', note: '' })).toMatchObject({ code: 'conflict/stale' })
})
