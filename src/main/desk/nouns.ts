/**
 * Saving what people enter: households, people, accounts, models, restrictions, cash needs, profiles, securities and their relations. Where it decides
 * what the open lots are, these are projected anew in the same transaction.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type {
  Account,
  CashNeed,
  Household,
  ModelPortfolio,
  Person,
  Relation,
  Restriction,
  Security,
  TaxProfile,
} from '../../shared/model/book.ts'
import { findAccount, saveAccount } from '../store/accounts.ts'
import type { WritableBook } from '../store/database.ts'
import { saveHouseholdLimits } from '../store/household-limits.ts'
import { findHousehold, listHouseholds, saveHousehold, savePerson } from '../store/households.ts'
import { listModels, saveModel } from '../store/models.ts'
import { listRestrictions, removeCashNeed, removeRestriction, saveCashNeed, saveRestriction, saveTaxProfile } from '../store/planning.ts'
import { listRelations, listSecurities, removeRelation, saveRelation, saveSecurity } from '../store/securities.ts'
import type { DeskContext } from './context.ts'
import { keepingMethods } from './default-method.ts'
import { checkedModel } from './models.ts'
import { reproject } from './project.ts'
import { checkedHousehold, checkedSleeves } from './sleeves.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function nounHandlers(context: DeskContext) {
  /** Saves a noun that may be new: without an id it gets one. */
  function save<Noun extends { id: string }>(
    noun: string,
    given: Omit<Noun, 'id'> & { id?: string | undefined },
    household: HouseholdId | null,
    into: (book: WritableBook, value: Noun) => void,
  ): Noun {
    const value = { ...given, id: given.id ?? context.ports.ids.next(noun) } as Noun
    return write(context, {
      what: `${noun} saved`,
      subject: value.id,
      changed: 'book',
      household,
      work(book) {
        if (household !== null && noun !== 'household') requireHousehold(book, household)
        into(book, value)
        return value
      },
    })
  }
  const remove = (
    noun: string,
    subject: string,
    reason: string,
    from: (book: WritableBook, removal: { at: string; reason: string }) => void,
  ) => {
    write(context, {
      what: `${noun} removed`,
      subject,
      changed: 'book',
      household: null,
      work: book => from(book, { at: context.ports.clock.now(), reason: required(reason) }),
    })
    return {}
  }

  /** What is the same or identical decides which purchases wash which losses; a substitute does not. */
  function projectRelated(book: WritableBook, relations: readonly (Relation | undefined)[]): void {
    if (relations.every(relation => relation === undefined || relation.kind === 'substitute')) return
    const homes = listHouseholds(book).map(household => household.id)
    reproject(book, homes, context.today())
  }

  return {
    'household.save': (given: Given<'household.save'>) =>
      save<Household>('household', checkedHousehold(context, given), null, saveHousehold),
    'model.list': () => ({ models: listModels(context.store.book).map(({ id, name }) => ({ id, name })) }),
    'person.save': (given: Given<'person.save'>) => save<Person>('person', given, given.household, savePerson),
    'account.save': ({ methodFrom, ...given }: Given<'account.save'>) =>
      save<Account>('account', checkedSleeves(context, given), given.household, (book, account) => {
        // the type, the default method and the household decide what its lots are
        const homes = new Set([account.household, findAccount(book, account.id)?.household ?? account.household])
        saveAccount(book, keepingMethods(account, findAccount(book, account.id), methodFrom ?? context.today()))
        reproject(book, homes, context.today())
      }),
    'model.save': (given: Given<'model.save'>) => save<ModelPortfolio>('model', checkedModel(context, given), null, saveModel),
    'limits.save': ({ household, limits }: Given<'limits.save'>) =>
      write(context, {
        what: 'limits saved',
        subject: household,
        changed: 'book',
        household,
        work(book) {
          requireHousehold(book, household)
          saveHouseholdLimits(book, household, limits)
          return limits
        },
      }),
    'restriction.save': (given: Given<'restriction.save'>) =>
      save<Restriction>('restriction', checkedRestriction(context, given), given.household, saveRestriction),
    'restriction.remove': (given: Given<'restriction.remove'>) =>
      remove('restriction', given.id, given.reason, (book, removal) => removeRestriction(book, given.id, removal)),
    'cash-need.save': (given: Given<'cash-need.save'>) => save<CashNeed>('cash need', given, given.household, saveCashNeed),
    'cash-need.remove': (given: Given<'cash-need.remove'>) =>
      remove('cash need', given.id, 'no longer needed', (book, removal) => removeCashNeed(book, given.id, removal)),
    'tax-profile.save': (profile: TaxProfile) =>
      write(context, {
        what: 'tax profile saved',
        subject: `${profile.household} ${profile.year}`,
        changed: 'book',
        household: profile.household,
        work(book) {
          requireHousehold(book, profile.household)
          saveTaxProfile(book, profile)
          return profile
        },
      }),
    'security.save': (security: Security) => save<Security>('security', security, null, saveSecurity),
    'relation.list': () => ({ relations: listRelations(context.store.book), securities: listSecurities(context.store.book) }),
    'relation.save': (given: Given<'relation.save'>) =>
      save<Relation>('relation', checkedRelation(given), null, (book, relation) => {
        const before = listRelations(book).find(known => known.id === relation.id)
        saveRelation(book, relation)
        projectRelated(book, [relation, before])
      }),
    'relation.remove': (given: Given<'relation.remove'>) =>
      remove('relation', given.id, given.reason, (book, removal) => {
        const before = listRelations(book).find(known => known.id === given.id)
        removeRelation(book, given.id, removal)
        projectRelated(book, [before])
      }),
  }
}

