/**
 * The first released schema. Three layers: nouns that people edit (households … models), evidence that is only ever appended (imports, ledger,
 * statements, positions, realized lots, prices, tickets, audit), and one projection that can be rebuilt from the evidence (open lots).
 *
 * Accounts, securities and imports carry an integer key beside their id: rows of evidence refer to it, which keeps them small and their
 * scans fast. Undoing an import marks the import; its rows stay and are passed over by every reading of what stands.
 */
import type { SchemaStep } from '../migrate.ts'
import {
  appendOnly,
  day,
  document,
  flag,
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
  rate,
  refers,
  signed,
  table,
  unsigned,
  words,
} from './columns.ts'

const unique = (columns: string) => `UNIQUE (${columns})`
const methods = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'SPECID', 'AVERAGE', 'MINTAX']
const removable = [maybeInstant('removed_at'), maybeWords('removed_reason'), 'CHECK ((removed_at IS NULL) = (removed_reason IS NULL))']

const people = [
  table('households', [identifier('id'), words('name'), words('note'), 'PRIMARY KEY (id)']),
  table('people', [
    identifier('id'),
    refers('household', 'households(id)'),
    words('name'),
    oneOf('role', 'taxpayer', 'spouse', 'dependent', 'trust', 'other'),
    'PRIMARY KEY (id)',
  ]),
  'CREATE INDEX people_by_household ON people (household);\n',
]

const instruments = [
  table('securities', [
    key('key'),
    identifier('id'),
    words('symbol'),
    words('name'),
    maybeWords('cusip'),
    oneOf('kind', 'stock', 'etf', 'mutual-fund', 'bond', 'money-market', 'option', 'other'),
    maybeWords('asset_class'),
    maybeWords('sector'),
    maybeWords('industry'),
    maybeWords('country'),
    maybeUnsigned('expense_ratio'),
    maybeOneOf('cap_class', 'large', 'mid', 'small'),
    unique('id'),
  ]),
  'CREATE INDEX securities_by_symbol ON securities (symbol);\n',
  table('relations', [
    identifier('id'),
    oneOf('kind', 'same', 'identical', 'substitute'),
    refers('a', 'securities(id)'),
    refers('b', 'securities(id)'),
    words('author'),
    day('date'),
    words('reason'),
    'correlation INTEGER CHECK (correlation IS NULL OR correlation BETWEEN -100 AND 100)',
    ...removable,
    'CHECK (a <> b)',
    'PRIMARY KEY (id)',
  ]),
]

const models = [
  table('models', [identifier('id'), words('name'), 'PRIMARY KEY (id)']),
  table(
    'model_targets',
    [
      refers('model', 'models(id)'),
      unsigned('position'),
      refers('security', 'securities(id)'),
      signed('weight'),
      signed('band'),
      'PRIMARY KEY (model, position)',
      unique('model, security'),
    ],
    ['WITHOUT ROWID'],
  ),
]

const accounts = [
  table('accounts', [
    key('key'),
    identifier('id'),
    refers('household', 'households(id)'),
    words('name'),
    words('number'),
    oneOf('custodian', 'schwab', 'fidelity', 'vanguard', 'ibkr', 'other'),
    oneOf('type', 'taxable', 'joint', 'trust', 'traditional-ira', 'roth-ira', '401k', 'hsa'),
    maybeRefers('owner', 'people(id)'),
    oneOf('mode', 'tradable', 'view-only'),
    oneOf('default_method', ...methods),
    flag('fractional'),
    maybeRefers('model', 'models(id)'),
    maybeDay('coverage_from'),
    maybeDay('coverage_to'),
    maybeSigned('cash'),
    maybeDay('cash_as_of'),
    'CHECK ((coverage_from IS NULL) = (coverage_to IS NULL) AND (coverage_from IS NULL OR coverage_from <= coverage_to))',
    unique('id'),
  ]),
  'CREATE INDEX accounts_by_household ON accounts (household);\n',
]

const planning = [
  table('restrictions', [
    identifier('id'),
    refers('household', 'households(id)'),
    maybeRefers('account', 'accounts(id)'),
    refers('security', 'securities(id)'),
    oneOf('kind', 'never-sell', 'never-buy', 'do-not-trade'),
    words('reason'),
    maybeDay('expires'),
    ...removable,
    'PRIMARY KEY (id)',
  ]),
  'CREATE INDEX restrictions_by_household ON restrictions (household);\n',
  table('cash_needs', [
    identifier('id'),
    refers('household', 'households(id)'),
    maybeRefers('account', 'accounts(id)'),
    signed('amount'),
    day('due'),
    words('note'),
    ...removable,
    'PRIMARY KEY (id)',
  ]),
  'CREATE INDEX cash_needs_by_household ON cash_needs (household);\n',
  table('tax_profiles', [
    refers('household', 'households(id)'),
    'year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100)',
    oneOf('filing_status', 'single', 'mfj', 'mfs', 'hoh', 'qss'),
    signed('ordinary_income'),
    signed('qualified_dividends'),
    signed('magi'),
    signed('other_investment_income'),
    "state TEXT CHECK (state IS NULL OR state GLOB '[A-Z][A-Z]')",
    rate('state_short_rate'),
    rate('state_long_rate'),
    signed('carryforward_short'),
    signed('carryforward_long'),
    signed('other_short'),
    signed('other_long'),
    words('author'),
    day('as_of'),
    'PRIMARY KEY (household, year)',
  ]),
]

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

