/**
 * Documents as PDF, tagged: pdfmake lays them out, pdfkit below it writes, and the structure of the document goes with it. pdfmake may open the two font files it is given and nothing else, and no address
 * at all.
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import { Marker, type Writer } from './tagged/marker.ts'
import { structureOf } from './tagged/structure.ts'

/** Absolute paths of the two weights, `resources/fonts/Roboto-{Regular,Medium}.ttf`. */
export interface FontPaths {
  readonly normal: string
  readonly bold: string
}

/** Lays a document out with these fonts. pdfmake is one object for the process, so it is set up and used without a pause between. */
export async function pdfOf(document: TDocumentDefinitions, fonts: FontPaths): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake')
  const marker = new Marker(structureOf(document))
  pdfmake.setUrlAccessPolicy(() => false)
  // asked of the document that is being written, for each font, before anything is drawn
  pdfmake.setLocalAccessPolicy(function allowed(this: unknown, path: string) {
    marker.attach(this as Writer)
    return path === fonts.normal || path === fonts.bold
  })
  pdfmake.setFonts({ Roboto: { normal: fonts.normal, bold: fonts.bold } })
  pdfmake.setProgressCallback(() => marker.step())
  // marks and their tree are of PDF 1.4 and later
  const made = pdfmake.createPdf({ ...document, version: '1.7', tagged: true })
  await made.getStream()
  marker.finish()
  return made.getBuffer()
}
