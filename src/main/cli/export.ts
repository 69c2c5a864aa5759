/** What was entered in a book, as tables of the template in a folder: read into another book they give the same facts. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compose } from '../compose.ts'
import { openFileShelf } from '../hosts/file-shelf.ts'
import { machinePorts } from '../hosts/machine.ts'
import { dataFolder, defaultBook } from '../hosts/places.ts'
import { type CliCommand, WrongUsage } from './command.ts'
import { writeWhole } from './write-whole.ts'

export const exportFacts: CliCommand = {
  name: 'export',
  summary:
    'Writes what was entered in a book (households, models, accounts, sleeves, restrictions, flows, tax profiles, settings and limits of plans) as tables of the template, numbered in the order in which they are read in. They hold whole account numbers.',
  usage: '[--book FILE] --out DIR [--json]',
  options: { book: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } },
  async run(args, output) {
    const out = args.text('out')
    if (out === undefined) throw new WrongUsage('export needs --out DIR')
    const folder = resolve(out)
    mkdirSync(folder, { recursive: true })
    const shelf = openFileShelf()
    const desk = await compose({
      book: resolve(args.text('book') ?? defaultBook()),
      host: 'test',
      ports: machinePorts(shelf, join(dataFolder(), 'log', 'desk.log')),
    })
    try {
      const files = desk.exportedFiles()
      for (const file of files) writeWhole(join(folder, file.name), file.bytes)
      const names = files.map(file => file.name)
      output.print(args.flag('json') ? JSON.stringify({ out: folder, files: names }) : `Written to ${folder}: ${names.join(', ')}`)
    } finally {
      await desk.close()
      shelf.close()
    }
  },
}