const fromFile = [maybeRefers('import', 'imports(key)'), unsigned('line')]

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
    'reverses INTEGER UNIQUE REFERENCES ledger(key)',
    words('fingerprint'),
    words('memo'),
    ...fromFile,
    'CHECK ((ratio_new IS NULL) = (ratio_old IS NULL))',
    unique('id'),
  ]),
  'CREATE INDEX ledger_by_account ON ledger (account, trade_date, sequence);\n',
  'CREATE INDEX ledger_by_fingerprint ON ledger (account, fingerprint);\n',
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
    ...fromFile,
  ]),
  'CREATE INDEX realized_lots_by_account ON realized_lots (account, closed);\n',
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

/** Rebuilt at will from the evidence above, and read in long scans: days are day numbers here, -1 for unknown. */
const projection = [
  table(
    'open_lots',
    [
      refers('account', 'accounts(key)'),
      identifier('id'),
      refers('security', 'securities(key)'),
      'acquired INTEGER NOT NULL CHECK (acquired >= -1)',
      'holding_from INTEGER NOT NULL CHECK (holding_from >= -1)',
      unsigned('shares'),
      maybeSigned('basis'),
      signed('wash_adjustment'),
      oneOf('origin', 'purchase', 'drip', 'transfer', 'gift', 'inherited', 'statement'),
      maybeWords('order_group'),
      ...fromFile,
      'PRIMARY KEY (account, id)',
    ],
    ['WITHOUT ROWID'],
  ),
]

const documents = [
  table('baskets', [refers('household', 'households(id)'), document('choices'), instant('saved_at'), 'PRIMARY KEY (household)']),
  table('tickets', [
    identifier('id'),
    refers('household', 'households(id)'),
    day('as_of'),
    instant('prepared_at'),
    document('document'),
    'sha256 TEXT NOT NULL CHECK (length(sha256) = 64)',
    unsigned('orders'),
    unsigned('accounts'),
    signed('gain_short'),
    signed('gain_long'),
    maybeSigned('saved_now'),
    'PRIMARY KEY (id)',
  ]),
  'CREATE INDEX tickets_by_household ON tickets (household);\n',
  appendOnly('tickets'),
  table('ticket_events', [
    key('key'),
    refers('ticket', 'tickets(id)'),
    instant('at'),
    oneOf('status', 'draft', 'issued', 'exported', 'filled', 'reconciled', 'cancelled'),
    words('what'),
  ]),
  'CREATE INDEX ticket_events_by_ticket ON ticket_events (ticket);\n',
  appendOnly('ticket_events'),
  table('wash_locks', [
    identifier('id'),
    refers('household', 'households(id)'),
    refers('security', 'securities(id)'),
    day('first'),
    day('last'),
    words('reason'),
    maybeRefers('ticket', 'tickets(id)'),
    maybeInstant('lifted_at'),
    maybeWords('lifted_reason'),
    'CHECK (first <= last)',
    'CHECK ((lifted_at IS NULL) = (lifted_reason IS NULL))',
    'PRIMARY KEY (id)',
  ]),
  'CREATE INDEX wash_locks_by_household ON wash_locks (household, last);\n',
  "CREATE TRIGGER wash_locks_no_delete BEFORE DELETE ON wash_locks BEGIN SELECT RAISE(ABORT, 'a wash lock is lifted, never deleted'); END;\n",
  table('settings', ['key INTEGER PRIMARY KEY CHECK (key = 1)', document('document')]),
  table('audit', [
    'number INTEGER PRIMARY KEY AUTOINCREMENT',
    instant('at'),
    words('what'),
    words('subject'),
    'previous TEXT NOT NULL CHECK (length(previous) = 64)',
    'hash TEXT NOT NULL CHECK (length(hash) = 64)',
  ]),
  appendOnly('audit'),
]

export const bookSchema: SchemaStep = {
  version: 10,
  name: 'the book',
  sql: [people, instruments, models, accounts, planning, imports, ledger, statements, projection, documents].flat().join(''),
}
