/** The demo's people at their own browsers: citizens on phones, officers at desks. Signed in once, anew when days have passed. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from '@playwright/test'
import type { House } from '#tests/e2e/house/house.ts'
import { signInCitizen } from '#tests/e2e/house/people.ts'
import type { Clock } from './clock.ts'

const daysOver = join(import.meta.dirname, 'days-over-program.ts')
const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }

interface DemoPeople {
  password: string
  citizens: { idNumber: string; fullName: string; bornOn: string }[]
  staff: { login: string; displayName: string }[]
}
const demo: DemoPeople = JSON.parse(readFileSync('province/hue/demo-people.json', 'utf8'))

/** How long a sign-in is trusted here: less than the program lets an idle one stand. */
const trusted = 2 * 3_600_000

export function nameOf(login: string): string {
  const found = demo.staff.find((one) => one.login === login)
  if (!found) throw new Error(`No demo account ${login}`)
  return found.displayName
}

export function citizenOf(idNumber: string): DemoPeople['citizens'][number] {
  const found = demo.citizens.find((one) => one.idNumber === idNumber)
  if (!found) throw new Error(`No demo citizen ${idNumber}`)
  return found
}

export interface Doors {
  clock: Clock
  /** A page of this person, who is signed in; closed by whoever asked for it. */
  open(person: string): Promise<Page>
  stranger(): Promise<Page>
  /** Types the code the demo shows, waiting for one that was not used yet. */
  enterCode(page: Page): Promise<void>
  /** Ends what is over by the days that have passed. */
  endDays(): Promise<void>
}

type Kept = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>

export function openDoors(browser: Browser, { baseUrl, env }: House, clock: Clock): Doors {
  const kept = new Map<string, { state: Kept; at: number }>()
  /** A busy machine is no finding of a walk. */
  const begin = async (options: Parameters<Browser['newContext']>[0]) => {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(60_000)
    return context
  }
  const base = { baseURL: baseUrl, locale: 'vi-VN', reducedMotion: 'reduce' } as const
  const enterCode = async (page: Page) => {
    const shown = page.locator('.notice b.code')
    for (let attempt = 0; attempt < 4 && (await shown.count()) === 0; attempt++) {
      await clock.pass(30_000)
      await page.goto(page.url())
    }
    await page.fill('[name=code]', (await shown.textContent()) ?? '')
    await page.click('form[action^="?/code"] button')
  }
  const signInStaff = async (page: Page, login: string) => {
    await page.goto('/can-bo/dang-nhap?ve=/tai-khoan')
    await page.fill('[name=login]', login)
    await page.fill('[name=password]', demo.password)
    await page.click('main form button[type=submit]')
    await page.waitForURL('**/xac-nhan*')
    await enterCode(page)
    await page.waitForURL('**/tai-khoan')
  }
  return {
    clock,
    enterCode,
    endDays: async () => {
      await promisify(execFile)(process.execPath, [daysOver], { env })
    },
    stranger: async () => (await begin({ ...base, viewport: phone })).newPage(),
    async open(person) {
      const isCitizen = /^\d+$/.test(person)
      const options = { ...base, viewport: isCitizen ? phone : desk }
      let known = kept.get(person)
      if (!known || clock.now().getTime() - known.at > trusted) {
        const context = await begin(options)
        const page = await context.newPage()
        await (isCitizen ? signInCitizen(page, person) : signInStaff(page, person))
        known = { state: await context.storageState(), at: clock.now().getTime() }
        kept.set(person, known)
        await context.close()
      }
      return (await begin({ ...options, storageState: known.state })).newPage()
    },
  }
}
