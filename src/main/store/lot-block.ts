/**
 * One account's open lots as columns: three of 64-bit floats that hold whole numbers exactly (millionths of shares, cents, cents) and six of
 * 32-bit integers. Little-endian, as every machine this runs on. Unknown: NaN for an amount, -1 for a day, 0 for an import.
 */
import { endianness } from 'node:os'

export interface LotBlock {
  readonly count: number
  readonly shares: Float64Array
  readonly basis: Float64Array
  readonly washAdjustment: Float64Array
  /** Keys of the securities and imports tables. */
  readonly security: Int32Array
  readonly import: Int32Array
  /** Day numbers. */
  readonly acquired: Int32Array
  readonly holdingFrom: Int32Array
  readonly line: Int32Array
  /** Positions in `lotOrigins`. */
  readonly origin: Int32Array
}

/** The order is part of the stored form: new ones go to the end. */
export const lotOrigins = ['purchase', 'drip', 'transfer', 'gift', 'inherited', 'statement', 'spin-off'] as const

if (endianness() !== 'LE') throw new Error('open lots are stored little-endian')

/** A block over two stretches of memory; fresh zeros where none are given. */
export function lotBlock(count: number, wide = new ArrayBuffer(count * 24), narrow = new ArrayBuffer(count * 24)): LotBlock {
  const float = (column: number) => new Float64Array(wide, column * count * 8, count)
  const integer = (column: number) => new Int32Array(narrow, column * count * 4, count)
  return {
    count,
    shares: float(0),
    basis: float(1),
    washAdjustment: float(2),
    security: integer(0),
    import: integer(1),
    acquired: integer(2),
    holdingFrom: integer(3),
    line: integer(4),
    origin: integer(5),
  }
}

export function bytesOf(block: LotBlock): { readonly wide: Uint8Array; readonly narrow: Uint8Array } {
  return { wide: new Uint8Array(block.shares.buffer), narrow: new Uint8Array(block.security.buffer) }
}

/** Its own stretch of memory, aligned: what the driver hands out may lie anywhere in a larger one. */
export function memoryOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer
  return new Uint8Array(bytes).buffer
}
