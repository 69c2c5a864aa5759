/**
 * Part of step 10: what files and trades say, only ever appended, and the one projection that is rebuilt from it (open lots). Undoing an import marks the
 * import; its rows stay and are passed over by every reading of what stands.
 */
import {
  appendOnly,
  day,
  document,
  identifier,
  instant,
  key,
  maybeDay,
  maybeDocument,
  maybeFlag,
  maybeInstant,
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

const unique = (columns: string) => `UNIQUE (${columns})`
const fromFile = [maybeRefers('import', 'imports(key)'), unsigned('line')]

const imports = [
  table('imports', [
    key('key'),
    identifier('id'),
    words('file_name'),
    "sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')",
    unsigned('size'),
    words('layout'),
    maybeDay('as_of'),
    instant('at'),
    unsigned('facts'),
    unsigned('new'),
    unsigned('changed'),
    unsigned('gone'),
    unsigned('same'),
    document('issues'),
    maybeInstant('reversed_at'),
    maybeWords('reversed_reason'),
    'CHECK ((reversed_at IS NULL) = (reversed_reason IS NULL))',
    unique('id'),
  ]),
  'CREATE INDEX imports_by_sha256 ON imports (sha256);\n',
  `CREATE TRIGGER imports_only_reversed_once BEFORE UPDATE ON imports
    WHEN OLD.reversed_at IS NOT NULL OR NEW.reversed_at IS NULL OR (NEW.key, NEW.id, NEW.file_name, NEW.sha256, NEW.size, NEW.layout, NEW.as_of,
      NEW.at, NEW.facts, NEW.new, NEW.changed, NEW.gone, NEW.same, NEW.issues) IS NOT (OLD.key, OLD.id, OLD.file_name, OLD.sha256, OLD.size,
      OLD.layout, OLD.as_of, OLD.at, OLD.facts, OLD.new, OLD.changed, OLD.gone, OLD.same, OLD.issues)
    BEGIN SELECT RAISE(ABORT, 'an import is only ever marked as reversed, once'); END;\n`,
  "CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'imports is append-only'); END;\n",
  table('mappings', ['name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80)', document('document'), 'PRIMARY KEY (name)']),
]

const ledger = [
  table('ledger', [
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
    maybeRefers('reverses', 'ledger(key)'),
    words('fingerprint'),
    words('memo'),
    ...fromFile,
    'CHECK ((ratio_new IS NULL) = (ratio_old IS NULL))',
    unique('id'),
  ]),
  'CREATE INDEX ledger_by_account ON ledger (account, trade_date, sequence);\n',
  'CREATE INDEX ledger_by_fingerprint ON ledger (account, fingerprint);\n',
  // Partial, so that the many rows that reverse nothing are neither in it nor ever looked for through it.
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
]

const statements = [
  table('statements', [
    key('key'),
    refers('account', 'accounts(key)'),
    refers('security', 'securities(key)'),
    day('as_of'),
    maybeRefers('import', 'imports(key)'),
  ]),
  'CREATE INDEX statements_by_holding ON statements (account, security, as_of, import);\n',
  table(
    'statement_lots',
    [
      refers('statement', 'statements(key)'),
      identifier('id'),
      maybeDay('acquired'),
      unsigned('shares'),
      maybeSigned('basis'),
      unsigned('line'),
      'PRIMARY KEY (statement, id)',
    ],
    ['WITHOUT ROWID'],
  ),
  table('positions', [
    key('key'),
    refers('account', 'accounts(key)'),
    refers('security', 'securities(key)'),
    day('as_of'),
    signed('shares'),
    maybeSigned('basis'),
    maybeFlag('reinvest'),
    ...fromFile,
  ]),
  'CREATE INDEX positions_by_holding ON positions (account, security, as_of, import);\n',
  table('realized_lots', [
    key('key'),
    refers('account', 'accounts(key)'),
    refers('security', 'securities(key)'),
    maybeDay('opened'),
    day('closed'),
    unsigned('shares'),
    signed('proceeds'),
    maybeSigned('basis'),
    maybeOneOf('term', 'short', 'long'),
    unsigned('disallowed'),
    words('fingerprint'),
    ...fromFile,
  ]),
  'CREATE INDEX realized_lots_by_account ON realized_lots (account, closed);\n',
  'CREATE INDEX realized_lots_by_fingerprint ON realized_lots (account, fingerprint);\n',
  `CREATE TRIGGER realized_lots_no_twin BEFORE INSERT ON realized_lots WHEN EXISTS (
      SELECT 1 FROM realized_lots e WHERE e.account = NEW.account AND e.fingerprint = NEW.fingerprint
        AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.key = e.import AND i.reversed_at IS NOT NULL))
    BEGIN SELECT RAISE(ABORT, 'the book has this realized lot already'); END;\n`,
  table('cash_balances', [key('key'), refers('account', 'accounts(key)'), day('as_of'), signed('amount'), ...fromFile]),
  'CREATE INDEX cash_balances_by_account ON cash_balances (account, as_of);\n',
  table('coverage', [
    key('key'),
    refers('account', 'accounts(key)'),
    day('first'),
    day('last'),
    maybeRefers('import', 'imports(key)'),
    'CHECK (first <= last)',
  ]),
  'CREATE INDEX coverage_by_account ON coverage (account, first);\n',
  table('prices', [key('key'), refers('security', 'securities(key)'), day('date'), unsigned('price'), ...fromFile]),
  'CREATE UNIQUE INDEX prices_by_day ON prices (security, date, coalesce(import, 0));\n',
  ...['statements', 'statement_lots', 'positions', 'realized_lots', 'cash_balances', 'coverage', 'prices'].map(appendOnly),
]

/**
 * Rebuilt at will from the evidence above, and only ever read as a whole: one row an account, its lots as columns of numbers (open-lots.ts). As rows, 150,000
 * lots took 95 ms to read and 840 ms to write, an index over them included; as columns a tenth of that.
 */
const projection = [
  table('open_lots', [
    'account INTEGER PRIMARY KEY REFERENCES accounts(key)',
    unsigned('lots'),
    'wide BLOB NOT NULL CHECK (length(wide) = lots * 24)',
    'narrow BLOB NOT NULL CHECK (length(narrow) = lots * 24)',
    'ids TEXT NOT NULL CHECK (json_array_length(ids) = lots)',
    'order_groups TEXT CHECK (order_groups IS NULL OR json_array_length(order_groups) = lots)',
  ]),
]

export const evidence = [imports, ledger, statements, projection].flat()
