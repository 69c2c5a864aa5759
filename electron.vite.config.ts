/**
 * Three bundles. Main and its command line carry everything but the native database module; the preload is one CommonJS file, because a
 * sandboxed preload can load nothing else; the window's bundle is minified. `LOTWRIGHT_PART` builds one side alone (scripts/build.ts).
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const part = process.env.LOTWRIGHT_PART
const folder = process.env.LOTWRIGHT_OUT ?? 'out'

const main = {
  build: {
    outDir: `${folder}/main`,
    externalizeDeps: false,
    rolldownOptions: {
      input: { index: 'src/main/index.ts', lotwright: 'src/main/cli/main.ts' },
      external: ['better-sqlite3'],
    },
  },
}

const preload = {
  build: {
    outDir: `${folder}/preload`,
    externalizeDeps: false,
    rolldownOptions: {
      input: { index: 'src/preload/index.ts' },
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
    },
  },
}

const renderer = { root: 'src/renderer', plugins: [react()], build: { outDir: `${folder}/renderer`, minify: true } }

export default defineConfig(part === 'main' ? { main } : part === 'window' ? { preload, renderer } : { main, preload, renderer })