function requireHousehold(book: WritableBook, household: HouseholdId): void {
  if (!findHousehold(book, household))
    throw new Refused({
      code: 'data/unknown-household',
      what: 'The book has no such household.',
      where: household,
      remedy: 'Save the household first.',
    })
}

function required(reason: string): string {
  if (reason.trim() === '')
    throw new Refused({
      code: 'input/field',
      what: 'A reason is needed: it is kept with what is removed.',
      where: 'reason',
      remedy: 'Say in a few words why.',
    })
  return reason
}

const wholePortfolio = 10_000

/** A weight where one is needed, inside the whole, and no least above a most that holds in the same place. */
function checkedRestriction({ store }: DeskContext, given: Given<'restriction.save'>): Given<'restriction.save'> {
  const refuse = (what: string, remedy: string): never => {
    throw new Refused({ code: 'input/field', what, where: 'weight', remedy })
  }
  const { kind, weight, ...bar } = given
  if (kind !== 'least-weight' && kind !== 'most-weight') return { ...bar, kind }
  if (weight == null || weight < 0 || weight > wholePortfolio)
    return refuse('A least or most weight lies between 0 % and 100 %.', 'Enter the weight in percent of the account.')
  const isLeast = kind === 'least-weight'
  const rival = listRestrictions(store.book, given.household).find(
    other =>
      other.id !== given.id &&
      other.security === given.security &&
      other.account === given.account &&
      other.kind === (isLeast ? 'most-weight' : 'least-weight') &&
      (isLeast ? (other.weight ?? 0) < weight : (other.weight ?? 0) > weight),
  )
  if (rival === undefined) return given
  const [own, other] = [weight, rival.weight ?? 0].map(each => `${(each / 100).toFixed(2)} %`)
  return refuse(
    `${isLeast ? 'At least' : 'At most'} ${own} cannot hold beside the ${isLeast ? 'most' : 'least'} of ${other} entered before.`,
    'Change one of the two, or remove the other first.',
  )
}

function checkedRelation(relation: Given<'relation.save'>): Given<'relation.save'> {
  const refuse = (what: string, where: string): never => {
    throw new Refused({ code: 'input/field', what, where, remedy: 'Correct it and save again.' })
  }
  if (relation.a === relation.b) refuse('A relation needs two different securities.', 'b')
  if (relation.author.trim() === '') refuse('A relation needs the name of whoever decided it.', 'author')
  if (relation.reason.trim() === '') refuse('A relation needs a reason: an examiner will ask for it.', 'reason')
  return relation
}
