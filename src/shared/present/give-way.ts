/** What would be asked if one limit of a clash gave way: as wishes to solve with, and as a sentence. */
import type { Proposal, Wishes } from '../model/proposal.ts'
import { limitWords, withLimit } from './plan-limits.ts'
import { wishesInWords } from './wish-words.ts'

type Clash = Proposal['accounts'][number]['conflict'][number]

/** Everything else as it is; null where no wish stands behind the limit. */
export function withGivenWay(wishes: Wishes, { relax }: Pick<Clash, 'relax'>): Wishes | null {
  if (!relax) return null
  return relax.limit ? { ...wishes, limits: withLimit(wishes.limits, relax.limit) } : ({ ...wishes, [relax.wish]: relax.to } as Wishes)
}

/** `Cash to be raised would have to give way by $4,257.41. Asked instead: $35,742.00 to be raised in cash.` */
export function clashInFull(wishes: Wishes, clash: Clash): string {
  const given = withGivenWay(wishes, clash)
  if (given === null) return clash.words
  const before = new Set(wishesInWords(wishes))
  const instead = clash.relax?.limit ? [`${limitWords(clash.relax.limit)}.`] : wishesInWords(given).filter(words => !before.has(words))
  return instead.length === 0 ? clash.words : `${clash.words} Asked instead: ${instead.join(' ')}`
}
