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
  await page
    .locator('h1')
    .first()
    .focus()
    .catch(() => {})
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
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
