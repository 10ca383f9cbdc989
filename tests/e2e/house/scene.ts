/** What the journeys share: a house, one browser whose every page is listened to, the demo's people signed in. */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, ConsoleMessage, Page } from '@playwright/test'
import type { Validity } from '../judge/validity.ts'
import type { House } from './house.ts'

export interface Scene extends House {
  browser: Browser
  /** What pages complained about so far: errors in the console, refused resources, failed scripts. */
  complaints: string[]
  validity: Validity
}

export function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM,
    // The same without windows: half the work for each page.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return places.find((place) => place !== undefined && existsSync(place))
}

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
]

/** From now on every page of this browser is listened to and read. */
export function listenTo(browser: Browser, complaints: string[], validity: Validity): void {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    context.setDefaultTimeout(300_000)
    listen(context, complaints)
    validity.listen(context)
    return context
  }
}

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (isComplaint(message)) complaints.push(`${message.page()?.url() ?? ''}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`${error.page()?.url() ?? ''}: ${error.error().message}`))
}

/**
 * A refused page, a server that asks to come again, and a cut network are what a page must live with; a defect or a breach of the content
 * policy is not.
 */
function isComplaint(message: ConsoleMessage): boolean {
  if (message.type() !== 'error') return false
  return !/the server responded with a status of (4\d\d|503)|ERR_INTERNET_DISCONNECTED/.test(message.text())
}

/** Until the page's own script has taken over: before, keys mean nothing and what is typed can be lost. */
export async function alive(page: Page): Promise<void> {
  // SvelteKit sets it up last, once every part of the page listens.
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' })
  // And what it shows has come: pictures that are still on their way keep buttons from being pressed.
  await page.waitForFunction(() => document.readyState === 'complete')
}
