/** An officer's list stays open while a citizen submits: the dossier must come by itself. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'

let list: Page | undefined

export async function openOfficeBefore(scene: Scene): Promise<void> {
  list = await pageOf(scene, 'huong')
  await list.goto('/mot-cua?tab=new')
  await list.evaluate(() => Object.assign(window, { isTheSamePage: true }))
}

export async function seenOnTheList(code: string): Promise<void> {
  assert.ok(list, 'the list was opened before')
  assert.notEqual(code, '', 'a dossier was filed')
  await list.locator(`tr[id="hs-${code}"]`).waitFor()
  assert.equal(await list.evaluate(() => 'isTheSamePage' in window), true, 'the page was not loaded again')
  await list.context().close()
}
