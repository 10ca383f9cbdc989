/** Pages as they are looked at: each is opened once, judged wide, then narrow, then on the narrowest phone. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { roomRights } from '../../rights/rooms.ts'
import { type Person, pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'
import { findingsOf, overflowOf } from './axe.ts'

export type Who = Person | 'stranger'
/** As whom, and at which addresses. */
export type Look = [Who, string[]]

export const looksOfRooms: Look[] = roomRights.flatMap(({ looks }) => looks)

/** A few more pages with every room. */
export const everyPage = 1_800_000

const forCitizens = new Set(['/', '/dich-vu', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap'])
const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
const narrowest = { width: 320, height: 568 }

/** No serious finding of axe at 1440 and at 360 px; nothing outside the window at 320 px, for citizens not with letters twice as large either. */
export async function checkLooks(scene: Scene, looks: readonly Look[]): Promise<void> {
  const found: string[] = []
  for (const [who, paths] of looks) {
    // Half-faded words have no contrast to judge.
    const page = await pageOf(scene, who, { viewport: desk, reducedMotion: 'reduce' })
    for (const path of paths) {
      await page.setViewportSize(desk)
      await open(page, path)
      for (const viewport of [desk, phone]) {
        await page.setViewportSize(viewport)
        const findings = await findingsOf(page)
        found.push(...findings.map((finding) => `${path} at ${viewport.width} px: ${finding}`))
      }
      // The wall is for a wall.
      if (path.startsWith('/dieu-hanh') && !path.includes('so-lieu')) continue
      await page.setViewportSize(narrowest)
      found.push(...(await outsideOf(page, path, who === 'minh' || forCitizens.has(path))))
    }
    await page.context().close()
  }
  assert.deepEqual(found, [])
}

/** What stands outside the window; with `isForCitizens` also with letters twice as large (WCAG 2.2, 1.4.4). */
async function outsideOf(page: Page, path: string, isForCitizens: boolean): Promise<string[]> {
  const found: string[] = []
  const pixels = await overflowOf(page)
  if (pixels > 0) found.push(`${path}: ${pixels} px too wide`)
  const hidden = await tabsOutside(page)
  if (hidden.length > 0) found.push(`${path}: tabs outside the window: ${hidden}`)
  if (!isForCitizens) return found
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  const large = await overflowOf(page)
  if (large > 0) found.push(`${path}: ${large} px too wide with letters twice as large`)
  return found
}

/** Tabs no one sees who does not know that they can be pushed. */
function tabsOutside(page: Page): Promise<string[]> {
  return page
    .locator('.tabs a')
    .evaluateAll((tabs) =>
      tabs
        .filter((tab) => tab.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map((tab) => tab.textContent?.trim() ?? ''),
    )
}

/** Every page has a title, and no two the same. */
export async function checkTitles(scene: Scene, looks: readonly Look[]): Promise<void> {
  const found: string[] = []
  const titles = new Map<string, string>()
  for (const [who, paths] of looks) {
    const page = await pageOf(scene, who)
    for (const path of paths) {
      const answer = await page.request.get(path, { headers: { accept: 'text/html' } })
      const [, title = ''] = /<title>([^<]*)<\/title>/.exec(await answer.text()) ?? []
      const { pathname } = new URL(answer.url())
      const other = titles.get(title) ?? pathname
      if (!title || other !== pathname) found.push(`${path}: the title “${title}” is also that of ${other}`)
      titles.set(title, pathname)
    }
    await page.context().close()
  }
  assert.deepEqual(found, [])
}

/** Streams keep the network busy: loaded is enough. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
}
