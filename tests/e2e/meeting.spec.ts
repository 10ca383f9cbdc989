/** A meeting is called, run by its clock, and what the chair concluded becomes a notice whose tasks are given when it is issued. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { localNow } from './house/clock.ts'
import { pageOf } from './house/people.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

const told = (page: Page) => page.locator('main').innerText()

/** Each page at its narrowest and its widest. */
async function checkBoth(page: Page, what: string): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `${what}, ${width} px`)
  }
}

test('a meeting is called without script, run, and concluded by one key a sentence', async ({ scene }) => {
  const plain = await pageOf(scene, 'bao', { javaScriptEnabled: false })
  await plain.goto('/hop')
  await checkBoth(plain, 'no meetings yet')
  await plain.click('a[href="/hop/moi"]')
  await plain.fill('[name=title]', 'Họp giao ban tuần về cải cách hành chính')
  await plain.fill('[name=place]', 'Phòng họp số 2')
  await plain.fill('[name="day.year"]', '2099')
  await plain.fill('[name=from]', '14 rưỡi')
  await plain.fill(
    '[name=items]',
    'Tiến độ số hóa hồ sơ | Văn phòng | 20\nHồ sơ quá hạn | Bộ phận Một cửa | 10',
  )
  await checkBoth(plain, 'calling a meeting')
  await plain.click('main form button[type=submit]')
  assert.match(await told(plain), /Ghi giờ như 14:00 hoặc 8h30/)
  assert.equal(await plain.inputValue('[name="day.year"]'), '2099')
  await plain.fill('[name=from]', '14h30')
  await plain.click('main form button[type=submit]')
  assert.match(await told(plain), /Đã mời họp[\s\S]*14:30–16:00[\s\S]*2 nội dung, 30 phút/)
  const meeting = new URL(plain.url()).pathname

  await plain.goto(`${meeting}/nguoi-du`)
  await plain.fill('[name=heads]', 'Sở Nội vụ')
  await plain.fill('[name=guests]', 'Lê Khách, Giám đốc, Công ty Một')
  await checkBoth(plain, 'inviting')
  await plain.click('form:has([name=heads]) button.btn:not(.two)')
  assert.match(await told(plain), /Công ty Một/)
  await checkBoth(plain, 'a meeting that was called')
  const calendar = await plain.request.get(`${meeting}/lich.ics`)
  assert.match(await calendar.text(), /DTSTART;TZID=Asia\/Ho_Chi_Minh:2099\d{4}T143000/)
  await plain.context().close()

  const page = await pageOf(scene, 'bao')
  await page.goto(`${meeting}/phien`)
  // Nobody expects it before its hour: whoever wants it today says so first.
  assert.equal(await page.locator('form[action="?/start"]').count(), 0)
  await page.click(`a[href="${meeting}/sua"]`)
  const [year, month, day, from] = localNow()
  await page.fill('[name="day.day"]', day)
  await page.fill('[name="day.month"]', month)
  await page.fill('[name="day.year"]', year)
  await page.fill('[name=from]', from)
  await page.fill('[name=to]', '23:59')
  await page.click('main form button[type=submit]')
  await page.waitForURL('**xong=change')
  await page.goto(`${meeting}/phien`)
  await page.click('form[action="?/start"] button')
  await page.waitForSelector('.turn')
  await page.locator('#diem-danh form[action="?/mark"] button').first().click()
  await page.waitForURL('**xong=mark**')
  assert.match(await told(page), /Có mặt 1\//)
  // Marked by mistake, it is put right; and somebody is sent in another's stead.
  await page.locator('#diem-danh button:has-text("Vắng")').first().click()
  await page.locator('#diem-danh', { hasText: 'Có mặt 0/' }).waitFor()
  await page.locator('#diem-danh button:has-text("Có mặt từ đầu")').first().click()
  await page.locator('#diem-danh', { hasText: 'Có mặt 1/' }).waitFor()
  await page.locator('#diem-danh a[href*="thay="]').first().click()
  await page.waitForURL('**thay=**')
  await checkBoth(page, 'whom somebody sends')
  await checkBoth(page, 'a meeting that runs')
  await page.click('form[action="?/next"] button')
  await page.waitForURL('**xong=next**')
  assert.match(await page.locator('.turn h2').innerText(), /Hồ sơ quá hạn/)

  await page.goto(`${meeting}/diem-danh`)
  await page.click('form[action="?/open"] button')
  const pin = (await page.locator('.pin').innerText()).replace(/\D/g, '')
  await checkBoth(page, 'the roll call')
  await page.fill('[name=pin]', pin === '000000' ? '111111' : '000000')
  await page.click('form[action="?/here"] button')
  assert.match(await told(page), /còn 4 lần thử/)
  await page.fill('[name=pin]', pin)
  await page.click('form[action="?/here"] button')
  await page.waitForURL('**xong=co-mat')

  await page.goto(`${meeting}/ket-luan`)
  await page.fill(
    'details[open] [name=text]',
    'Ghi nhận kết quả quý III.\nGiao Sở Nội vụ chủ trì, phối hợp với Công an thành phố rà soát hồ sơ chậm, hoàn thành trước ngày 15 tháng 12 năm 2099.\nThống nhất họp lại vào tuần sau.',
  )
  await page.click('details[open] button.btn')
  await page.waitForURL('**xong=type**')
  await checkBoth(page, 'what was concluded, to confirm')
  for (const said of ['Còn 2/3 câu', 'Còn 1/3 câu', 'cả 3 câu']) {
    await page.keyboard.press('Enter')
    await page.locator('#cau', { hasText: said }).waitFor()
    // The button of the next sentence has the focus once the page is alive.
    if (said !== 'cả 3 câu') await page.locator('.sentences button.btn:not(.two):focus').waitFor()
  }
  await checkBoth(page, 'every sentence confirmed')
  await page.click('#thong-bao button.btn')
  await page.waitForURL('**/van-ban/*')
  const notice = new URL(page.url()).pathname
  assert.match(await told(page), /Cuộc họp có kết luận này/)
  await page.goto(`${notice}/nhiem-vu`)
  assert.match(await told(page), /Sở Nội vụ[\s\S]*15\/12\/2099/)
  await page.context().close()

  const stranger = await pageOf(scene, 'khai')
  await stranger.goto(meeting)
  assert.doesNotMatch(await told(stranger), /giao ban/)
  await stranger.context().close()
})
