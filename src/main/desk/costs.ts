/** The firm's estimates of what trading single securities costs: read with what custodians publish, entered by hand, or taken from a table. They are part of the settings. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { daysBetween } from '../../shared/kernel/civil-date.ts'
import { Refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import { type CostEstimate, mostEstimates } from '../../shared/model/costs.ts'
import { counted } from '../../shared/present/format.ts'
import { costsAreStale, mostDaysOfCosts } from '../engine/planner/rebalancing-cost.ts'
import { readCostEstimates } from '../intake/cost-estimates.ts'
import { findSecurity, listSecurities } from '../store/securities.ts'
import { saveSettings } from '../store/settings.ts'
import type { DeskContext } from './context.ts'
import { settingsOf } from './snapshot.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function costHandlers(context: DeskContext) {
  return {
    'costs.read': ({ asOf }: Given<'costs.read'>) => costsView(context, asOf),
    'costs.estimate': (estimate: Given<'costs.estimate'>) => {
      if (!findSecurity(context.store.book, estimate.security))
        throw unknown(estimate.security, 'security', 'Import a file that holds it first.')
      keep(context, 'cost estimate saved', [estimate], [])
      return estimate
    },
    'costs.remove': ({ security }: Given<'costs.remove'>) => {
      keep(context, 'cost estimate removed', [], [security])
      return {}
    },
    'costs.import': ({ text, asOf }: Given<'costs.import'>) => {
      const bySymbol = new Map(listSecurities(context.store.book).map(({ symbol, id }) => [symbol.toUpperCase(), id]))
      const estimates = valueOrThrow(readCostEstimates(text, asOf)).map(({ symbol, line, ...estimate }): CostEstimate => {
        const security = bySymbol.get(symbol.toUpperCase())
        if (security === undefined) throw unknown(symbol, `line ${line}`, 'Take its line out, or import a file that holds it first.')
        return { ...estimate, security }
      })
      keep(context, 'cost estimates imported', estimates, [])
      return { taken: estimates.length }
    },
  }
}

function unknown(name: string, where: string, remedy: string): Refused {
  return new Refused({ code: 'data/unknown-security', what: `The book has no security ${name}.`, where, remedy })
}

/** In the order of their securities, so that the same estimates give the same settings however they came in. */
function keep(context: DeskContext, what: string, saved: readonly CostEstimate[], removed: readonly string[]): void {
  const settings = settingsOf(context)
  const gone = new Set([...removed, ...saved.map(({ security }) => security as string)])
  const estimates = [...(settings.costs.estimates ?? []).filter(({ security }) => !gone.has(security)), ...saved]
  if (estimates.length > mostEstimates)
    throw new Refused({
      code: 'input/too-many',
      what: `More than ${mostEstimates} cost estimates.`,
      where: 'cost estimates',
      remedy: 'Remove those of securities no longer traded.',
    })
  estimates.sort((a, b) => (a.security < b.security ? -1 : 1))
  write(context, {
    what,
    subject: 'settings',
    changed: 'settings',
    household: null,
    work: book => saveSettings(book, { ...settings, costs: { ...settings.costs, estimates } }),
  })
}

function costsView(context: DeskContext, asOf: Given<'costs.read'>['asOf']) {
  const { costs } = settingsOf(context)
  const securities = listSecurities(context.store.book)
  const names = new Map(securities.map(({ id, symbol, name }) => [id, { symbol, name }]))
  const estimates = (costs.estimates ?? [])
    .map(estimate => ({
      ...estimate,
      ...(names.get(estimate.security) ?? { symbol: estimate.security as string, name: '' }),
      old: costsAreStale(daysBetween(estimate.asOf, asOf)),
    }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
  const old = estimates.filter(estimate => estimate.old).length
  return {
    estimates,
    fees: costs.fees ?? [],
    published: [...context.resources.fees],
    securities: securities.map(({ id: security, symbol, name }) => ({ security, symbol, name })),
    words:
      old === 0
        ? []
        : [
            `${counted(old, 'estimate is', 'estimates are')} older than ${mostDaysOfCosts} days: every figure that rests on ${old === 1 ? 'it' : 'them'} is flagged.`,
          ],
  }
}
