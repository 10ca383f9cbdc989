/** What a change in a room can break, read from who imports it. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { z } from 'zod'

const modules = 'src/server/modules'
const rightsTables = [
  'src/server/api/rights.test.ts',
  'tests/rights/rows.test.ts',
  'tests/rights/single-writers.test.ts',
]

export interface Breakable {
  /** Test files, of the room and of whoever reaches it through imports, and the tables of rights. */
  files: string[]
  /** The first words of the addresses whose pages ask the room: `/mot-cua`. */
  addresses: string[]
}

export function listRooms(): string[] {
  return readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}

export function whatCanBreak(rooms: string[]): Breakable {
  const own = new RegExp(`^${modules}/(${rooms.join('|')})/`)
  const imports = importsReaching(own)
  const tests = [...imports.keys()].filter((file) => file.endsWith('.test.ts'))
  return {
    files: [...new Set([...tests, ...rightsTables])].sort(),
    addresses: [...new Set(pagesAsking(own, imports).map(addressOf))].sort(),
  }
}

const Graph = z.object({
  modules: z.array(
    z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) }),
  ),
})

/** Every file from which imports lead to such a file, with what it imports. */
function importsReaching(files: RegExp): Map<string, string[]> {
  const everyFile = ['src', 'tools', 'tests', '--exclude', '^$']
  const json = execFileSync(
    'node_modules/.bin/depcruise',
    [...everyFile, '--reaches', files.source, '--output-type', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    },
  )
  return new Map(
    Graph.parse(JSON.parse(json)).modules.map(({ source, dependencies }) => [
      source,
      dependencies.map(({ resolved }) => resolved),
    ]),
  )
}

/** Files of pages that ask the room themselves or through a part of the interface, not through another room. */
function pagesAsking(room: RegExp, imports: Map<string, string[]>): string[] {
  const asking = new Set<string>()
  const visit = (asked: (file: string) => boolean) => {
    for (const [file, imported] of imports) {
      if (asking.has(file) || !/^src\/(routes|ui)\//.test(file) || !imported.some(asked)) continue
      asking.add(file)
      visit((other) => other === file)
    }
  }
  visit((file) => room.test(file))
  return [...asking].filter((file) => file.startsWith('src/routes/'))
}

/** `src/routes/(office)/mot-cua/[ma]/+page.server.ts` is `/mot-cua`. */
function addressOf(file: string): string {
  const folders = file.split('/').slice(2, -1)
  return `/${folders.find((folder) => !folder.startsWith('(')) ?? ''}`
}
