/** What a security is counted under: its asset class, sector, industry, country or company size as the firm has it. What is not on record is counted as unknown, under no name of its own. */
import type { Security } from '../../../../shared/model/book.ts'
import type { LimitedGroup } from '../../../../shared/model/plan-limits.ts'

const sizes = { large: 'Large', mid: 'Mid', small: 'Small' } as const

/** `''` where it is not known. */
export function groupOf(of: LimitedGroup['of'], { assetClass, sector, industry, country, capClass }: Security): string {
  switch (of) {
    case 'class':
      return assetClass ?? ''
    case 'sector':
      return sector ?? ''
    case 'industry':
      return industry ?? ''
    case 'country':
      return country ?? ''
    case 'size':
      return capClass === null ? '' : sizes[capClass]
  }
}

/** The names that these securities have, kind by kind, sorted; what is not known is no name. */
export function groupNamesOf(securities: readonly Security[]): Record<LimitedGroup['of'], string[]> {
  const names = (of: LimitedGroup['of']) =>
    [...new Set(securities.map(security => groupOf(of, security)))].filter(name => name !== '').sort()
  return { class: names('class'), sector: names('sector'), industry: names('industry'), country: names('country'), size: names('size') }
}
