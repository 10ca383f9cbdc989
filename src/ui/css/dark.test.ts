import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import configuration from '../../../vite.config.ts'

/** A sheet as browsers get it. */
async function built(sheet: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'nhip-sheet-'))
  await build({
    configFile: false,
    logLevel: 'error',
    css: configuration.css ?? {},
    build: { outDir, minify: false, rolldownOptions: { input: join(import.meta.dirname, sheet) } },
  })
  const [name = ''] = readdirSync(join(outDir, 'assets')).filter((file) => file.endsWith('.css'))
  return readFileSync(join(outDir, 'assets', name), 'utf8')
}

const dark = '--paper: #17131b;'

test('a citizen’s phone chooses the dark colours, an officer’s own menu does; both get the same', async () => {
  const citizen = await built('citizen.css')
  const office = await built('office.css')
  expect(citizen).toMatch(
    /@media screen and \(prefers-color-scheme: dark\)\s*\{[^{}]*:root\s*\{\s*color-scheme: dark;/,
  )
  expect(citizen).not.toContain('data-theme')
  expect(office).toMatch(/:root\[data-theme="?dark"?\]\s*\{\s*color-scheme: dark;/)
  const colours = (text: string) =>
    text
      .slice(text.indexOf(dark))
      .split('}')[0]
      ?.split('\n')
      .map((line) => line.trim())
  expect(colours(citizen)).toEqual(colours(office))
  expect(colours(citizen)?.length).toBeGreaterThan(20)
})
