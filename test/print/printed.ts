/** Fonts of the project for tests of paper, and what poppler's pdftotext and pdfinfo read back from it, where the machine has them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FontPaths } from '../../src/main/print/pdf.ts'

function font(weight: string): string {
  return fileURLToPath(new URL(`../../resources/fonts/Roboto-${weight}.ttf`, import.meta.url))
}

export const fonts: FontPaths = { normal: font('Regular'), bold: font('Medium') }

export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined

function poppler(tool: 'pdftotext' | 'pdfinfo', pdf: Uint8Array, args: (file: string) => string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'))
  try {
    const file = join(folder, 'ticket.pdf')
    writeFileSync(file, pdf)
    const { status, stdout, stderr } = spawnSync(tool, args(file), { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    if (status !== 0 || stderr !== '') throw new Error(`${tool}: ${stderr}`)
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text of each page, laid out as it stands on paper. */
export function pagesOf(pdf: Uint8Array): string[] {
  return poppler('pdftotext', pdf, file => ['-layout', file, '-'])
    .split('\f')
    .slice(0, -1)
}

/** The structure that a program reads aloud from, a line a part and a line a text, indented. */
export function readAloud(pdf: Uint8Array): string {
  return poppler('pdfinfo', pdf, file => ['-struct-text', file])
}

export function infoOf(pdf: Uint8Array): string {
  return poppler('pdfinfo', pdf, file => [file])
}

/** The text as one line, so that a sentence that wraps is still found. */
export function flowing(pages: readonly string[]): string {
  return pages.join(' ').replace(/\s+/g, ' ')
}
