/** What a walk leaves to look at: a picture of every page, the papers it ended with, and what was wrong with the pages. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { overflowOf } from '#tests/e2e/judge/axe.ts'

export interface Album {
  folder: string
  take(page: Page, name: string): Promise<void>
  /** The same page at a desk and on a phone. */
  takeBoth(page: Page, name: string): Promise<void>
  keep(name: string, file: Buffer): void
  /** What was seen to be wrong on the way, once each. */
  complaints: Set<string>
}

/** Without `pictures` only the papers are kept: pictures of whole pages take as long as the walk. */
export function openAlbum(folder: string, { pictures }: { pictures: boolean }): Album {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let count = 0
  const complaints = new Set<string>()
  const take = async (page: Page, name: string) => {
    count += 1
    await page.evaluate(() => document.fonts.ready)
    const over = await overflowOf(page)
    if (over > 0)
      complaints.add(`${name} is ${over} px wider than its window of ${page.viewportSize()?.width}`)
    if (!pictures) return
    await page.screenshot({
      path: join(folder, `${String(count).padStart(2, '0')}-${name}.png`),
      fullPage: true,
    })
  }
  return {
    folder,
    complaints,
    take,
    async takeBoth(page, name) {
      await take(page, name)
      if (!pictures) return
      const size = page.viewportSize()
      await page.setViewportSize({ width: 360, height: 740 })
      await take(page, `${name}-360`)
      if (size) await page.setViewportSize(size)
    },
    keep(name, file) {
      const path = join(folder, name)
      writeFileSync(path, file)
      if (!name.startsWith('ket-qua')) return
      const verdict = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
      const valid = verdict.stdout?.match(/Signature Validation: Signature is Valid\./g) ?? []
      if (!verdict.error && valid.length === 0) complaints.add(`${name} carries no valid signature`)
    },
  }
}
