/** A plan's figures as an advisor says them. */
import { type Cents, negateCents } from '../../../shared/kernel/cents.ts'
import { decimalFromScaled } from '../../../shared/kernel/decimal.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { money, unknown } from '../../../shared/present/format.ts'
import type { StatusWord } from '../../parts/status.tsx'

/** `saves est. $812 of tax`, `costs est. $120 of tax`. */
export function planTax(tax: Cents | null): string {
  if (tax === null) return 'tax unknown'
  if (tax === 0) return 'no tax either way'
  return tax < 0 ? `saves est. ${money(negateCents(tax))} of tax` : `costs est. ${money(tax)} of tax`
}

/** Millionths of a whole as a percentage of two places: 410,000 is `41 %`; what is there never reads as nothing. */
export function partOfWhole(ppm: number | null): string {
  if (ppm === null) return unknown
  const hundredths = Math.round(ppm / 100)
  return ppm > 0 && hundredths === 0 ? 'under 0.01 %' : `${decimalFromScaled(hundredths, 2)} %`.replace('-', '−')
}

/** What the optimizer makes smallest, where a reader may take it for money. */
export const scoreInWords =
  'The score counts risk at its weight (λ × tracking error squared × value), and dollars of tax and cost as the sliders say. Only tax and cost are money.'

type Status = Proposal['status'] | ProposalAccount['status']

export const planStatusWords: Readonly<Record<Status, StatusWord>> = {
  optimal: { tone: 'ready', word: 'Proven' },
  feasible: { tone: 'caution', word: 'Found, not yet proven' },
  partial: { tone: 'caution', word: 'In part' },
  infeasible: { tone: 'blocked', word: 'No plan fits' },
  unsolved: { tone: 'caution', word: 'Stopped too early' },
  custom: { tone: 'waiting', word: 'Custom' },
  'by-rule': { tone: 'waiting', word: 'By rule' },
  refused: { tone: 'quiet', word: 'Left out' },
  'nothing-solved': { tone: 'blocked', word: 'Nothing solved' },
}

export const baselineWords: Readonly<Record<Proposal['baselines'][number]['name'], string>> = {
  'do nothing': 'Do nothing',
  FIFO: 'First lots first',
  HIFO: 'Highest cost first',
  taxmin: 'Least tax a share',
}
