/**
 * Where the app's own files are: the nearest folder above this code that holds the app's package.json. The same walk works from source
 * (src/main), from a bundle (out/main, out/main/chunks) and from a packaged app (resources/app/out/main).
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const appRoot = findRoot(import.meta.dirname)

/** `resourcePath('tax/2026.json')`: a file of resources/, in a checkout, a build and a packaged app alike. */
export function resourcePath(name: string): string {
  return join(appRoot, 'resources', name)
}

/** `builtPath('renderer')`: a file or folder of out/. */
export function builtPath(name: string): string {
  return join(appRoot, 'out', name)
}

function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`)
  }
}
