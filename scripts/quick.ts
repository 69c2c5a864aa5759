/** `npm run quick`: types, lint, unused code and unit tests, for while one is working. */
import { staticChecks, unitChecks } from './checks.ts'
import { summary } from './summary.ts'

process.exitCode = summary([...(await staticChecks()), ...(await unitChecks())])
