/** The picture of a sale: places of figures, and shares from a place or a key. */
import { describe, expect, test } from 'vitest'
import { areaOf, frameOf, labelsOf, scaleOf, sharesAt, stepped } from '../../../../../src/renderer/workspaces/lots/reach.ts'
import type { MethodResult, SaleView } from '../../../../../src/shared/model/views.ts'

const corner = (shares: number, proceeds: number, least: number, most: number) => ({ shares, proceeds, least, most })
const reach = [corner(0, 0, 0, 0), corner(10, 1_000, -100, 300), corner(20, 2_000, 200, 200)] as unknown as SaleView['reach']
const one = 1_000_000
const shares = (count: number) => (count * one) as Parameters<typeof stepped>[1]

describe('the picture', () => {
  test('spans the gains it can reach and zero; without corners there is none', () => {
    const scale = scaleOf(reach)
    expect([scale?.least, scale?.most, scale?.cash]).toEqual([-100, 300, 2_000])
    expect([scale?.y(300), scale?.y(-100)]).toEqual([frameOf.top, frameOf.height - frameOf.bottom])
    expect(scaleOf([])).toBeNull()
    expect(scale && areaOf(reach, scale).split('L').length).toBe(6)
  })

  test('a place across it is a number of whole shares, the right end the whole position', () => {
    const inside = (part: number) => (frameOf.left + part * (frameOf.width - frameOf.left - frameOf.right)) / frameOf.width
    expect(sharesAt(inside(0.5), one, shares(101))).toBe(shares(51))
    expect(sharesAt(0, one, shares(101))).toBe(shares(1))
    expect(sharesAt(1, one, shares(100.5))).toBe(shares(100.5))
  })

  test('methods at one place share a label, others have their own', () => {
    const at = (method: string, x: number, y: number) => ({ result: { method } as MethodResult, x, y })
    expect(labelsOf([at('LEASTTAX', 100, 100), at('FIFO', 100, 40), at('HIFO', 104, 98), at('LOFO', 101, 42)])).toEqual([
      { x: 100, y: 100, text: 'Least tax, HIFO' },
      { x: 100, y: 40, text: 'FIFO, LOFO' },
    ])
  })

  test('keys move by about a hundredth, page keys by ten of those, Home and End to the ends', () => {
    expect(stepped('ArrowRight', shares(100), shares(1_000), one)).toBe(shares(110))
    expect(stepped('PageDown', shares(200), shares(1_000), one)).toBe(shares(100))
    expect(stepped('ArrowLeft', shares(10), shares(1_000), one)).toBe(shares(10))
    expect(stepped('End', shares(10), shares(1_000), one)).toBe(shares(1_000))
    expect(stepped('x', shares(10), shares(1_000), one)).toBeNull()
  })
})
