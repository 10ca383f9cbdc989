/** What a citizen does on any page: signs in, answers, presses, reads. Without script as with it. */
import type { Browser, Page } from '@playwright/test'

export interface Setting {
  baseUrl: string
  browser: Browser
  /** With the page's own scripts, on a phone that has them; without it the plain pages. */
  hasScript?: boolean
  /** Where pictures of the main pages go; none are taken without it. */
  pictures?: string
  /** Looks at every page on the way, for example with axe; it may throw. */
  look?: (page: Page, name: string) => Promise<void>
}
export const minh = { idNumber: '046094003127', name: 'Nguyễn Văn Minh' }
export const huy = { idNumber: '046098007345', name: 'Lê Quang Huy' }
export const phone = { width: 360, height: 740 }

export async function signIn(
  page: Page,
  { baseUrl }: { baseUrl: string },
  path: string,
  idNumber: string,
): Promise<void> {
  await page.goto(`${baseUrl}${path}`)
  await signInHere(page, idNumber)
}

export async function signInHere(page: Page, idNumber: string): Promise<void> {
  await press(page, 'a[href^="/dang-nhap/tiep-tuc"]')
  await press(page, `button[value="${idNumber}"]`)
}

/** Answers questions by their keys, whatever kind of control asks. A day is typed `18/11/2026`. */
export async function answer(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [key, value] of Object.entries(answers)) {
    const name = `answers.${key}`
    const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value)
    if (day && (await page.locator(`[name="${name}.day"]`).count()) > 0) {
      await page.fill(`[name="${name}.day"]`, day[1] ?? '')
      await page.fill(`[name="${name}.month"]`, day[2] ?? '')
      await page.fill(`[name="${name}.year"]`, day[3] ?? '')
      continue
    }
    const field = page.locator(`[name="${name}"]`).first()
    if ((await field.count()) === 0) continue
    const kind = await field.evaluate((node) => `${node.tagName} ${node.getAttribute('type') ?? ''}`)
    if (/hidden/.test(kind)) continue
    if (/radio|checkbox/.test(kind)) await page.check(`[name="${name}"][value="${value}"]`)
    else if (kind.startsWith('SELECT')) await field.selectOption(value)
    else await field.fill(value)
  }
}

export async function next(page: Page): Promise<void> {
  await press(page, 'main .acts button[value="tiep"]')
}

/** Presses what sends a form, and waits for the page that answers. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click(selector)])
}

/** Waits until the page says so: with script it may say it without loading again. */
export async function says(page: Page, words: string): Promise<void> {
  await page.locator('main', { hasText: words }).waitFor()
}

export async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').allInnerTexts()).join('\n').normalize('NFC')
}

export function lookerOf({ pictures, look }: Setting): (page: Page, name: string) => Promise<void> {
  return async (page, name) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
    await look?.(page, name)
  }
}
