/** What a tax year is worked out from: the household's snapshot booked twice, by the return's rules and by a broker's, every profile, every table. */
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import type { FormChoices } from '../../../shared/model/tax-year.ts'
import type { Standing } from '../standing/standing.ts'

export interface YearFacts {
  readonly standing: Standing
  readonly snapshot: Snapshot
  readonly snapshotHash: string
  readonly engine: string
  readonly year: number
  readonly profiles: readonly TaxProfile[]
  readonly tableOf: (year: number) => FederalTable | undefined
  readonly choices: FormChoices
}
