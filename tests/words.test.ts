import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const words = readFileSync('docs/words.md', 'utf8')
const pages = [...words.matchAll(/`(\/[^`]+)`/g)].map(([, page = '']) => page)

test('every page the dictionary names is there', () => {
  expect(pages.filter((page) => !existsSync(join('src/routes', page)))).toEqual([])
})

test('every folder of pages is named in the dictionary', () => {
  const rooms = readdirSync('src/routes', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const named = new Set(pages.map((page) => page.split('/')[1]))
  expect(rooms.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([])
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
