// Run after every `npm install`. A registry may lack the binary packages of other platforms; npm then leaves them out of the lock, and
// `npm ci` refuses a lock that does not name every optional package ("Missing: … from lock file"). This adds the missing ones by name,
// version, system and processor; npm skips them on any other machine.
import { readFileSync, writeFileSync } from 'node:fs'

const systems = { windows: 'win32' }
for (const name of ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'])
  systems[name] = name
const processors = { ppc64le: 'ppc64' }
for (const name of ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']) processors[name] = name

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const isExact = version => /^\d+\.\d+\.\d+(-|$)/.test(version)

function platformEntry(name, version, isDevelopment) {
  const words = name.split('/').at(-1).split('-')
  const os = words.map(word => systems[word]).find(Boolean)
  const cpu = words.map(word => processors[word]).find(Boolean)
  if (!os && !cpu) return undefined
  return { version, ...(cpu && { cpu: [cpu] }), ...(isDevelopment && { dev: true }), optional: true, ...(os && { os: [os] }) }
}

let added = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '') continue
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isNamed = lock.packages[`${place}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`]
    const missing = !isNamed && isExact(version) && platformEntry(name, version, entry.dev)
    if (!missing) continue
    lock.packages[`node_modules/${name}`] = missing
    added += 1
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added to package-lock.json`)
