/** Going through a page without a mouse. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { alive } from '../house/scene.ts'

const mostStops = 120

/** Tab until something of that name has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  assert.fail(`${selector} is not reached by Tab on ${page.url()}`)
}

/** Goes to a link or button and presses it. */
export async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('Enter')
}

/** The same, and waits for the page it leads to. */
export async function follow(page: Page, selector: string, address: RegExp): Promise<void> {
  await press(page, selector)
  await page.waitForURL(address)
  await alive(page)
}

/** Goes to a field and writes into it, in the place of what stands there. */
export async function write(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Goes to a list and down to what begins so. */
export async function choose(page: Page, selector: string, beginning: string): Promise<void> {
  await tabTo(page, selector)
  for (let step = 0; step < mostStops; step++) {
    await page.keyboard.press('ArrowDown')
    const chosen = await page.evaluate(
      () => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.label ?? '',
    )
    if (chosen.startsWith(beginning)) return
  }
  assert.fail(`${beginning} is not in ${selector} on ${page.url()}`)
}
