/** A file is one idea and a folder one look, however many rooms there are. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const mostLines = 300
const mostFiles = 25

/** Longer files, by the beginning of their path, each with its reason. */
const longFiles: Record<string, string> = {
  'src/server/platform/schema.gen.ts': 'generated from the database',
  'tests/': 'scenes and tables, read one by one',
}

/** Fuller folders, each with its reason. */
const fullFolders: Record<string, string> = {
  migrations: 'a record, numbered in time',
  'docs/decisions': 'a record, numbered in time',
}

const files = globSync('{bench,docs,migrations,province,src,static,tests,tools}/**', { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .filter((path) => !path.startsWith('tests/client/generated/'))

test('no file is longer than one idea', () => {
  const code = files.filter(
    (path) => /\.(ts|mjs|js|svelte|css)$/.test(path) && !/\.(test|spec)\.ts$/.test(path),
  )
  expect(code.length).toBeGreaterThan(700)
  const long = code
    .filter((path) => !Object.keys(longFiles).some((beginning) => path.startsWith(beginning)))
    .filter((path) => readFileSync(path, 'utf8').split('\n').length - 1 > mostLines)
  expect(long).toEqual([])
})

test('no folder holds more than one look takes in', () => {
  const counts = new Map<string, number>()
  for (const path of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  expect(counts.size).toBeGreaterThan(150)
  const full = [...counts].filter(([folder, count]) => count > mostFiles && !(folder in fullFolders))
  expect(full).toEqual([])
})

/** The code a file imports, by its path from the root; whoever prepares or makes tests may take from anywhere. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8')
  const named = [...code.matchAll(/^(?:[^'"`\n]* from |import )'([^']+)'/gm)].map(([, path = '']) => path)
  return named.flatMap((path) => {
    if (path.startsWith('.')) return join(dirname(file), path)
    const [, root, rest] = /^#(server|shared|ui|tools)\/(.+)$/.exec(path) ?? []
    return root ? `${root === 'tools' ? '' : 'src/'}${root}/${rest}` : []
  })
}

test('no two folders side by side need each other, by whatever way round', () => {
  /** For each folder, which of its folders imports from which other. */
  const between = new Map<string, Map<string, Set<string>>>()
  const code = files.filter(
    (path) => /^(src|tools)\/.*\.(ts|svelte)$/.test(path) && !/\.test\.ts$|\/fixtures\.ts$/.test(path),
  )
  for (const file of code) {
    for (const target of importsOf(file)) {
      const [from, to] = [file.split('/'), target.split('/')]
      const at = from.findIndex((part, index) => part !== to[index])
      const [here, there] = [from[at], to[at]]
      if (!here || !there || at === from.length - 1 || at === to.length - 1) continue
      const parent = from.slice(0, at).join('/')
      const ways = between.get(parent) ?? new Map<string, Set<string>>()
      between.set(parent, ways.set(here, (ways.get(here) ?? new Set()).add(there)))
    }
  }
  expect(between.size).toBeGreaterThan(10)
  const circles = [...between].flatMap(([parent, ways]) =>
    [...ways.keys()].filter((name) => leadsTo(ways, name, name)).map((name) => `${parent}/${name}`),
  )
  expect(circles).toEqual([])
})

function leadsTo(
  ways: Map<string, Set<string>>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  return [...(ways.get(from) ?? [])].some((next) => {
    if (next === to) return true
    if (seen.has(next)) return false
    return leadsTo(ways, next, to, seen.add(next))
  })
}
