/**
 * What the desk begins with when a sale in an account is proposed, and the day of its owner's written election of average basis (Reg. 1.1012-1(e)). Empty
 * where nobody chose or elected.
 */
import type { SchemaStep } from '../migrate.ts'
import { maybeDay, maybeOneOf } from './columns.ts'

const deskMethods = ['LEASTTAX', 'FIFO', 'LIFO', 'HIFO', 'LOFO', 'SPECID', 'AVERAGE', 'MINTAX']

export const deskMethod: SchemaStep = {
  version: 50,
  name: 'desk method and average election',
  sql: [maybeOneOf('desk_method', ...deskMethods), maybeDay('average_elected_on')]
    .map(column => `ALTER TABLE accounts ADD COLUMN ${column};`)
    .join('\n'),
}
