/** Journeys told together, and which of them a change in some pages can break. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from './scene.ts'

export interface Part {
  files: string[]
  /** A file of the part that has to come before. */
  needs?: string
  tests: Test[]
}

/** What every part stands on; it names no journey's address. */
const stage = ['scene.ts', 'people.ts', 'axe.ts', 'house.ts', 'validity.ts', 'routes.ts']

/** The parts that name one of these addresses (`/mot-cua`), in order, with those they need. */
export function partsNaming(addresses: string[], parts: Part[]): Part[] {
  const named = parts.filter(({ files }) => {
    const text = files.map(textOf).join('\n')
    return addresses.some((address) => isNamed(address, text))
  })
  return parts.filter(
    (part) => named.includes(part) || named.some(({ needs }) => needs && part.files.includes(needs)),
  )
}

function isNamed(address: string, text: string): boolean {
  // The home page is every address's beginning: only where it stands alone.
  const end = address === '/' ? /['"`]/ : /(?![\w-])/
  return new RegExp(address + end.source).test(text)
}

/** A file of journeys with the files it tells them by. */
function textOf(file: string): string {
  const read = (name: string) => readFileSync(join('tests/e2e', name), 'utf8')
  const own = read(file)
  const told = [...own.matchAll(/from '\.\/([\w-]+\.ts)'/g)]
    .map(([, name = '']) => name)
    .filter((name) => !stage.includes(name))
  return [own, ...told.map(read)].join('\n')
}
