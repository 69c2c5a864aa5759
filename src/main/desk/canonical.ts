/**
 * One text for one document: keys in order, nothing optional left out by chance. Its SHA-256 is what a ticket carries, so that
 * the inputs of a plan can be proved years later.
 */
import { createHash } from 'node:crypto'

/** JSON with sorted keys; undefined members are left out as JSON does. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}

/** SHA-256 of the canonical text, 64 hexadecimal digits. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
