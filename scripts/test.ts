/**
 * `npm test`: everything that must hold before a change lands. Every check runs, whatever failed before it, except those that need a build
 * that is not there. Ends with the names of what was skipped and `N passed, N failed, N skipped`.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { artifacts, check, playwrightCount, type Report } from './check.ts'
import { staticChecks, unitChecks, zoneChecks } from './checks.ts'
import { electronBinary } from './electron-binary.ts'
import { summary } from './summary.ts'
import { browserForTests } from './test-browser.ts'

const node = process.execPath
const reports: Report[] = []
const notes: string[] = []

reports.push(...(await staticChecks()), ...(await unitChecks(50)), ...(await zoneChecks()))
const build = await check('build', [node, 'scripts/run.mjs', 'build'])
reports.push(build)
if (build.count.failed === 0) {
  reports.push(...(await endToEnd()))
  reports.push(await check('packaging', [node, 'scripts/run.mjs', 'pack-check']))
}
process.exitCode = summary(reports, notes)

async function endToEnd(): Promise<Report[]> {
  const browser = browserForTests()
  if ('why' in browser) {
    notes.push(`skipped: the end-to-end tests (${browser.why})`)
    if (!electronBinary()) notes.push('skipped: no Electron binary')
    return []
  }
  const file = join(artifacts, 'playwright.json')
  rmSync(file, { force: true })
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, LOTWRIGHT_BROWSER: browser.path }
  return [await check('end to end', ['playwright', 'test', '--reporter=list,json'], { env, countOf: () => playwrightCount(file) })]
}
