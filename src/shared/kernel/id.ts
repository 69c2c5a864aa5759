/** Identifiers: opaque text with the noun as a brand, so that an account cannot be passed for a household. */
declare const named: unique symbol
export type Id<Noun extends string> = string & { readonly [named]: Noun }

export type HouseholdId = Id<'household'>
export type PersonId = Id<'person'>
export type AccountId = Id<'account'>
export type SecurityId = Id<'security'>
export type LotId = Id<'lot'>
export type EntryId = Id<'ledger entry'>
export type ImportId = Id<'import'>
export type ModelId = Id<'model portfolio'>
export type TicketId = Id<'ticket'>
export type ProposalId = Id<'proposal'>
export type TransitionId = Id<'transition'>

/** Text that is known to be an id of this noun (a row, a literal in a test). */
export function id<Noun extends string>(text: string): Id<Noun> {
  return text as Id<Noun>
}
