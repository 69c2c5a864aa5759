/**
 * Runs every published example on an engine in which one rule is broken, rule by rule, and prints which examples fail. Each rule is broken in the source text
 * itself while it is being loaded; the engine is loaded afresh for each, so nothing of the intact one is left in it. Started by published.test.ts.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { PublishedExample } from '../../src/main/engine/selftest/example.ts'
import type { FederalTable } from '../../src/shared/model/tax-table.ts'
import { federalTable } from '../fixtures/tax-tables.ts'
import { brokenRules } from './broken-rules.ts'
import { custodianFacts, type Engine, factHolds } from './custodian-facts.ts'

const source = new URL('../../src/', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const rule = ruleIn(context.parentURL)
    const belongs = rule !== null && resolved.url.startsWith(source) && !resolved.url.includes('?')
    return belongs ? { ...resolved, url: `${resolved.url}?broken=${rule}` } : resolved
  },
  load(url, context, nextLoad) {
    const broken = brokenRules[Number(ruleIn(url) ?? -1)]
    const file = url.split('?')[0] ?? ''
    if (broken === undefined || file !== source + broken.file) return nextLoad(url, context)
    const text = readFileSync(fileURLToPath(file), 'utf8')
    if (text.split(broken.text).length !== 2) throw new Error(`${broken.file} does not say once: ${broken.text}`)
    return { format: 'module-typescript', source: text.replace(broken.text, () => broken.instead), shortCircuit: true }
  },
})

function ruleIn(url: string | undefined): string | null {
  return url === undefined ? null : (/\?broken=(\d+)$/.exec(url)?.[1] ?? null)
}

interface Check {
  checkExample(example: PublishedExample, tableOf: (year: number) => FederalTable | undefined): { readonly holds: boolean }
}

for (const index of brokenRules.keys()) {
  try {
    const { checkExample } = (await import(`${source}main/engine/selftest/check.ts?broken=${index}`)) as Check
    const { publishedExamples } = await import('../../src/main/engine/selftest/examples.ts')
    const failing = publishedExamples.filter(example => !holds(checkExample, example)).map(example => example.id)
    const { projectLots } = (await import(`${source}main/engine/lots/project.ts?broken=${index}`)) as Pick<Engine, 'projectLots'>
    const { realizedLines } = (await import(`${source}main/engine/standing/realized.ts?broken=${index}`)) as Pick<Engine, 'realizedLines'>
    for (const fact of custodianFacts) if (!factHolds(fact, { projectLots, realizedLines })) failing.push(fact.id)
    console.log(JSON.stringify({ index, failing, fault: null }))
  } catch (error) {
    console.log(JSON.stringify({ index, failing: [], fault: String(error) }))
  }
}

/** A broken engine may also fall over. */
function holds(checkExample: Check['checkExample'], example: PublishedExample): boolean {
  try {
    return checkExample(example, federalTable).holds
  } catch {
    return false
  }
}
