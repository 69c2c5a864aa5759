/** Puts a verified backup in the place of a book that cannot be opened (or is unwanted); the book that was there is kept aside. */
import { resolve } from 'node:path'
import { restoreBook } from '../compose.ts'
import { machineClock } from '../hosts/machine.ts'
import { defaultBook } from '../hosts/places.ts'
import type { CliCommand } from './command.ts'

export const restore: CliCommand = {
  name: 'restore',
  summary:
    'Puts a verified backup in the book’s place: the newest one, or the one named. The book that was there is kept aside. --list shows the backups.',
  usage: '[--book FILE] [--backup FILE] [--list]',
  options: { book: { type: 'string' }, backup: { type: 'string' }, list: { type: 'boolean' } },
  async run(args, output) {
    const book = resolve(args.text('book') ?? defaultBook())
    const named = args.text('backup')
    const { backups, restored } = restoreBook(
      book,
      args.flag('list') ? null : { backup: named === undefined ? null : resolve(named), at: machineClock.now() },
    )
    if (restored)
      output.print(
        `${book} is now the backup ${restored.from}${restored.aside === null ? '' : `; what was there is kept as ${restored.aside}`}`,
      )
    else
      output.print(
        backups.length === 0
          ? `no backups of ${book}`
          : backups.map(backup => `${backup.at}  ${backup.kind.padEnd(14)}  ${backup.file}`).join('\n'),
      )
  },
}
