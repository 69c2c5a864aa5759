/** The household's wash ledger and the lineage of a lot, with every source by file name. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Lineage } from '../../shared/model/lineage.ts'
import type { WashLedger } from '../../shared/model/wash-ledger.ts'
import { lineageOf } from '../engine/lineage/lineage.ts'
import { standingOf } from '../engine/standing/standing.ts'
import { washLedger } from '../engine/wash/ledger.ts'
import type { DeskContext } from './context.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { sourceNamer } from './sources.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function washLedgerHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  return {
    'wash.ledger': ({ household, asOf, year }: Given<'wash.ledger'>): WashLedger => {
      const ledger = washLedger(standingOf(snapshots.load(household, asOf).snapshot), year ?? null)
      const name = sourceNamer(context)
      return {
        ...ledger,
        entries: ledger.entries.map(entry => ({
          ...entry,
          sources: { sale: name(entry.sources.sale), purchase: name(entry.sources.purchase) },
        })),
      }
    },
    'lot.lineage': ({ household, asOf, lot }: Given<'lot.lineage'>): Lineage => {
      const lineage = valueOrThrow(lineageOf(standingOf(snapshots.load(household, asOf).snapshot), lot))
      const name = sourceNamer(context)
      return { ...lineage, nodes: lineage.nodes.map(node => ({ ...node, source: name(node.source) })) }
    },
  }
}
