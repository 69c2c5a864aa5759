/**
 * A household's tax year: the view, its Form 8949 as a file, the pack for the CPA as paper, and the tables it rests on. All three are made from one
 * document of the engine; only sources get the names of their files on the way out.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { TaxTables, YearView } from '../../shared/model/tax-year.ts'
import { standingOf } from '../engine/standing/standing.ts'
import { yearView } from '../engine/tax-year/view.ts'
import { yearCsv } from '../print/year/year-csv.ts'
import { yearPdf } from '../print/year/year-pdf.ts'
import { taxProfilesOf } from '../store/planning.ts'
import type { DeskContext } from './context.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { settingsOf } from './snapshot.ts'
import { sourceNamer } from './sources.ts'

type Given = z.output<(typeof methods)['year.view']['input']>

export function taxYearHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  const fileName = (view: YearView, kind: string, ending: string) => `${kind}-${view.year}-${safe(view.householdName)}.${ending}`
  return {
    'year.view': (given: Given) => viewOf(context, snapshots, given),
    'year.export': (given: Given) => {
      const view = viewOf(context, snapshots, given)
      const bytes = new TextEncoder().encode(yearCsv(view))
      return context.ports.files.offer(fileName(view, 'form-8949', 'csv'), bytes, 'text/csv')
    },
    'year.print': async (given: Given) => {
      const view = viewOf(context, snapshots, given)
      const pdf = await yearPdf(view, settingsOf(context).firm, context.resources.fonts)
      return context.ports.files.offer(fileName(view, 'cpa-pack', 'pdf'), pdf, 'application/pdf')
    },
    'tax-profile.list': (given: { household: Given['household'] }) => ({ profiles: taxProfilesOf(context.store.book, given.household) }),
    'tax.tables': (): TaxTables => ({
      federal: [...context.resources.federal.values()].sort((a, b) => a.year - b.year),
      states: context.resources.states,
    }),
  }
}

function viewOf(context: DeskContext, snapshots: SnapshotLoader, { household, asOf, year, choices }: Given): YearView {
  const { snapshot, hash } = snapshots.load(household, asOf)
  const view = yearView({
    standing: standingOf(snapshot),
    snapshot,
    snapshotHash: hash,
    engine: context.resources.engine,
    year,
    profiles: taxProfilesOf(context.store.book, household),
    tableOf: of => context.resources.federal.get(of),
    choices,
  })
  const name = sourceNamer(context)
  return { ...view, rows: view.rows.map(row => ({ ...row, source: name(row.source) })) }
}

/** A household's name as part of a file's name, the same on every system. */
function safe(name: string): string {
  const kept = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')
  return kept.slice(0, 60) || 'household'
}
