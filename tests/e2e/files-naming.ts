/** Which journeys a change in some pages can break. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files that name one of these addresses (`/mot-cua`). */
export function filesNaming(addresses: string[]): string[] {
  return globSync('tests/e2e/*.spec.ts')
    .sort()
    .filter((file) => addresses.some((address) => isNamed(address, textOf(file))))
}

function isNamed(address: string, text: string): boolean {
  // The home page is every address's beginning: only where it stands alone.
  const end = address === '/' ? /['"`]/ : /(?![\w-])/
  return new RegExp(address + end.source).test(text)
}

/** A file of journeys with the acts and tables it tells them by; what every journey stands on names no journey's address. */
function textOf(file: string): string {
  const own = readFileSync(file, 'utf8')
  const told = [...own.matchAll(/from '\.\/((?:acts|rights)\/[\w-]+\.ts)'/g)].map(([, name = '']) => name)
  return [own, ...told.map((name) => readFileSync(join('tests/e2e', name), 'utf8'))].join('\n')
}
