/** How each kind of figure reads, and the number a person types into its filter (dollars, not cents). */
import {
  basisPoints,
  count,
  exactMoney,
  hundredth,
  money,
  percent,
  points,
  pricePerShare,
  shareCount,
} from '../../shared/present/format.ts'
import type { FigureKind } from './column.ts'

interface FigureStyle {
  readonly text: (value: number) => string
  /** Units in one of what is typed: 100 cents in a dollar. */
  readonly scale: number
}

export const figures: Readonly<Record<FigureKind, FigureStyle>> = {
  money: { text: money, scale: 100 },
  'exact-money': { text: exactMoney, scale: 100 },
  gain: { text: money, scale: 100 },
  'exact-gain': { text: exactMoney, scale: 100 },
  shares: { text: shareCount, scale: 1_000_000 },
  price: { text: pricePerShare, scale: 1_000_000 },
  points: { text: points, scale: 100 },
  percent: { text: percent, scale: 100 },
  'basis-points': { text: basisPoints, scale: 100 },
  correlation: { text: hundredth, scale: 100 },
  days: { text: count, scale: 1 },
  count: { text: count, scale: 1 },
}

export function isFigure(kind: string): kind is FigureKind {
  return Object.hasOwn(figures, kind)
}
