import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { vi } from '#shared/messages/vi.ts'
import { addressOf } from './e2e/judge/routes.ts'

const words = readFileSync('docs/words.md', 'utf8')
const pages = [...words.matchAll(/`(\/[^`]+)`/g)].map(([, page = '']) => page)
const addresses = new Set(
  readdirSync('src/routes', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => addressOf(relative('src/routes', join(entry.parentPath, entry.name)))),
)

test('every page the dictionary names is there', () => {
  expect(pages.filter((page) => !addresses.has(page))).toEqual([])
})

test('every folder of pages is named in the dictionary', () => {
  const named = new Set(pages.map((page) => page.split('/')[1]))
  const rooms = new Set([...addresses].flatMap((address) => address.split('/')[1] || []))
  expect([...rooms].filter((name) => !named.has(name))).toEqual([])
})

test('every row has a Vietnamese term and an English identifier, and no term stands twice', () => {
  const rows = words
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Tiếng Việt'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  expect(rows.filter((cells) => cells.length !== 6 || !cells[1] || !cells[2])).toEqual([])
  const terms = rows.map(([, term = '', identifier = '']) => `${term} ${identifier}`)
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([])
})

const files = ['src', 'migrations', 'province', 'tests', 'tools'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => `${root}/${path}`),
)
const readmes = files.filter((path) => /^src\/.*\/README\.md$/.test(path))
const named = (readme: string) =>
  [...readFileSync(readme, 'utf8').matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name)

test.each(readmes)('%s names files that are there: a name in its own folder, a path anywhere', (readme) => {
  const missing = named(readme).filter((name) => {
    if (!/^[\w/<>*+.-]+\.(ts|svelte|css|json|sql)$/.test(name)) return false
    const folder = name.includes('/') ? '' : `${dirname(readme)}/`
    const ending = new RegExp(`(^|/)${name.replace(/[.+]/g, '\\$&').replace(/<\w+>|\*/g, '[^/]+')}$`)
    return !files.some((path) => path.startsWith(folder) && ending.test(path))
  })
  expect(missing).toEqual([])
})

test('every function a README names is in the code', () => {
  const code = files
    .filter((path) => /^src\/.*\.(ts|svelte)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const words = new Set(code.match(/\w+/g))
  const missing = readmes.flatMap((readme) =>
    named(readme).flatMap((name) => {
      const [, word = ''] = /^([a-z]+[A-Z]\w*)(\(.*)?$/.exec(name) ?? []
      return word && !words.has(word) ? [`${readme}: ${word}`] : []
    }),
  )
  expect(missing).toEqual([])
})

test('every word of the interface a README names is one', () => {
  const find = (name: string) =>
    name
      .split('.')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], vi)
  const wanted = readmes.flatMap((readme) => named(readme).filter((name) => /^m(\.\w+)+$/.test(name)))
  expect(wanted.filter((name) => find(name) === undefined)).toEqual([])
})

test('every row policy a README names is in force as the migration it names says', () => {
  const migrations = files.filter((path) => /^migrations\/\d.*\.sql$/.test(path)).sort()
  const policies = readmes.flatMap((readme) => [
    ...readFileSync(readme, 'utf8').matchAll(/`(\w+)`\s+on\s+`(\w+\.\w+)`\s+\(`(migrations\/[\w.]+)`/g),
  ])
  expect(policies.length).toBeGreaterThan(4)
  for (const [, policy, table, migration] of policies) {
    const statement = new RegExp(`^(create|drop) policy ${policy} +on ${table}\\b`, 'gm')
    const [newest, last] =
      migrations
        .flatMap((path) =>
          [...readFileSync(path, 'utf8').matchAll(statement)].map(([, verb]) => [path, verb]),
        )
        .at(-1) ?? []
    expect([newest, last], `${policy} on ${table}`).toEqual([migration, 'create'])
  }
})
