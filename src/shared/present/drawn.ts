/** What is drawn a moment after a plan stands: its curve, what fewer orders would keep, and a household as one held against the same wishes account by account. None of it is the plan, so none is in its hash. */
import type { Proposal } from '../model/proposal.ts'

type Drawn = Pick<Proposal, 'curve' | 'benefit'> & { readonly joint?: Proposal['joint'] }

/** The plan with what was drawn of the same wishes. */
export function drawnWith<Plan extends Pick<Proposal, 'curve' | 'benefit' | 'joint'>>(
  plan: Plan,
  { curve, benefit, joint: drawn }: Drawn,
): Plan {
  if (plan.joint === undefined || drawn === undefined || drawn.pending) return { ...plan, curve, benefit }
  const { pending: _pending, ...joint } = plan.joint
  const { apart, saved, words } = drawn
  return { ...plan, curve, benefit, joint: { ...joint, apart, saved, words } }
}

/** The plan without what is drawn of it. */
export function undrawn<Plan extends Pick<Proposal, 'curve' | 'benefit' | 'joint'>>({ curve, benefit, joint, ...plan }: Plan) {
  if (joint === undefined) return plan
  const { apart, saved, words, pending, ...own } = joint
  return { ...plan, joint: own }
}
