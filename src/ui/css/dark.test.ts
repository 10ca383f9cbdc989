import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('citizens and officers have the same colours after sunset', () => {
  const colours = (file: string) =>
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(--|color-scheme)/.test(line))
  expect(colours('./dark-by-system.css')).toEqual(colours('./dark.css'))
})
