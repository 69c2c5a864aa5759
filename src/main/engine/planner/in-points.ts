/** Drift in words: in points, as on every screen, beside its band and in its history; a percentage is a part of something. Two places, without zeros that say nothing and with a true minus: `18.15 pts`, `−6 pts`. */
export function inPoints(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))} pts`.replace('-', '−')
}
