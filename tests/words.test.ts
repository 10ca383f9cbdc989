import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
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
