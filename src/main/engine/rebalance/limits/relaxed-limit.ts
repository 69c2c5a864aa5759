/** A clashing row back as the limit behind it: with as much more room as makes a plan possible, as a limit of this plan. */
import type { KeptLimit, PlanLimit } from '../../../../shared/model/plan-limits.ts'
import type { ProposalAccount } from '../../../../shared/model/proposal.ts'
import type { Relaxation } from '../../optimize/relaxation.ts'
import type { PlacedLimit } from './place-limits.ts'
import { outermostOf } from './row-names.ts'

type Relaxed = NonNullable<ProposalAccount['conflict'][number]['relax']>

/** `nav` in dollars; null: no limit of these stands behind the row, or more room of it alone makes no plan. */
export function relaxedLimit(limits: readonly PlacedLimit[], { limit: row, by }: Relaxation, nav: number): Relaxed | null {
  if (by === null || by <= 0) return null
  const found = limits.find(each => isBehind(each, row))
  if (found === undefined) return null
  const limit = widened(found, by, nav)
  return limit === null ? null : { wish: 'limits', to: 0, limit: { ...limit, reason: reasonOf(found) } }
}

function reasonOf({ in: { limit } }: PlacedLimit): string {
  return `${limit.reason?.trim() ? `${limit.reason.trim()} ` : ''}Wider so that there is a plan.`.slice(0, 300)
}

function isBehind(each: PlacedLimit, row: string): boolean {
  if (each.kind === 'sum') return each.row === row || outermostOf(each.row) === row
  return (each.kind === 'names' && row === 'number of names') || (each.kind === 'least-order' && row === 'minimum trade')
}

function widened({ in: { limit } }: PlacedLimit, by: number, nav: number): PlanLimit | null {
  const parts = Math.ceil(by * 10_000)
  switch (limit.kind) {
    case 'group':
      return {
        ...limit,
        least: limit.least === null ? null : Math.max(-10_000, limit.least - parts),
        most: limit.most === null ? null : Math.min(10_000, limit.most + parts),
      }
    case 'one-security':
      return { ...limit, most: Math.min(10_000, limit.most + parts) }
    case 'exposure':
      return { ...limit, within: Math.min(1000, limit.within + Math.ceil(by * 100)) }
    case 'names':
      return { ...limit, most: limit.most + Math.ceil(by) }
    case 'least-order':
      return { ...limit, amount: Math.max(0, limit.amount - Math.ceil(by * nav) * 100) as typeof limit.amount }
    default:
      return null
  }
}

/** Limits that bind or are still out, as a ticket prints them. */
export function limitsOnPaper(kept: readonly KeptLimit[] | undefined): string[] {
  return (kept ?? [])
    .filter(({ state }) => state === 'binds' || state === 'out')
    .map(({ words, said, reason }) => `${words}. ${said}${reason === null ? '' : ` (${reason})`}`)
}
