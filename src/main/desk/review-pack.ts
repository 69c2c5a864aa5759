/**
 * What an advisor takes to the meetings: every household's review as one JSON and one CSV, and for each household with lots worth selling a
 * ticket as PDF and lot CSV. Same book and day, same bytes.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { Refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Review } from '../../shared/model/review.ts'
import type { SaleChoice } from '../../shared/model/ticket.ts'
import { sampleNote } from '../../shared/present/words.ts'
import { priceBasket } from '../engine/basket.ts'
import { suggestChoices } from '../engine/suggest.ts'
import type { CallContext } from '../ports.ts'
import { suggestionsCsv } from '../print/suggestions-csv.ts'
import { ticketCsv } from '../print/ticket-csv.ts'
import { ticketPdf } from '../print/ticket-pdf.ts'
import { listHouseholds } from '../store/households.ts'
import type { DeskContext } from './context.ts'
import { type HouseholdJson, householdJson } from './review-json.ts'
import { reviewer } from './reviews.ts'
import { sampleDay } from './sample.ts'
import { type Loaded, snapshotLoader } from './snapshot.ts'
import { draftTicket } from './tickets.ts'
import { weighingOf } from './weighing.ts'

export interface PackFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ReviewPack {
  readonly asOf: CivilDate
  readonly engine: string
  readonly households: readonly HouseholdJson[]
  /** `review.json` and `suggestions.csv` first, then a PDF and a CSV for each household with trades. */
  readonly files: readonly PackFile[]
}

const encoder = new TextEncoder()

export async function reviewPack(context: DeskContext, asOf: CivilDate, call: CallContext): Promise<ReviewPack> {
  const snapshots = snapshotLoader(context)
  const reviews = reviewer(context)
  const households: HouseholdJson[] = []
  const all: Review[] = []
  const papers: PackFile[] = []
  const list = listHouseholds(context.store.book)
  for (const [done, household] of list.entries()) {
    if (call.signal.aborted) throw new Refused({ code: 'cancelled', what: 'The review was stopped.', remedy: 'Nothing was written.' })
    call.progress({ done, of: list.length, what: 'households reviewed' })
    const loaded = snapshots.load(household.id, asOf)
    const review = reviews.of(loaded)
    const choices = worthIssuing(loaded, review)
    const reason = `Realize losses found by the review of ${asOf}`
    const ticket = choices.length === 0 ? null : draftTicket(context, snapshots, { household: household.id, asOf, choices, reason })
    const stem = ticket && fileStem(household.name, papers)
    if (ticket && stem) {
      papers.push(
        { name: `${stem}.pdf`, bytes: await ticketPdf(ticket, context.resources.fonts) },
        { name: `${stem}.csv`, bytes: encoder.encode(ticketCsv(ticket)) },
      )
    }
    all.push(review)
    households.push(householdJson(loaded.snapshot, review, ticket, stem, weighingOf(context, loaded.snapshot.household.id)))
  }
  const isSample = sampleDay(context.store.book) !== null
  call.progress({ done: list.length, of: list.length, what: 'households reviewed' })
  const json = `${JSON.stringify({ schema: 'lotwright-review/1', ...(isSample ? { note: sampleNote } : {}), asOf, engine: context.resources.engine, households }, null, 1)}\n`
  const files = [
    { name: 'review.json', bytes: encoder.encode(json) },
    { name: 'suggestions.csv', bytes: encoder.encode(suggestionsCsv(all, isSample)) },
    ...papers,
  ]
  return { asOf, engine: context.resources.engine, households, files }
}

/** The suggested basket without sales that would need an override: those are a person's decision. */
function worthIssuing({ snapshot }: Loaded, review: Review): SaleChoice[] {
  let choices = suggestChoices(review, snapshot.relations)
  while (choices.length > 0) {
    const view = valueOrThrow(priceBasket(snapshot, review, choices))
    const free = choices.filter((_, index) => view.choices[index]?.blocks.length === 0)
    if (free.length === choices.length) return choices
    choices = free
  }
  return choices
}

/** `ticket-alvarez-kim`: safe on every file system, never twice. */
function fileStem(name: string, taken: readonly PackFile[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const stem = `ticket-${plain === '' ? 'household' : plain}`
  const used = taken.filter(file => file.name === `${stem}.pdf` || file.name.startsWith(`${stem}-no-`)).length
  return used === 0 ? stem : `${stem}-no-${used + 1}`
}
