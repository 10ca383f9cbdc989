/** Going through a page without a mouse. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { alive } from '../house/scene.ts'

export const mostStops = 120

/** Whether something of that name has the focus: of many that which says this. */
export function isOn(page: Page, selector: string, saying = ''): Promise<boolean> {
  return page.evaluate(
    ([wanted = '', words = '']) => {
      const on = document.activeElement
      return (on?.matches(wanted) ?? false) && (on?.textContent ?? '').includes(words)
    },
    [selector, saying],
  )
}

/** Tab until something of that name has the focus; where it has it already no key is pressed. */
export function tabTo(page: Page, selector: string, saying = ''): Promise<void> {
  return stopAt(page, 'Tab', selector, saying)
}

/** The same backwards. */
export function tabBackTo(page: Page, selector: string, saying = ''): Promise<void> {
  return stopAt(page, 'Shift+Tab', selector, saying)
}

async function stopAt(page: Page, key: string, selector: string, saying: string): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    if (await isOn(page, selector, saying)) return
    await page.keyboard.press(key)
  }
  assert.fail(`${selector} ${saying} is not reached by ${key} on ${page.url()}`)
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
