/** The left rail: the screens, each with its key. A screen about a household keeps the one in front. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Icon } from '../parts/icon.tsx'
import { hashOf } from './route.ts'
import type { Screen } from './screen.ts'
import { railScreens } from './screens.ts'

export function Rail({ current, household }: { current: string; household: HouseholdId | null }) {
  return (
    <nav className="rail" aria-label="Screens">
      <p className="brand">Lotwright</p>
      <ul>
        {railScreens.map((screen, index) => (
          <li key={screen.key}>
            <a
              href={addressOf(screen, household)}
              aria-current={screen.key === current ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              title={`${screen.title} (Alt+${index + 1})`}
            >
              <Icon name={screen.icon} size={18} />
              <span>{screen.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function addressOf(screen: Screen, household: HouseholdId | null): string {
  return hashOf({ screen: screen.key, household: screen.household === 'none' ? null : household })
}
