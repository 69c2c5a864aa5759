/** Spread of a series of daily figures. */

/** Standard deviation of a sample; 0 with fewer than two. */
export function deviation(values: Float64Array): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1))
}
