/** `npm run quick`: types, lint, unused code and the fast unit tests, for while one is working. */
import { quickUnitChecks, staticChecks } from './checks.ts'
import { summary } from './summary.ts'

process.exitCode = summary([...(await staticChecks()), ...(await quickUnitChecks())])
