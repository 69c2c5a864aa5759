/**
 * Unit, property, scenario, store and house tests, on Node alone. `electron` is always the stand-in: importing the real package from plain
 * Node starts a download of its binary. electron-vite's import suffixes exist only in its build, so they are answered here from source.
 */
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'

const suffix = /\?(asset|nodeWorker|modulePath)(&asarUnpack)?$/
const marked = /^\0from-source:(\w+):(.*)$/

function buildSuffixes(): Plugin {
  return {
    name: 'build-suffixes-from-source',
    enforce: 'pre',
    resolveId(id, importer) {
      const found = suffix.exec(id)
      if (!found || !importer) return null
      const bare = id.replace(suffix, '')
      const file = bare.startsWith('.') ? resolve(importer, '..', bare) : createRequire(importer).resolve(bare)
      return `\0from-source:${found[1]}:${Buffer.from(file).toString('base64url')}`
    },
    load(id) {
      const found = marked.exec(id)
      if (!found) return null
      const file = JSON.stringify(Buffer.from(found[2] ?? '', 'base64url').toString())
      if (found[1] !== 'nodeWorker') return `export default ${file}`
      return `import { Worker } from 'node:worker_threads'\nexport default options => new Worker(${file}, options)`
    },
  }
}

export default defineConfig({
  plugins: [buildSuffixes()],
  resolve: { alias: { electron: fileURLToPath(new URL('./test/stand-in/electron.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // every core: one is left idle otherwise, which is half of a small machine
    maxWorkers: '100%',
    // generous: a limit that a noisy machine can reach is a timed test
    testTimeout: 180_000,
    hookTimeout: 180_000,
    silent: 'passed-only',
  },
})
