/** A meeting is recorded in the browser: chunks arrive, wait while the line is gone, outlive their tab, and are played. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { localNow } from './house/clock.ts'
import { pageOf } from './house/people.ts'
import { chromiumArguments, findChromium } from './house/scene.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

const executablePath = findChromium()
test.use({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    // A microphone that beeps, and nobody who has to allow it.
    args: [...chromiumArguments, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
})

const told = (page: Page) => page.locator('main').innerText()

/** Until the server has so many chunks of the first recording. */
async function waitForChunks(page: Page, address: string, count: number): Promise<void> {
  for (;;) {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, number) => page.request.get(`${address}/${number}`)),
    )
    if (answers.every((answer) => answer.ok())) return
    await page.waitForTimeout(500)
  }
}

test('a meeting is recorded, with the line gone and the tab dead in between', async ({ scene }) => {
  const page = await pageOf(scene, 'bao')
  await page.goto('/hop/moi')
  await page.fill('[name=title]', 'Họp thử ghi âm')
  await page.fill('[name=place]', 'Phòng họp số 1')
  const [, , , from] = localNow()
  await page.fill('[name=from]', from)
  await page.fill('[name=to]', '23:59')
  await page.fill('[name=items]', 'Nội dung một | Văn phòng | 20')
  await page.click('main form button[type=submit]')
  await page.waitForURL(/\/hop\/[0-9a-f-]{36}/)
  const meeting = new URL(page.url()).pathname
  await page.goto(`${meeting}/ghi-am`)
  assert.match(await told(page), /Ghi được khi cuộc họp đang diễn ra/)
  await page.goto(`${meeting}/phien`)
  await page.click('form[action="?/start"] button')
  await page.waitForSelector('.turn')

  await page.click(`a[href="${meeting}/ghi-am"]`)
  await page.click('button:has-text("Bắt đầu ghi"):not([disabled])')
  await page.locator('strong[role=status]', { hasText: 'Đang ghi' }).waitFor()
  await page.locator('h2', { hasText: 'Micro chung của phòng' }).waitFor()
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `recording, ${width} px`)
  }
  const id = await page.locator('[name=recording]').inputValue()
  const address = `${meeting}/ghi-am/${id}`
  await waitForChunks(page, address, 1)

  // The line goes: what is recorded waits here, and the tab dies with it.
  await page.context().setOffline(true)
  await page.locator('text=đang chờ gửi').waitFor()
  await page.context().setOffline(false)
  const { context } = { context: page.context() }
  await page.close({ runBeforeUnload: false })

  const again = await context.newPage()
  await again.goto(`${meeting}/ghi-am`)
  await waitForChunks(again, address, 2)
  await again.click('button:has-text("Ghi tiếp"):not([disabled])')
  await again.locator('strong[role=status]', { hasText: 'Đang ghi' }).waitFor()
  await again.waitForTimeout(2000)
  await again.click('button:has-text("Ghi xong")')
  await again.locator('text=Đã ghi xong').waitFor()
  const chunk = await again.request.get(`${address}/0`)
  assert.equal(chunk.headers()['content-type'], 'audio/webm')
  await again.click(`a[href="${meeting}/nghe?ban=${id}"]`)
  const clock = again.locator('.listen .elapsed')
  const begun = await clock.innerText()
  await again.click('.listen button:has-text("Nghe")')
  await again.locator('button:has-text("Tạm dừng")').waitFor()
  // It goes by the clock, and from one chunk to the next without being asked.
  await again.waitForFunction((was) => document.querySelector('.listen .elapsed')?.textContent !== was, begun)
  await again.keyboard.press('Space')
  for (const width of [360, 1440]) {
    await again.setViewportSize({ width, height: 900 })
    await checkPage(again, `listening, ${width} px`)
  }
  await context.close()

  const stranger = await pageOf(scene, 'khai')
  assert.equal((await stranger.request.get(`${address}/0`)).status(), 404)
  await stranger.context().close()
})
