/** How large orders are worked until the firm says otherwise; apart from its schema, so that a window can show it. */
import type { Execution } from './costs.ts'

/** A tenth of the day's volume, at most ten days, by the volume of the day; a tenth of a standard deviation of waiting is a cost. */
export const usualExecution: Execution = { participation: 1000, mostDays: 10, method: 'vwap', waiting: 1000 }
