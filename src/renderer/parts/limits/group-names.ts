/** Names of asset classes, sectors, industries, countries and company sizes that securities at hand have, for choosing. */
import type { Security } from '../../../shared/model/book.ts'
import type { GroupNames } from './limit-form.tsx'

const sizes = { large: 'Large', mid: 'Mid', small: 'Small' } as const

type Grouped = Pick<Security, 'assetClass' | 'sector' | 'industry' | 'country' | 'capClass'>

export function groupNames(securities: readonly Grouped[]): GroupNames {
  const of = (name: (security: Grouped) => string | null) => [...new Set(securities.flatMap(each => name(each) ?? []))].sort()
  return {
    class: of(({ assetClass }) => assetClass),
    sector: of(({ sector }) => sector),
    industry: of(({ industry }) => industry),
    country: of(({ country }) => country),
    size: of(({ capClass }) => (capClass === null ? null : sizes[capClass])),
  }
}
