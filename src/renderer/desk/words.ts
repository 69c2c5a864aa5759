/** What a call is called where an advisor reads it: progress lines and the status bar. */
import type { MethodName } from '../../shared/contract/client.ts'

const names: Partial<Record<MethodName, string>> = {
  'optimize.run': 'Optimizing',
  'proposal.entry': 'What would let lots in',
  'book.optimize': 'Optimizing the book',
  'book.overview': 'Reviewing the book',
  'book.export': 'Writing the book as a file',
  'sample.load': 'Loading the sample book',
  'import.preview': 'Reading the file',
  'import.commit': 'Writing the import',
  'import.undo': 'Undoing the import',
  'ticket.print': 'Printing the ticket',
  'proposal.print': 'Printing the plan',
  'template.export': 'Writing the tables',
  'performance.export': 'Writing the past rebalances',
  'performance.print': 'Printing the past rebalances',
  'ticket.export': 'Exporting the lots',
  'transition.run': 'Planning over several years',
  'past.run': 'Going through the past',
  'performance.view': 'Looking back',
  'performance.book': 'Looking back over the book',
  'backup.now': 'Backing up',
}

export function nameOfCall(name: MethodName): string {
  return names[name] ?? 'Working'
}
