/** The law's open points in words, for every sheet and file that carries results: which were decided otherwise than by default, by whom, when and why. */
import { type LawChoices, type LawSwitchId, lawSwitches, lawSwitchIds } from '../model/law.ts'
import { date } from './format.ts'

/** One sentence where everything stands at its default, else one for each point that does not. `undefined`: nothing was ever decided. */
export function lawStatement(choices: LawChoices | undefined): string[] {
  const changed = lawSwitchIds.filter(id => isChanged(choices, id))
  if (changed.length === 0) return ['All open points of law are at their defaults, listed in Settings under Open points of law.']
  return [
    ...changed.map(id => sentenceOf(choices, id)),
    'All other open points of law are at their defaults, listed in Settings under Open points of law.',
  ]
}

export function isChanged(choices: LawChoices | undefined, id: LawSwitchId): boolean {
  const option = choices?.[id]?.option
  return option !== undefined && option !== lawSwitches[id].options[0].id
}

function sentenceOf(choices: LawChoices | undefined, id: LawSwitchId): string {
  const { title, citation, options } = lawSwitches[id]
  const choice = choices?.[id]
  const option = options.find(one => one.id === choice?.option)
  if (choice === undefined || option === undefined) throw new RangeError(`${id} stands at its default`)
  return `${title}: ${option.label.toLowerCase()}. ${option.does} (${citation}; decided by ${choice.author} on ${date(choice.date)}: ${choice.reason})`
}
