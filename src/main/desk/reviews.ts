/** Reviews, baskets and sales: the engine's answers about one household, from its snapshot. Each is well under 50 ms, so it runs at once. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { Refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Review } from '../../shared/model/review.ts'
import { priceBasket } from '../engine/basket.ts'
import { explain } from '../engine/explain.ts'
import { runReview } from '../engine/review.ts'
import { compareSale, priceSale } from '../engine/sale.ts'
import { readBasket, saveBasket } from '../store/baskets.ts'
import type { DeskContext } from './context.ts'
import type { Loaded, SnapshotLoader } from './snapshot.ts'
import { namedReview, namedTrace } from './sources.ts'
import { weighingOf } from './weighing.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export interface Reviewer {
  /** The review of a loaded snapshot, kept as long as the snapshot is. */
  of(loaded: Loaded): Review
}

export function reviewer(context: DeskContext): Reviewer {
  const kept = new WeakMap<Loaded, Review>()
  return {
    of(loaded) {
      const known = kept.get(loaded)
      if (known) return known
      const review = namedReview(context, runReview(loaded.snapshot, loaded.hash))
      kept.set(loaded, review)
      return review
    },
  }
}

export function reviewHandlers(context: DeskContext, snapshots: SnapshotLoader, reviews: Reviewer) {
  return {
    'review.run': (given: Given<'review.run'>) => reviews.of(snapshots.load(given.household, given.asOf)),
    'basket.price': (given: Given<'basket.price'>) => {
      const loaded = snapshots.load(given.household, given.asOf)
      return valueOrThrow(priceBasket(loaded.snapshot, reviews.of(loaded), given.choices))
    },
    'basket.read': (given: Given<'basket.read'>) => readBasket(context.store.book, given.household),
    'basket.save': (given: Given<'basket.save'>) => {
      const savedAt = context.ports.clock.now()
      write(context, {
        what: 'basket saved',
        subject: given.household,
        changed: 'basket',
        household: given.household,
        work: book => saveBasket(book, given.household, given.choices, savedAt),
      })
      return { savedAt }
    },
    'sale.compare': (given: Given<'sale.compare'>) => {
      const loaded = snapshots.load(given.household, given.asOf)
      return valueOrThrow(compareSale(loaded.snapshot, reviews.of(loaded), given))
    },
    'sale.price': (given: Given<'sale.price'>) => {
      const loaded = snapshots.load(given.household, given.asOf)
      return valueOrThrow(priceSale(loaded.snapshot, reviews.of(loaded), given))
    },
    'trail.open': (given: Given<'trail.open'>) => {
      const loaded = snapshots.load(given.household, given.asOf)
      const trace = explain(
        loaded.snapshot,
        reviews.of(loaded),
        given.figure,
        given.choices ?? [],
        given.figure.subject === 'when' ? weighingOf(context, given.household) : undefined,
      )
      if (!trace.ok) throw new Refused(trace.refusal)
      return namedTrace(context, trace.value)
    },
  }
}
