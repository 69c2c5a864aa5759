/** Why an order is on a ticket, in one line: the same on screen, on paper and in the file. */
import type { OrderReason } from '../model/ticket.ts'

const scored: ReadonlySet<OrderReason['code']> = new Set(['risk', 'tax', 'cost', 'other'])

/** The plan's own words hold what the sale realizes; behind them what the order does to the plan's score. */
export function reasonsInWords(reasons: readonly OrderReason[]): string {
  const plan = reasons.find(({ code }) => code === 'plan')
  if (plan === undefined) return sentence(reasons.map(({ words }) => words).join('; '))
  const parts = reasons.filter(({ code }) => scored.has(code)).map(({ words }) => words)
  return parts.length === 0 ? plan.words : `${plan.words} In the plan’s score: ${parts.join(', ')}.`
}

function sentence(text: string): string {
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`
}
