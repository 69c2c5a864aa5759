/** Ports in, a running desk out: the one place that sees every layer of main. Hosts and the command line call it; nothing else does. */
import { readFileSync } from 'node:fs'
import { methods } from '../shared/contract/methods.ts'
import type { CivilDate } from '../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../shared/kernel/id.ts'
import { Refused, valueOrThrow } from '../shared/kernel/outcome.ts'
import { custodianFeesShape } from '../shared/model/costs.ts'
import { settingsShape } from '../shared/model/settings.ts'
import { federalTableShape } from '../shared/model/tax-table.ts'
import { stateTableShape } from '../shared/model/tax-year.ts'
import { inlineJobs } from './compute/inline.ts'
import type { Jobs } from './compute/jobs.ts'
import type { Changed, DeskContext, Resources } from './desk/context.ts'
import { deskHandlers } from './desk/handlers.ts'
import { type ImportWork, importWork } from './desk/import/work.ts'
import { type ReviewPack, reviewPack } from './desk/review-pack.ts'
import { loadSample, sampleDay } from './desk/sample.ts'
import { type ExportedFile, exportedFiles } from './desk/template-export.ts'
import { engineVersion } from './engine/version.ts'
import type { CallContext, Desk, Ports } from './ports.ts'
import { appRoot, resourcePath } from './resources.ts'
import { createRouter } from './router/router.ts'
import { restoreBackup } from './store/backup.ts'
import { listBackups } from './store/backup-files.ts'
import { openStore, type Store } from './store/store.ts'

export interface ComposeRequest {
  /** Path of the book, or `:memory:`. */
  readonly book: string
  readonly host: DeskContext['host']
  readonly ports: Ports
  /** A day fixed from outside (`--as-of`); otherwise the sample's own day, or the clock's. */
  readonly asOf?: CivilDate
  /** Threads for long work; inline where nobody else is waiting. */
  readonly jobs?: Jobs
  /** A thread for imports, where a window waits; a book in memory is written in place. */
  readonly imports?: (store: Store) => ImportWork
}

/** The desk with the use cases that only the command line asks for. */
export interface ComposedDesk extends Desk {
  loadSample(call: CallContext): Promise<unknown>
  /** Of the day the desk works on. */
  reviewPack(call: CallContext): Promise<ReviewPack>
  /** What was entered, as tables of the template. */
  exportedFiles(): readonly ExportedFile[]
}

/** Opens the book (a thrown `Refused` says why not) and puts the desk together. */
export async function compose(request: ComposeRequest): Promise<ComposedDesk> {
  const { ports } = request
  const store = valueOrThrow(openStore(request.book, { now: () => ports.clock.now(), program: `Lotwright ${request.host}` }))
  const jobs = request.jobs ?? inlineJobs()
  const events = new Set<(name: string, payload: unknown) => void>()
  const imports = request.imports && store.file !== ':memory:' ? request.imports(store) : importsInPlace(store, ports)
  const context = contextOf(request, { store, jobs, imports }, (what, household) => {
    for (const listener of events) listener('book.changed', { what, household })
  })
  const dispatch = createRouter(methods, deskHandlers(context), { ...ports, checkColumnar: request.host === 'test' })
  void store.backupIfDue().then(made => !made.ok && ports.log.write({ what: 'daily backup', code: made.refusal.code }))
  return {
    dispatch,
    loadSample: call => loadSample(context, call),
    reviewPack: call => reviewPack(context, context.today(), call),
    exportedFiles: () => exportedFiles(context),
    subscribe(listener) {
      events.add(listener)
      return () => void events.delete(listener)
    },
    async close() {
      await jobs.close()
      await imports.close()
      const closed = await store.close()
      if (!closed.ok) ports.log.write({ what: 'backup at close', code: closed.refusal.code })
    },
  }
}

function importsInPlace(store: Store, { ids }: Ports): ImportWork {
  return importWork({ ids, read: work => work(store.book), write: (_, work) => store.transaction(work) })
}

function contextOf(
  request: ComposeRequest,
  parts: Pick<DeskContext, 'store' | 'jobs' | 'imports'>,
  tell: (what: Changed, household: HouseholdId | null) => void,
): DeskContext {
  const listeners = new Set<(household: HouseholdId | null) => void>()
  const held = new Map<string, number>()
  const day = { revision: -1, sample: null as CivilDate | null }
  let revision = 0
  return {
    ...parts,
    ports: request.ports,
    resources: shippedFacts(),
    host: request.host,
    revision: () => revision,
    changed(what, household) {
      // a mark of the checklist changes nothing that is computed
      if (what !== 'check') {
        revision += 1
        for (const listener of listeners) listener(household)
      }
      tell(what, household)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    held(handle, stops) {
      if (stops > 0) held.set(handle, stops)
      else held.delete(handle)
    },
    heldFiles: () => held.size,
    today() {
      if (request.asOf !== undefined) return request.asOf
      if (day.revision !== revision) Object.assign(day, { revision, sample: sampleDay(parts.store.book) })
      return day.sample ?? request.ports.clock.today()
    },
  }
}

const taxYears = [2024, 2025, 2026]

function shippedFacts(): Resources {
  const json = (name: string): unknown => JSON.parse(readFileSync(resourcePath(name), 'utf8'))
  const { version } = JSON.parse(readFileSync(`${appRoot}/package.json`, 'utf8')) as { version: string }
  const { sources: _, ...policy } = json('policy.json') as Record<string, unknown>
  const font = (name: string) => resourcePath(`fonts/Roboto-${name}.ttf`)
  return {
    version,
    engine: engineVersion,
    federal: new Map(taxYears.map(year => [year, federalTableShape.parse(json(`tax/${year}.json`))])),
    states: stateTableShape.parse(json('tax/states.json')),
    defaults: settingsShape.parse({ ...policy, costs: json('costs.json') }),
    fees: custodianFeesShape.parse(json('custodian-fees.json')),
    sampleFolder: resourcePath('sample'),
    fonts: { normal: font('Regular'), bold: font('Medium') },
  }
}

/** What a book can be restored from, and the restoring itself; null only lists. The newest backup counts where none is named. */
export function restoreBook(file: string, wish: { readonly backup: string | null; readonly at: string } | null) {
  const backups = listBackups(file)
  if (wish === null) return { backups, restored: null }
  const from = wish.backup ?? backups[0]?.file
  if (from === undefined) {
    throw new Refused({
      code: 'store/no-backup',
      what: 'There is no backup of this book.',
      where: file,
      remedy: 'Name one with --backup FILE.',
    })
  }
  return { backups, restored: { from, aside: valueOrThrow(restoreBackup(file, from, wish.at)).aside } }
}
