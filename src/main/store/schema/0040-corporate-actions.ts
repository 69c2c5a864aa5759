/**
 * Step 40: the ledger knows corporate actions, calls, gifts with tax and sales with a method of their own; accounts know their defaults of the past. A CHECK
 * cannot be widened in place, so the ledger is written anew with the same keys: first its copy, whose reversals point into the copy, then the name.
 */
import type { SchemaStep } from '../migrate.ts'
import {
  appendOnly,
  day,
  identifier,
  key,
  maybeDay,
  maybeDocument,
  maybeOneOf,
  maybeRefers,
  maybeSigned,
  maybeUnsigned,
  maybeWords,
  oneOf,
  refers,
  signed,
  table,
  unsigned,
  words,
} from './columns.ts'

const asBefore =
  'key, id, account, security, kind, trade_date, settle_date, sequence, shares, price, amount, fees, basis, acquired, ratio_new, ratio_old, picks, ' +
  'order_group, reverses, fingerprint, memo, import, line'

const ledger = table('ledger_copy', [
  key('key'),
  identifier('id'),
  refers('account', 'accounts(key)'),
  maybeRefers('security', 'securities(key)'),
  oneOf(
    'kind',
    'buy',
    'reinvest',
    'sell',
    'transfer-in',
    'transfer-out',
    'gift-in',
    'inherited',
    'gift-out',
    'donation',
    'split',
    'merger',
    'taxable-merger',
    'spin-off',
    'name-change',
    'return-of-capital',
    'capital-gain-distribution',
    'cash-in-lieu',
    'exercise',
    'expired',
    'dividend',
    'interest',
    'cash-in',
    'cash-out',
    'fee',
    'other',
  ),
  day('trade_date'),
  maybeDay('settle_date'),
  signed('sequence'),
  unsigned('shares'),
  maybeUnsigned('price'),
  maybeSigned('amount'),
  signed('fees'),
  maybeSigned('basis'),
  maybeDay('acquired'),
  'ratio_new INTEGER CHECK (ratio_new IS NULL OR ratio_new > 0)',
  'ratio_old INTEGER CHECK (ratio_old IS NULL OR ratio_old > 0)',
  maybeDocument('picks'),
  maybeWords('order_group'),
  maybeOneOf('method', 'FIFO', 'LIFO', 'HIFO', 'LOFO', 'SPECID', 'AVERAGE', 'MINTAX'),
  maybeRefers('counter', 'securities(key)'),
  maybeUnsigned('counter_price'),
  'allocation INTEGER CHECK (allocation IS NULL OR allocation BETWEEN 0 AND 100000000)',
  maybeUnsigned('gift_tax'),
  maybeRefers('reverses', 'ledger_copy(key)'),
  words('fingerprint'),
  words('memo'),
  maybeRefers('import', 'imports(key)'),
  unsigned('line'),
  'CHECK ((ratio_new IS NULL) = (ratio_old IS NULL))',
  'UNIQUE (id)',
])

export const corporateActions: SchemaStep = {
  version: 40,
  name: 'corporate actions',
  sql: [
    ledger,
    `INSERT INTO ledger_copy (${asBefore}) SELECT ${asBefore} FROM ledger ORDER BY key;\n`,
    'DROP TABLE ledger;\n',
    'ALTER TABLE ledger_copy RENAME TO ledger;\n',
    'CREATE INDEX ledger_by_account ON ledger (account, trade_date, sequence);\n',
    'CREATE INDEX ledger_by_fingerprint ON ledger (account, fingerprint);\n',
    'CREATE UNIQUE INDEX ledger_by_reversed ON ledger (reverses) WHERE reverses IS NOT NULL;\n',
    'CREATE INDEX ledger_by_import ON ledger (import) WHERE import IS NOT NULL;\n',
    `CREATE TRIGGER ledger_no_twin BEFORE INSERT ON ledger WHEN NEW.reverses IS NULL AND EXISTS (
      SELECT 1 FROM ledger e WHERE e.account = NEW.account AND e.fingerprint = NEW.fingerprint AND e.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses = e.key))
    BEGIN SELECT RAISE(ABORT, 'the ledger has this entry already'); END;\n`,
    `CREATE TRIGGER ledger_reversal_fits BEFORE INSERT ON ledger WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ledger e WHERE e.key = NEW.reverses AND e.account = NEW.account AND e.security IS NEW.security AND e.reverses IS NULL)
    BEGIN SELECT RAISE(ABORT, 'a reversal takes back one ordinary entry of its own account and security'); END;\n`,
    appendOnly('ledger'),
    'ALTER TABLE accounts ADD COLUMN earlier_methods TEXT CHECK (earlier_methods IS NULL OR json_valid(earlier_methods));\n',
  ].join(''),
}
