/** The turn to write a draft, without a mouse. */
import type { Page } from '@playwright/test'
import { isOn, mostStops, tabBackTo } from './by-keyboard.ts'

const [take, leave] = ['Xin lượt viết', 'Thôi viết']

/** Whoever had the turn when the page was opened has it again by itself; others ask for it. Either is in the text then. */
export async function takeTurn(page: Page): Promise<void> {
  const tools = page.locator('.tools')
  await tools
    .or(page.getByRole('button', { name: take }))
    .first()
    .waitFor()
  // The button goes by itself where the turn comes back: then there is nothing to press.
  await tools.waitFor({ timeout: 5000 }).catch(() => {})
  for (let stop = 0; stop < mostStops && !(await tools.isVisible()); stop++) {
    await page.keyboard.press('Tab')
    if (!(await isOn(page, '.turn button', take))) continue
    await page.keyboard.press('Enter')
    await tools.waitFor({ timeout: 6000 }).catch(() => {})
  }
  await tools.waitFor()
}

/** Out of the text by the key of its toolbar, since Tab means something in a text, and back to what gives the turn up. */
export async function leaveTurn(page: Page): Promise<void> {
  await page.keyboard.press('Alt+F10')
  await tabBackTo(page, '.turn button', leave)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: take }).waitFor()
}

/** To one of the parts of the page of a draft, as a narrow screen shows them. */
export async function showPart(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+F10')
  await tabBackTo(page, '.write-tabs button', name)
  await page.keyboard.press('Enter')
}
