/** Every rule finds its fault in what our fixtures and LibreOffice write, and nothing in a lawful document. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ownDocuments } from '#server/crafts/docx/fixtures.ts'
import { stopWritingDocx, writeDocx } from '#server/crafts/docx/write-docx.ts'
import { aConfirmation, aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import type { Judgement } from './check-layout.ts'
import { brokenPlans, faults, lawfulPlans } from './faults/fixtures.ts'
import { aLetterPlan, aPlan, docxOf } from './fixtures.ts'
import { checkFileLayout, stopReadingLayout } from './layout-rules.ts'

afterAll(async () => {
  await stopReadingLayout()
  await stopTypesetting()
  await stopWritingDocx()
})

const idsOf = ({ findings }: Judgement) => [...new Set(findings.map(({ rule }) => rule.id))].sort()

test('a lawful decision and a lawful công văn are found lawful', async () => {
  for (const plan of lawfulPlans()) {
    const judgement = await checkFileLayout(await docxOf(plan))
    expect(idsOf(judgement)).toEqual([])
    expect(judgement.judged.length).toBeGreaterThan(70)
  }
})

test.each(brokenPlans('docx'))('%s is found in a DOCX', async (rule, plan) => {
  const found = idsOf(await checkFileLayout(await docxOf(plan)))
  expect(found).toContain(rule)
  const also = faults.find(([id]) => id === rule)?.[2] ?? []
  for (const one of also) expect(found).toContain(one)
})

const office = spawnSync('soffice', ['--version']).error === undefined

test.skipIf(!office)(
  'what a PDF shows is found in it as LibreOffice sets it',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhip-layout-'))
    const all: [string, Promise<Buffer>][] = [
      ['lawful', docxOf(aPlan())],
      ['letter', docxOf(aLetterPlan())],
      ...brokenPlans('pdf').map(([rule, plan], at): [string, Promise<Buffer>] => [
        `${rule}-${at}`,
        docxOf(plan),
      ]),
    ]
    for (const [name, file] of all) writeFileSync(join(folder, `${name}.docx`), await file)
    const own = Object.entries(ownDocuments()).map(([name, data]) => [`own-${name}`, data] as const)
    for (const [name, data] of own) writeFileSync(join(folder, `${name}.docx`), await writeDocx(data))
    const convert = (to: string, names: string[], into: string) => {
      const files = names.map((name) => `${name}.docx`)
      const how = ['--headless', '--convert-to', to, '--outdir', into, ...files]
      spawnSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, ...how], { cwd: folder })
    }
    const ownNames = own.map(([name]) => name)
    convert('pdf', [...all.map(([name]) => name), ...ownNames], folder)
    // As whoever opens ours in LibreOffice keeps and prints it.
    convert('docx', ownNames, join(folder, 'saved'))
    for (const path of ownNames.flatMap((name) => [`${name}.pdf`, `saved/${name}.docx`]))
      expect([path, ...idsOf(await checkFileLayout(readFileSync(join(folder, path))))]).toEqual([path])
    const missed: string[] = []
    const untold: string[] = []
    for (const [name] of all) {
      const judgement = await checkFileLayout(readFileSync(join(folder, `${name}.pdf`)))
      const found = idsOf(judgement)
      if (name === 'lawful') untold.push(...judgement.unseen.map(({ id }) => id))
      if (name === 'lawful' || name === 'letter') expect([name, ...found]).toEqual([name])
      else if (!found.includes(name.replace(/-\d+$/, ''))) missed.push(name)
    }
    expect(missed).toEqual([])
    // What a file does not show is said with its reason, not passed over.
    expect(untold).toEqual(['page.bottom'])
  },
)

test('our own pages are found lawful', async () => {
  for (const data of [aDecision(), aConfirmation()]) {
    expect(idsOf(await checkFileLayout(Buffer.from(await typeset('nd30', data))))).toEqual([])
  }
})
