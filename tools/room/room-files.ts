/** The files that are a room's own: made from the template, found again by its name. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Room, retell } from './room.ts'

const template = 'tools/room/template'

/** Path → text of everything a new room has; its migration bears `number`. */
export function filesOf(room: Room, number: string): Map<string, string> {
  const files = globSync(`${template}/**/*.txt`).sort()
  return new Map(
    files.map((file) => {
      const path = relative(template, file)
        .replace(/\.txt$/, '')
        .replace('/0000_', `/${number}_`)
      return [retell(path, room), retell(readFileSync(file, 'utf8'), room)]
    }),
  )
}

/** Where a room is, whole: what removing removes, migrations of later steps too. */
export function placesOf({ name, page }: Pick<Room, 'name' | 'page'>): string[] {
  return [
    `src/server/modules/${name}`,
    `src/routes/(office)${page}`,
    `src/shared/messages/${name}`,
    `tests/rights/rooms/${name}.ts`,
    ...migrationsOf(name).map((file) => join('migrations', file)),
    // What the type check keeps of its page would be checked on, without the room.
    ...['.svelte-check/svelte', 'types'].map((kept) => `.svelte-kit/${kept}/src/routes/(office)${page}`),
  ]
}

export function migrationsOf(name: string): string[] {
  return globSync(`*_${name}_*.sql`, { cwd: 'migrations' }).filter((file) =>
    new RegExp(`^\\d{4}_${name}_`).test(file),
  )
}

/** The number above all others. */
export function nextNumber(): string {
  const numbers = globSync('*.sql', { cwd: 'migrations' }).map((file) => Number(file.slice(0, 4)))
  return String(Math.max(...numbers) + 1).padStart(4, '0')
}

export function writeAll(texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

export function readAll(paths: readonly string[]): Map<string, string> {
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}

export function removeAll(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { recursive: true, force: true })
}
