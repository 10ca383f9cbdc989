/** A file is one idea and a folder one look, however many rooms there are. */
import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
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
