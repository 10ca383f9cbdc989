/** The journeys' `test`: each file in a house of its own; whatever a page complained of fails the test that met it. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import type { Filed, Furnished } from './house/furnish.ts'
import { openHouse } from './house/house.ts'
import { listenTo, type Scene } from './house/scene.ts'
import { openValidity } from './judge/validity.ts'

interface OfWorker {
  /** What its house is copied from, and any other house it opens stands on the server of. */
  furnished: Furnished
  scene: Scene
  filed: Filed
}

export const test = base.extend<{ clean: undefined }, OfWorker>({
  furnished: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed: none
    async ({}, use, { parallelIndex }) => {
      const all = JSON.parse(process.env.E2E_FURNISHED ?? '[]') as Furnished[]
      const furnished = all[parallelIndex]
      assert.ok(furnished, 'run by tests/e2e/run.ts, which furnishes the houses')
      await use(furnished)
    },
    { scope: 'worker' },
  ],
  scene: [
    async ({ browser, furnished }, use) => {
      const house = await openHouse(furnished)
      const scene = { ...house, browser, complaints: [], validity: openValidity() }
      listenTo(browser, scene.complaints, scene.validity)
      await use(scene)
      await house.close()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  filed: [
    async ({ furnished: { filed } }, use) => {
      assert.ok(filed, 'a dossier went the whole way')
      await use(filed)
    },
    { scope: 'worker' },
  ],
  clean: [
    async ({ scene }, use, testInfo) => {
      await use(undefined)
      const mistakes = await scene.validity.takeMistakes()
      const complaints = scene.complaints.splice(0)
      if (testInfo.status !== testInfo.expectedStatus) keepLogs(scene.folder, testInfo.outputDir)
      assert.deepEqual(
        [...new Set(complaints)].slice(0, 12),
        [],
        'errors in the console or breaches of the content policy',
      )
      assert.deepEqual(mistakes.slice(0, 20), [], 'invalid HTML')
    },
    { auto: true },
  ],
})

function keepLogs(folder: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const log of ['web.log', 'worker.log']) cpSync(join(folder, log), join(to, log))
}
