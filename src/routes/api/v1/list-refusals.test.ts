import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusalCodes } from '#shared/messages/vi.ts'
import { listRefusals } from './list-refusals.ts'

test('every refusal of the program is explained where the type of its problem details leads', () => {
  const declared = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/defineRefusal\('([^']+)'/g)])
    .map(([, code = '']) => code)
  const explained = listRefusals().map(({ code }) => code)
  expect(declared.length).toBeGreaterThan(140)
  expect([...new Set(declared)].filter((code) => !explained.includes(code))).toEqual([])
  expect(new Set(explained).size).toBe(refusalCodes.length)
})

test('the words are whole: no gap where a detail belongs, and something to do', () => {
  for (const { code, words } of listRefusals()) {
    expect(words, code).not.toMatch(/undefined|null|NaN|\[object/)
    expect(words.length, code).toBeGreaterThan(15)
  }
})
