/** Gathers a file's bytes with their SHA-256, and stops at the cap instead of filling the memory. */
import { createHash } from 'node:crypto'

export type Source = Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Files up to 200 MB are read; custodians' exports of whole books stay far below. */
export const largestFile = 200 * 1024 * 1024

export interface Gathered {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly size: number
  readonly tooLarge: boolean
}

function tooLarge(size: number): Gathered {
  return { bytes: new Uint8Array(), sha256: '', size, tooLarge: true }
}

export async function gather(source: Source, largest = largestFile): Promise<Gathered> {
  const hash = createHash('sha256')
  if (source instanceof Uint8Array) {
    if (source.length > largest) return tooLarge(source.length)
    return { bytes: source, sha256: hash.update(source).digest('hex'), size: source.length, tooLarge: false }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > largest) return tooLarge(size)
    hash.update(chunk)
    chunks.push(chunk)
  }
  return { bytes: Buffer.concat(chunks, size), sha256: hash.digest('hex'), size, tooLarge: false }
}
