/** What was asked for is sent, with the mistakes people make, and the clock runs again. */
import assert from 'node:assert/strict'
import type { BrowserContext, Page } from '@playwright/test'
import { aPdf } from '#server/platform/files/fixtures.ts'
import {
  answer,
  lookerOf,
  minh,
  phone,
  press,
  type Setting,
  says,
  signIn,
  signInHere,
  textOf,
} from './citizen-acts.ts'
import { breakOff } from './unsent-work.ts'

/** Once an officer has asked for more: answers with a paper and a corrected answer, and sees the clock run again. */
export async function completeSupplement(setting: Setting, code: string): Promise<void> {
  const { baseUrl, browser } = setting
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    const look = lookerOf(setting)
    await signIn(page, setting, `/ho-so/${code}`, minh.idNumber)
    assert.match(await textOf(page), /Cơ quan cần ông\/bà bổ sung/)
    await look(page, 'ho-so-bo-sung')
    assert.equal((await page.request.get(`${baseUrl}/ho-so/${code}/phieu-bo-sung.pdf`)).status(), 200)
    await press(page, 'main .notice a.btn')
    await press(page, 'main .acts button[value="gui"]')
    await says(page, 'Gửi ít nhất một giấy tờ')
    // Opening the form beside it keeps what was chosen and written.
    const first = {
      name: 'ban-dau.pdf',
      mimeType: 'application/pdf',
      buffer: aPdf([], '/Info << /Title (dau) >>'),
    }
    await page.setInputFiles('input[name="tep.birthCertificate"]', first)
    await page.fill('[name="note"]', 'Viết trước khi mở tờ khai')
    await press(page, 'button[value="to-khai"]')
    await says(page, 'ban-dau.pdf')
    assert.equal(await page.inputValue('[name="note"]'), 'Viết trước khi mở tờ khai')
    assert.equal((await page.inputValue('[name="answers.child.fullName"]')) === '', false)
    await breakOff(page, `${baseUrl}/ho-so/${code}/bo-sung`)
    await answer(page, { 'child.homeland': 'Làng An Cựu, thành phố Huế', 'child.bornOn': '31/02/2026' })
    const clearer = {
      name: 'ban-ro-hon.pdf',
      mimeType: 'application/pdf',
      buffer: aPdf([], '/Info << /Title (ro hon) >>'),
    }
    await page.setInputFiles('input[name="tep.birthCertificate"]', clearer)
    await endSession(page, context)
    await page.check('li:has-text("ban-dau.pdf") input')
    await page.setInputFiles('input[name="tep.birthCertificate"]', clearer)
    await press(page, 'main .acts button[value="gui"]')
    await says(page, 'Tháng 2 năm 2026 có 28 ngày')
    await says(page, 'ban-ro-hon.pdf')
    await look(page, 'bo-sung-loi')
    await answer(page, { 'child.bornOn': '18/11/2026' })
    await page.fill('[name="note"]', 'Đã chụp lại cho rõ.')
    await press(page, 'main .acts button[value="gui"]')
    await page.waitForURL(/\?bo-sung$/)
    const text = await textOf(page)
    assert.match(text, /Đã gửi bổ sung/)
    assert.match(text, /ban-ro-hon\.pdf/)
    await look(page, 'ho-so-da-bo-sung')
    await page.click('summary:has-text("đã khai")')
    assert.match(await textOf(page), /Làng An Cựu, thành phố Huế/)
  } finally {
    await context.close()
  }
}

/** The session ends before it is sent: after signing in the changed answers are there, and the file is asked for by name. */
async function endSession(page: Page, context: BrowserContext): Promise<void> {
  const address = page.url()
  await context.clearCookies({ name: /nhip$/ })
  await press(page, 'main .acts button[value="gui"]')
  assert.match(page.url(), /dang-nhap/)
  await signInHere(page, minh.idNumber)
  assert.equal(page.url(), address)
  const text = await textOf(page)
  assert.match(text, /vẫn còn đây/)
  assert.match(text, /trước khi nhận được tệp: ban-ro-hon\.pdf/)
  assert.match(text, /ban-dau\.pdf/, 'what had arrived goes with it still')
  assert.equal(await page.inputValue('[name="answers.child.homeland"]'), 'Làng An Cựu, thành phố Huế')
  assert.equal(await page.inputValue('[name="answers.child.bornOn.day"]'), '31')
  assert.equal(await page.inputValue('[name="note"]'), 'Viết trước khi mở tờ khai')
}
