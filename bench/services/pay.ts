/** What a dossier costs, paid as people do: the code photographed from the screen and paid with the demo's bank. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { complaintsOf } from './apply.ts'
import type { Case } from './decide.ts'

/** Pays what the dossier owes, if anything, and waits until the dossier says that the money is there. */
export async function pay({ doors, album, code, by }: Case): Promise<void> {
  let page = await doors.open(by)
  await page.goto(`/ho-so/${code}`)
  const owed = page.locator('form[action="/thanh-toan?/tra"] button')
  if ((await owed.count()) > 0) {
    await album.take(page, 'owed')
    await owed.click()
    await page.waitForURL(/\/thanh-toan\/[A-Z0-9]{8}\//)
    await album.take(page, 'payment-code')
    await scan(page, await doors.stranger())
    // The page with the code changes by itself once the money is there.
    const phone = page.context()
    await page.close()
    page = await phone.newPage()
    for (let attempt = 0; attempt < 120 && (await isOwed(page, code)); attempt++)
      await page.waitForTimeout(500)
    assert.equal(await isOwed(page, code), false, `paid: ${await complaintsOf(page)}`)
    await album.take(page, 'paid')
  }
  await page.context().close()
}

/** Whether the dossier still says what is to be paid. */
async function isOwed(page: Page, code: string): Promise<boolean> {
  await page.goto(`/ho-so/${code}`)
  return (await page.locator('form[action="/thanh-toan?/tra"] button').count()) > 0
}

async function scan(page: Page, bank: Page): Promise<void> {
  const picture = await page.request.get(`${new URL(page.url()).pathname}/ma.png`)
  await bank.goto('/thu/ngan-hang')
  await bank.setInputFiles('[name=anh]', {
    name: 'ma.png',
    mimeType: 'image/png',
    buffer: await picture.body(),
  })
  await bank.click('main button')
  await bank.click('main button')
  await bank.waitForURL(/giao-dich/)
  await bank.context().close()
}
