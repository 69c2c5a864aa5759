/** Fractions as whole millionths: what leaves the engine is no float. */
export function ppm(fraction: number): number {
  return Math.round(fraction * 1e6)
}
