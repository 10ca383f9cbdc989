import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { m } from '#shared/messages/index.ts'

test('every register a province numbers in has a name, with its accents', () => {
  const files = globSync('province/*/{documents.json,services/*.json}')
  const keys = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/"(?:register|key)": ?"(so-[a-z-]+)"/g)].map(
      ([, key = '']) => key,
    ),
  )
  const unnamed = [...new Set(keys)].filter(
    (key) => m.documents.registers.nameOf(key) === key.replace(/^so-/, 'Sổ ').replaceAll('-', ' '),
  )
  expect(keys.length).toBeGreaterThan(10)
  expect(unnamed).toEqual([])
})
