/** What the journeys of officers share: finding a case without a mouse, looking at both widths, closing. */
import type { Page } from '@playwright/test'
import { alive } from '../house/scene.ts'
import { checkPage } from '../judge/axe.ts'

export async function openByKeyboard(page: Page, code: string): Promise<void> {
  await page.goto('/mot-cua')
  await alive(page)
  await page.keyboard.press('/')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.waitForURL(/[?&]q=/)
  await alive(page)
  await page.locator(`tr[id="hs-${code}"]`).waitFor()
  // A page that has come takes the focus out of the field: the keys of the list mean something again.
  await page.locator('.going').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement === document.body)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/mot-cua/${code}`)
  await alive(page)
}

export async function lookAtBothWidths(page: Page, name: string): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `${name} at ${width}`)
  }
}

export async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
}
