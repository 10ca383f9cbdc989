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

/** Where a day is nothing that is typed, with how often: what the program answers and tells, data of a province, papers it sets. */
const daysOfOurs: Record<string, number> = {
  // Answers.
  'src/server/modules/catalogue/routes.ts': 1,
  'src/server/modules/directives/routes.ts': 1,
  'src/server/modules/dossiers/api-shapes.ts': 4,
  'src/server/modules/indicators/routes.ts': 2,
  'src/server/modules/payments/receipts/receipt-routes.ts': 2,
  'src/server/modules/registry/routes.ts': 2,
  // Facts.
  'src/server/modules/directives/events.ts': 2,
  'src/server/modules/documents/events.ts': 4,
  'src/server/modules/meetings/events.ts': 1,
  'src/server/modules/payments/events.ts': 3,
  // Files of a province, read once at the start.
  'src/server/modules/agencies/province-files.ts': 1,
  'src/server/modules/catalogue/definition/sources.ts': 1,
  'src/server/modules/catalogue/model.ts': 2,
  'src/server/modules/catalogue/replacement.ts': 1,
  'src/server/modules/documents/files/retention.ts': 3,
  'src/server/modules/documents/route/model.ts': 1,
  'src/server/modules/identity/demo/demo-people.ts': 2,
  'src/server/modules/meetings/recording/keeping-rules.ts': 3,
  'src/server/modules/payments/rules.ts': 2,
  'src/shared/form/definition.ts': 1,
  'src/shared/form/rule.ts': 1,
  'tools/services.ts': 1,
  // What a tool of ours has written.
  'src/server/modules/meetings/door/evaluation.ts': 1,
  // What is set was looked at before.
  'src/server/crafts/typeset/mail-paper.ts': 1,
  'src/server/crafts/typeset/paper-parts.ts': 1,
  'src/server/crafts/typeset/registers.ts': 2,
  // Of a law a text cites: words of that text, which nobody reckons with; what was written before has to open.
  'src/shared/document/body.ts': 1,
}

test('a day somebody types, or another system sends, is one that can be reckoned with', () => {
  const found: Record<string, number> = {}
  for (const file of files) {
    if (file === 'src/shared/day.ts' || /\.test\.ts$/.test(file)) continue
    const count = readFileSync(file, 'utf8').split('z.iso.date(').length - 1
    if (count > 0) found[file] = count
  }
  // Of what comes in `Day` of `#shared/day.ts` is the schema: to the database there is no year 0.
  expect(found).toEqual(daysOfOurs)
})
