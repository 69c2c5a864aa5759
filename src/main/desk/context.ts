/**
 * What every use case of the desk is given: the book, the machine's ports, the facts shipped with the app, and a way to say that something
 * changed. One context lives as long as its book is open.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import type { CustodianFee } from '../../shared/model/costs.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { FederalTable } from '../../shared/model/tax-table.ts'
import type { StateTable } from '../../shared/model/tax-year.ts'
import type { Jobs } from '../compute/jobs.ts'
import type { Ports } from '../ports.ts'
import type { FontPaths } from '../print/pdf.ts'
import type { Store } from '../store/store.ts'
import type { ImportWork } from './import/work.ts'

/** Facts that ship with the app, read once at start. */
export interface Resources {
  readonly version: string
  /** Name and version of the engine, printed on tickets: `lotwright-engine 0.1.0`. */
  readonly engine: string
  readonly federal: ReadonlyMap<number, FederalTable>
  /** Top rates of the states, with their caveats: a proposal for the tax profile, never used by itself. */
  readonly states: StateTable
  readonly defaults: Settings
  /** What custodians charge for an order as they publish it; the firm's own rows in the settings stand before them. */
  readonly fees: readonly CustodianFee[]
  readonly sampleFolder: string
  readonly fonts: FontPaths
}

export type Changed = 'book' | 'import' | 'ticket' | 'settings' | 'basket' | 'proposal' | 'check'

export interface DeskContext {
  readonly store: Store
  readonly ports: Ports
  readonly resources: Resources
  readonly jobs: Jobs
  readonly imports: ImportWork
  readonly host: 'electron' | 'loopback' | 'test'
  /** Counts up with every write; what was computed from an older count is stale. */
  revision(): number
  /** Tells windows and caches; `household` null means the whole book. */
  changed(what: Changed, household: HouseholdId | null): void
  /** Told of every change after it is written; returns its own off. */
  onChange(listener: (household: HouseholdId | null) => void): () => void
  /** Stops of a file that was previewed and not committed; 0 lets it go. The book's tile counts them. */
  held(handle: string, stops: number): void
  heldFiles(): number
  /** The day the desk works on. The sample book stays on its own day, so that what it shows does not wither. */
  today(): CivilDate
}
