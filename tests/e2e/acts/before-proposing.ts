/** What a result needs before a leader sees it: every check looked up, the decision filled in, the draft confirmed by its applicant. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'
import { checkPage } from '../judge/axe.ts'
import { close } from './at-the-desk.ts'

/** On the page of a case: ticks what the program could not find out, writes a reason for what is rare and lawful. */
export async function workThroughChecks(page: Page): Promise<void> {
  const left = page.locator('section.checks li:is(.toCheck, .toExplain)')
  const folded = page.locator('section.checks details li.holds')
  assert.equal(await folded.count(), await page.locator('section.checks li.holds').count(), 'what is clear')
  for (const check of await left.all()) {
    if ((await check.getAttribute('class'))?.includes('toCheck'))
      await check.locator('input[value="right"]').check()
    else await check.locator('textarea').fill('Đã xem giấy tờ gốc, hiếm gặp nhưng đúng luật.')
  }
  await page.click('section.checks form > button')
  await page.waitForURL(/xong=mark_checks/)
  assert.equal(await left.count(), 0, 'each is settled')
  assert.equal(await page.locator('section.checks li.unlawful').count(), 0)
}

/** What the population database gave for a girl of 2026, and what lay on the desk. */
export async function decideBirth(page: Page): Promise<void> {
  const field = (key: string) => page.locator(`#de-xuat [name="answers.${key}"]`)
  await field('childNumber').fill('046326000417')
  await field('informantPapers').fill('Căn cước số 046094003127 do Bộ Công an cấp ngày 12/03/2025')
}

/** The applicant reads the draft on a phone, without script, and says that it is right. */
export async function confirmDraft(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'minh', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await page.goto(`/ho-so/${code}`)
  await page.click(`a[href="/ho-so/${code}/du-thao"]`)
  await checkPage(page, 'du-thao')
  const draft = await page.request.get(`${scene.baseUrl}/ho-so/${code}/du-thao.pdf`)
  assert.equal((await draft.body()).subarray(0, 5).toString(), '%PDF-')
  await page.click('main form button[value="done"]')
  await page.waitForURL(`**/ho-so/${code}`)
  assert.equal(await page.locator(`a[href="/ho-so/${code}/du-thao"]`).count(), 0, 'nothing is asked any more')
  await close(page)
}
