/** The optimizer on the desk: plans run in the worker, edited by hand, kept in the book, handed over to tickets. */
import { Refused } from '../../shared/kernel/outcome.ts'

/** Answers come with the next commits; until then every call says so. */
function notYet(): never {
  throw new Refused({ code: 'data/unfinished', what: 'The optimizer is not on the desk yet.', remedy: 'Use the optimize command.' })
}

export function proposalHandlers() {
  return {
    'optimize.run': notYet,
    'proposal.repick': notYet,
    'proposal.keep': notYet,
    'proposal.list': notYet,
    'proposal.read': notYet,
    'proposal.handover': notYet,
    'book.optimize': notYet,
  }
}
