/**
 * Files travel by handle, never by path. A window sends bytes or asks for a dialog; main keeps what lies behind the handle. These calls
 * belong to the host, not to the desk, so they have a table of their own; client.ts hides them behind pickFiles, sendFiles and saveFile.
 */
import { z } from 'zod'
import { command, query } from './kinds.ts'

const handle = z.string().min(1).max(200)
export const deskFileShape = z.object({ handle, name: z.string(), size: z.number().int() })
export type DeskFile = z.infer<typeof deskFileShape>

const bytes = z.custom<Uint8Array>(isPiece, 'a piece of at most 4 MB expected')
const nothing = z.object({})

export const fileMethods = {
  /** A dialog of the system; an empty list where it was closed. */
  'file.pick': query(nothing, z.object({ files: z.array(deskFileShape) })),
  /** The system's dialog, then the file is written beside its final name and renamed. */
  'file.save': query(z.object({ handle, name: z.string().min(1).max(200) }), z.object({ saved: z.boolean() })),
  /** A dropped file comes in pieces: begin, append …, end. */
  'file.begin': query(z.object({ name: z.string().min(1).max(255), size: z.number().int().min(0) }), z.object({ upload: handle })),
  'file.append': command(z.object({ upload: handle, bytes }), nothing),
  'file.end': command(z.object({ upload: handle }), deskFileShape),
  'file.drop': command(z.object({ upload: handle }), nothing),
} as const

function isPiece(value: unknown): boolean {
  return value instanceof Uint8Array && value.byteLength <= 4 * 1024 * 1024
}
