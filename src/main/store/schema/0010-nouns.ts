/** Part of step 10: the nouns people edit. Accounts and securities carry an integer key beside their id, by which rows of evidence refer to them. */
import {
  day,
  flag,
  identifier,
  key,
  maybeDay,
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

export const nouns = [people, instruments, models, accounts, planning].flat()
