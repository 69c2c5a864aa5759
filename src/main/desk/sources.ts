/**
 * File names in place of import ids. The engine knows a fact's import and line (`import:<id>#<line>`); an advisor knows `Lot-Details-VTI.CSV line 12`.
 */
import { type ImportId, id } from '../../shared/kernel/id.ts'
import type { Review } from '../../shared/model/review.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import type { Trace } from '../../shared/model/trace.ts'
import { findImport } from '../store/imports.ts'
import type { DeskContext } from './context.ts'

const reference = /^import:(.+)#(\d+)$/

/** `Lot-Details-VTI.CSV line 12`; text that is no such reference stays as it is. */
export function sourceNamer(context: DeskContext): (source: string) => string {
  const names = new Map<ImportId, string>()
  return source => {
    const match = reference.exec(source)
    if (!match) return source
    const importId = id<'import'>(match[1] as string)
    const name = names.get(importId) ?? findImport(context.store.book, importId)?.fileName ?? 'a file no longer known'
    names.set(importId, name)
    return match[2] === '0' ? name : `${name} line ${match[2]}`
  }
}

/** The ticket with its lots' sources by file name. */
export function named(context: DeskContext, ticket: Ticket): Ticket {
  const name = sourceNamer(context)
  return {
    ...ticket,
    pages: ticket.pages.map(page => ({
      ...page,
      orders: page.orders.map(order => ({ ...order, lots: order.lots.map(lot => ({ ...lot, source: name(lot.source) })) })),
    })),
  }
}

/** The review with every trade it cannot book by file name and line. */
export function namedReview(context: DeskContext, review: Review): Review {
  const name = sourceNamer(context)
  return { ...review, quality: review.quality.map(flag => ({ ...flag, where: flag.where.replace(/import:\S+#\d+$/, name) })) }
}

/** A figure's working with every source by file name, at every depth. */
export function namedTrace(context: DeskContext, trace: Trace): Trace {
  const name = sourceNamer(context)
  const walk = (step: Trace): Trace => ({
    ...step,
    source: step.source === undefined ? undefined : name(step.source),
    inputs: step.inputs.map(walk),
  })
  return walk(trace)
}
