/** Tables of what an advisor plans around: restrictions, cash needs and deposits, one model for a household, the sleeves of accounts. */
import { tradeBars, weightLimits } from '../../../shared/model/lists.ts'
import * as cell from './cells.ts'
import { account, household, may, must, onlyAccount, rarely, symbol, type Table } from './column.ts'
import { valueKinds } from './settings-rows.ts'

export const restrictions: Table = {
  name: 'restrictions',
  title: 'Restrictions',
  key: ['id'],
  meaning: 'What must not be traded, and the least or most an account may hold of a security.',
  columns: [
    must('id', cell.identifier, 'lasting id of the restriction', 'okafor-legacy'),
    household,
    onlyAccount,
    symbol,
    must('kind', cell.choice([...tradeBars, ...weightLimits]), 'what is barred, or which weight is limited', 'never-sell'),
    must('reason', cell.text(500), 'why', 'Inherited from her father; sold only with her written consent'),
    may('expires', cell.date, 'last day it holds; blank: no end', '2027-03-31'),
    rarely('weight', cell.percent, 'percent of each account it holds in, for a least or most weight; blank for the others', '10.00'),
  ],
}

export const cashNeeds: Table = {
  name: 'cash-needs',
  title: 'Cash needs and deposits',
  key: ['id'],
  meaning: 'Cash that must be there on a day, or that is to come.',
  columns: [
    must('id', cell.identifier, 'lasting id of the need', 'okafor-roof'),
    household,
    onlyAccount,
    must('amount', cell.money, 'dollars', '40000.00'),
    must('due', cell.date, 'day by which it is needed', '2026-12-15'),
    may('note', cell.text(500), 'what for', 'New roof, second payment'),
    rarely('flow', cell.choice(['need', 'deposit']), 'which way it goes; blank: a need', 'deposit'),
  ],
}

export const householdModels: Table = {
  name: 'household-models',
  title: 'One model for a household',
  key: ['household'],
  meaning: 'Whether all accounts of a household go toward one model together; a household without a row stays as it is.',
  columns: [household, may('model', cell.identifier, 'id of the model; blank: each account goes by its own', 'growth-80')],
}

export const sleeves: Table = {
  name: 'sleeves',
  title: 'Sleeves',
  key: ['account', 'sleeve'],
  meaning:
    'Parts of an account with models of their own. The rows of an account are all of its sleeves; their parts sum to exactly 100.00 %.',
  columns: [
    account,
    must('sleeve', cell.text(60), 'name of the sleeve', 'Core'),
    must('part', cell.percent, 'part of the account in percent', '75.00'),
    may('model', cell.identifier, 'id of the model it goes toward; blank: it is held as it is', 'growth-80'),
    may('pinned', cell.text(500), 'tickers that count toward it whatever their line, separated by blanks', 'IBM GE'),
    may('hold', cell.yesOrNo, 'what is pinned is not traded; blank: no, but of a sleeve without a model always', 'yes'),
  ],
}

export const settings: Table = {
  name: 'settings',
  title: 'Settings and limits of plans',
  key: ['household', 'name'],
  meaning:
    'One row a value. Rows without a household are all settings of the firm, its limits of plans among them; rows of a household are all limits of its own plans. What is not stated is not kept.',
  columns: [
    may('household', cell.identifier, 'id of the household whose limits they are; blank: the firm', 'alvarez-kim'),
    must('name', cell.text(200), 'which value, by the names of its parts; parts of a list are counted from 0', 'limits.0.most'),
    must('kind', cell.choice(valueKinds), 'what the value is', 'number'),
    may('value', cell.text(1000), 'the value; of a security its ticker; blank for nothing', '1500'),
  ],
}
