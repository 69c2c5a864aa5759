/** Makes tickets into PDF with the fonts of the project and reads the text back with poppler's pdftotext, where the machine has it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FontPaths } from '../../src/main/print/ticket-pdf.ts'

function font(weight: string): string {
  return fileURLToPath(new URL(`../../resources/fonts/Roboto-${weight}.ttf`, import.meta.url))
}

export const fonts: FontPaths = { normal: font('Regular'), bold: font('Medium') }

export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined

/** The text of each page, laid out as it stands on paper. */
export function pagesOf(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'))
  try {
    const file = join(folder, 'ticket.pdf')
    writeFileSync(file, pdf)
    const { status, stdout, stderr } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    if (status !== 0) throw new Error(`pdftotext: ${stderr}`)
    return stdout.split('\f').slice(0, -1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text as one line, so that a sentence that wraps is still found. */
export function flowing(pages: readonly string[]): string {
  return pages.join(' ').replace(/\s+/g, ' ')
}
