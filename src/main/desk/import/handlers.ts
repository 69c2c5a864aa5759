/**
 * Files in: preview writes nothing and keeps what it read, so that commit writes exactly that; commit asks for the checksum the preview showed. Undoing an
 * import takes its ledger entries back by entries of their own and passes over the rest. The long work itself is work.ts.
 */
import type { z } from 'zod'
import type { methods } from '../../../shared/contract/methods.ts'
import { Refused } from '../../../shared/kernel/outcome.ts'
import type { Mapping } from '../../../shared/model/import-batch.ts'
import type { CallContext } from '../../ports.ts'
import { listImports, listMappings, saveMapping } from '../../store/imports.ts'
import type { DeskContext } from '../context.ts'
import { write } from '../write.ts'
import type { Days } from './work.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function importHandlers(context: DeskContext) {
  const days = (): Days => ({ today: context.today(), wall: context.ports.clock.today(), now: context.ports.clock.now() })
  const taskOf = ({ handle, mapping, stated }: Given<'import.preview'>) => {
    const { name, path } = context.ports.files.open(handle)
    return { file: { handle, name, path }, reading: { mapping, stated }, days: days() }
  }

  return {
    'import.preview': async (given: Given<'import.preview'>, call: CallContext) => {
      const preview = await context.imports.run('preview', taskOf(given), call)
      context.held(given.handle, preview.canCommit ? 0 : preview.counts.stops)
      return preview
    },
    'import.commit': async (given: Given<'import.commit'>, call: CallContext) => {
      const row = await context.imports.run('commit', { ...taskOf(given), sha256: given.sha256, choices: given.accounts }, call)
      context.held(given.handle, 0)
      context.changed('import', null)
      return row
    },
    'import.list': () => ({ imports: listImports(context.store.book) }),
    'import.undo': async (given: Given<'import.undo'>, call: CallContext) => {
      if (given.reason.trim() === '')
        throw new Refused({
          code: 'input/field',
          what: 'A reason is needed: it is kept with the import.',
          where: 'reason',
          remedy: 'Say why.',
        })
      await context.imports.run('undo', { ...given, days: days() }, call)
      context.changed('import', null)
      return {}
    },
    'mapping.list': () => ({ mappings: listMappings(context.store.book) }),
    'mapping.save': (mapping: Mapping) => {
      write(context, {
        what: 'mapping saved',
        subject: mapping.name,
        changed: 'settings',
        household: null,
        work: book => saveMapping(book, mapping),
      })
      return {}
    },
  }
}
