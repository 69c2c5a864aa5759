/** The table of answers: every method of the contract has one, or this does not compile. Each use case lives in a file of its own. */
import { basename } from 'node:path'
import type { methods } from '../../shared/contract/methods.ts'
import { valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { checkExample } from '../engine/selftest/check.ts'
import { publishedExamples } from '../engine/selftest/examples.ts'
import type { CallContext } from '../ports.ts'
import type { Handlers } from '../router/handlers.ts'
import { listHouseholds } from '../store/households.ts'
import { saveSettings } from '../store/settings.ts'
import { bookHandlers, overviewer } from './book.ts'
import { bookRunHandlers } from './book-run.ts'
import type { DeskContext } from './context.ts'
import { costHandlers } from './costs.ts'
import { householdHandlers } from './household.ts'
import { importHandlers } from './import/handlers.ts'
import { modelHandlers } from './models.ts'
import { nounHandlers } from './nouns.ts'
import { pastHandlers } from './past.ts'
import { performanceHandlers } from './performance.ts'
import { planPaperHandlers } from './plan-paper.ts'
import { proposalKeeper } from './proposal-keeper.ts'
import { proposalHandlers } from './proposals.ts'
import { reviewer, reviewHandlers } from './reviews.ts'
import { loadSample, sampleDay } from './sample.ts'
import { settingsOf, snapshotLoader } from './snapshot.ts'
import { taxYearHandlers } from './tax-year.ts'
import { templateExportHandlers } from './template-export.ts'
import { ticketHandlers } from './tickets.ts'
import { timelineHandlers } from './timeline.ts'
import { transitionHandlers } from './transitions.ts'
import { washLedgerHandlers } from './wash-ledger.ts'
import { weekHandlers } from './week.ts'
import { write } from './write.ts'

export function deskHandlers(context: DeskContext): Handlers<typeof methods> {
  const snapshots = snapshotLoader(context)
  const reviews = reviewer(context)
  const proposals = proposalKeeper(context, snapshots)
  const overview = overviewer(context, snapshots)
  return {
    ...appHandlers(context),
    ...bookHandlers(context, overview),
    ...weekHandlers(context, snapshots, overview),
    ...householdHandlers(context, snapshots, reviews),
    ...nounHandlers(context),
    ...modelHandlers(context),
    ...taxYearHandlers(context, snapshots),
    ...reviewHandlers(context, snapshots, reviews),
    ...pastHandlers(context, snapshots),
    ...performanceHandlers(context, snapshots),
    ...timelineHandlers(snapshots),
    ...washLedgerHandlers(context, snapshots),
    ...proposalHandlers(context, snapshots, proposals),
    ...bookRunHandlers(context, snapshots, proposals),
    ...planPaperHandlers(context, snapshots, proposals),
    ...transitionHandlers(context, snapshots),
    ...ticketHandlers(context, snapshots, proposals),
    ...importHandlers(context),
    ...templateExportHandlers(context),
    ...costHandlers(context),
  }
}

function appHandlers(context: DeskContext) {
  return {
    'app.info': () => ({
      version: context.resources.version,
      engine: context.resources.engine,
      host: context.host,
      node: process.versions.node,
      sqlite: context.store.sqlite,
      book: basename(context.store.file),
      today: context.today(),
      sample: sampleDay(context.store.book) !== null,
      empty: listHouseholds(context.store.book).length === 0,
      lastBackup: context.store.backups()[0]?.at ?? null,
      taxYears: [...context.resources.federal.keys()].sort(),
    }),
    'sample.load': (_given: object, call: CallContext) => loadSample(context, call),
    'backup.now': async () => {
      const made = valueOrThrow(await context.store.backup('asked'))
      return { file: basename(made.file), at: made.at }
    },
    'selftest.run': () => ({
      examples: publishedExamples.map(example => checkExample(example, year => context.resources.federal.get(year))),
    }),
    'settings.read': () => settingsOf(context),
    'settings.save': (settings: Settings) =>
      write(context, {
        what: 'settings saved',
        subject: 'settings',
        changed: 'settings',
        household: null,
        work(book) {
          saveSettings(book, settings)
          return settings
        },
      }),
  }
}
