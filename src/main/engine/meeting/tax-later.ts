/**
 * What a plan's tax of this year does to tax that comes later. Losses realized now leave less basis behind, gains realized now leave more (IRC sections 1001, 1011, 1012): the
 * difference is taxed when it is sold, or never, where it is held until death (section 1014) or given to charity (section 170(e)). So it is told as a range and never as one
 * number. At most: as if that difference were sold alone in a year like this one, by this year's table, without carryforwards.
 */
import { addCents, type Cents, cents, negateCents, noCents } from '../../../shared/kernel/cents.ts'
import type { TaxLater } from '../../../shared/model/meeting.ts'
import type { PlanFigures } from '../../../shared/model/proposal.ts'
import { exactMoney, money } from '../../../shared/present/format.ts'
import { planTax } from '../../../shared/present/plan-words.ts'
import type { Standing } from '../standing/standing.ts'
import { worthing } from '../tax/worth.ts'

type Results = Pick<PlanFigures, 'short' | 'long' | 'permanent' | 'tax' | 'carried'>

export function taxNowAndLater({ snapshot }: Standing, { short, long, permanent, tax, carried }: Results): TaxLater {
  const { taxProfile: profile, federal } = snapshot
  if (!profile || !federal || tax === null)
    return { moved: null, most: null, mostSoon: null, words: 'The tax of the year is unknown: there is no tax profile of it.', assumed: [] }
  const moved = addCents(negateCents(addCents(short, long)), permanent)
  const later = worthing({ ...profile, carryforwardShort: noCents, carryforwardLong: noCents }, federal, { short: noCents, long: noCents })
  const size = cents(Math.abs(moved))
  const taxOf = (asShort: boolean) => {
    const owed = negateCents(asShort ? later.worth(size, noCents).savedNow : later.worth(noCents, size).savedNow)
    return moved < 0 ? negateCents(owed) : owed
  }
  const [most, mostSoon] = [taxOf(false), taxOf(true)]
  return { moved, most, mostSoon, words: inWords({ tax, moved, most, mostSoon, carried }), assumed: assumptions(profile.year) }
}

interface Told {
  readonly tax: Cents
  readonly moved: Cents
  readonly most: Cents
  readonly mostSoon: Cents
  readonly carried: Cents | null
}

function inWords({ tax, moved, most, mostSoon, carried }: Told): string {
  const now = `This year the plan ${tax === 0 ? 'adds no tax and saves none' : planTax(tax)}.`
  const onward =
    carried !== null && carried > 0
      ? ` ${money(carried)} of loss is carried on and lowers tax of later years; it is not in these figures.`
      : ''
  if (moved === 0) return `${now} It moves no gain to later years.${onward}`
  const size = (value: Cents) => exactMoney(cents(Math.abs(value)))
  if (moved > 0)
    return `${now} It leaves ${size(moved)} less basis behind, which is taxed later or never: est. $0 to ${size(most)} if it is sold after more than a year, up to ${size(mostSoon)} within one.${onward}`
  return `${now} It leaves ${size(moved)} more basis behind: of tax that would have come later, est. $0 to ${size(most)} does not come any more.${onward}`
}

function assumptions(year: number): string[] {
  return [
    `Later tax is by the table and the income of ${year}, as if that difference alone were sold in one year.`,
    'The lower end is of shares held until death (IRC section 1014) or given to charity: then it is never taxed.',
  ]
}
