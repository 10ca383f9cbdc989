/** What is written one way everywhere: how a file is imported, and where the database is asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const roots: Record<string, string> = {
  '#server/': 'src/server/',
  '#shared/': 'src/shared/',
  '#ui/': 'src/ui/',
  '#tests/': 'tests/',
  '#tools/': 'tools/',
}
const files = ['src', 'tests', 'tools', 'bench']
  .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)))
  .filter((path) => /\.(ts|mts|svelte)$/.test(path))

/** What belongs together: a room, a craft, the kernel, each other part of the source, the tests, the tools. */
function roomOf(path: string): string {
  const [room = path] =
    /^src\/server\/(modules|crafts)\/[^/]+|^src\/server\/platform|^src\/[^/]+|^[^/]+/.exec(path) ?? []
  return room
}

function targetOf(file: string, specifier: string): string | undefined {
  const alias = Object.keys(roots).find((name) => specifier.startsWith(name))
  if (alias) return `${roots[alias]}${specifier.slice(alias.length)}`
  return specifier.startsWith('.') ? join(dirname(file), specifier) : undefined
}

/** From one's own room by the way there, from any other by its name. */
function asWritten(file: string, target: string): string {
  if (roomOf(file) === roomOf(target)) {
    const way = relative(dirname(file), target)
    return way.startsWith('.') ? way : `./${way}`
  }
  const [alias, root = ''] = Object.entries(roots).find(([, start]) => target.startsWith(start)) ?? []
  return alias ? `${alias}${target.slice(root.length)}` : relative(dirname(file), target)
}

test('a file of one’s own room is imported by the way to it, any other by its name', () => {
  const found: string[] = []
  for (const file of files) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:[^'"`\n]* from |import )'([^']+)'/gm,
    )) {
      const target = targetOf(file, specifier)
      if (!target || !existsSync(target)) continue
      const wanted = asWritten(file, target)
      if (specifier !== wanted) found.push(`${file}: ${specifier} is ${wanted}`)
    }
  }
  expect(found).toEqual([])
})

test('a room asks the database in its queries only', () => {
  const asking = files
    .filter((file) => /^src\/server\/modules\//.test(file) && !/\.test\.ts$|\/fixtures\.ts$/.test(file))
    .filter((file) => !/queries(\.ts$|\/)|-columns\.ts$/.test(file))
    .filter((file) =>
      /from 'kysely'|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(readFileSync(file, 'utf8')),
    )
  expect(asking).toEqual([])
})
