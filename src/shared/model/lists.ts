/** Closed lists of words, apart from their schemas: a window shows them as choices and carries no schema library. */

export const accountTypes = ['taxable', 'joint', 'trust', 'traditional-ira', 'roth-ira', '401k', 'hsa'] as const

export const reliefMethods = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'SPECID', 'AVERAGE', 'MINTAX'] as const

/** How an account is taxed, for what is bought in it: brokerage and trust; traditional IRA and 401(k); Roth and HSA. */
export const taxTypes = ['taxable', 'deferred', 'free'] as const

/** What a model line may count besides one security. */
export const lineKinds = ['asset-class', 'sector', 'factor'] as const

export const memberRoles = ['equivalent', 'substitute'] as const

/** Size is the one factor the book declares of a security (its cap class); every other is what the firm names, member by member. */
export const sizeFactors = { 'Large cap': 'large', 'Mid cap': 'mid', 'Small cap': 'small' } as const

/** What is barred, and what a weight must not leave. */
export const tradeBars = ['never-sell', 'never-buy', 'do-not-trade'] as const
export const weightLimits = ['least-weight', 'most-weight'] as const

/** What the desk may choose lots by: least tax is no method of a custodian; its lots are named with the order. */
export const deskMethods = ['LEASTTAX', ...reliefMethods] as const

export const custodians = ['schwab', 'fidelity', 'vanguard', 'ibkr', 'other'] as const

export const filingStatuses = ['single', 'mfj', 'mfs', 'hoh', 'qss'] as const

export const securityKinds = ['stock', 'etf', 'mutual-fund', 'bond', 'money-market', 'option', 'digital-asset', 'other'] as const

/** How often a firm reviews by the calendar. */
export const frequencies = ['daily', 'weekly', 'monthly', 'quarterly', 'semi-annual', 'annual'] as const

/** How impact grows with an order: the square root of its part of the volume (Boyd and others 2017), or permanent and temporary impact (Almgren and others 2005). */
export const impactForms = ['square-root', 'almgren'] as const
export type ImpactForm = (typeof impactForms)[number]

/** How an order is worked within a day. */
export const sliceMethods = ['vwap', 'twap'] as const

/** What a security is grouped by; `size` is its company size, the style the book knows. */
export const groupKinds = ['class', 'sector', 'industry', 'country', 'size'] as const

/** What a portfolio owes its return to: the market (the plain average of the equities with a history), the average of an asset class, or one of the estimated statistical factors. */
export const exposureFactors = ['market', 'class', 'statistical'] as const

/** How gains inside the account are taxed: only `taxable` ones count for harvesting. */
export function isTaxable(type: (typeof accountTypes)[number]): boolean {
  return type === 'taxable' || type === 'joint' || type === 'trust'
}
