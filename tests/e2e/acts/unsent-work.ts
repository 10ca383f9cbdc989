/** What was not sent is neither lost nor sent by mistake: rows on two devices, a broken line, what no browser sends. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { answer, huy, lookerOf, phone, press, type Setting, signIn, textOf } from './citizen-acts.ts'

/** A repeating group without script, left on one device, found on another, and thrown away. */
export async function rowsOnTwoDevices(setting: Setting): Promise<void> {
  const { baseUrl, browser } = setting
  const device = () => browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  const first = await device()
  const second = await device()
  try {
    const page = await first.newPage()
    await signIn(page, setting, '/nop/2.000815', huy.idNumber)
    await page.goto(`${baseUrl}/nop/2.000815/2`)
    await answer(page, { 'documents[0].name': 'Bằng tốt nghiệp' })
    await press(page, 'button[value="them:documents"]')
    assert.equal(await page.inputValue('[name="answers.documents[0].name"]'), 'Bằng tốt nghiệp')
    await answer(page, { 'documents[1].name': 'Bảng điểm', 'documents[1].pages': '3' })
    await press(page, 'button[value="bo:documents:0"]')
    assert.equal(await page.inputValue('[name="answers.documents[0].name"]'), 'Bảng điểm')
    assert.equal(await page.locator('[name="answers.documents[1].name"]').count(), 0)
    await lookerOf(setting)(page, 'nhom')
    await page.click('main button[value="luu"]')
    await page.waitForURL(/\/ho-so\?da-luu$/)
    await lookerOf(setting)(page, 'ban-nhap')

    const other = await second.newPage()
    await signIn(other, setting, '/nop/2.000815/2', huy.idNumber)
    assert.equal(await other.inputValue('[name="answers.documents[0].name"]'), 'Bảng điểm')
    assert.equal(await other.inputValue('[name="answers.documents[0].pages"]'), '3')

    await page.click('main form[action="?/bo"] button')
    await page.waitForURL(/da-bo$/)
    assert.match(await textOf(page), /Đã bỏ bản nháp/)
  } finally {
    await first.close()
    await second.close()
  }
}

/** What a browser would never send: each gets words that say what to do, and changes nothing. */
export async function badInput({ baseUrl, browser }: Setting): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await signIn(page, { baseUrl }, '/nop/1.001612', huy.idNumber)
    const form = `${baseUrl}/nop/1.001612`
    const headers = { origin: new URL(baseUrl).origin, accept: 'text/html' }
    const post = (path: string, fields: Record<string, string>) =>
      page.request.post(`${form}${path}`, { headers, form: fields, maxRedirects: 0 })
    const drawn = async () => {
      await page.goto(`${form}/1`)
      const own = await textOf(page)
      await page.goto(`${baseUrl}/ho-so`)
      return [own, await textOf(page)]
    }
    const before = await drawn()
    const nobody = '01a20a14-6e31-7c96-af7b-006d6eae462b'
    const cases: [string, Record<string, string>, number, RegExp][] = [
      ['/1', { 'answers.hacker': '1' }, 422, /Tờ khai không có mục: hacker/],
      ['/1', { isAdmin: '1' }, 422, /Tờ khai không có mục: isAdmin/],
      ['/1', { 'answers.__proto__.x': '1' }, 422, /Tờ khai không có mục/],
      ['/1', { [`answers.${'a.'.repeat(200)}b`]: '1' }, 422, /Tờ khai không có mục/],
      ['/1', { 'answers.x': 'a'.repeat(10_000_000) }, 413, /Bài gửi quá dài/],
      ['/1', { _ban: nobody }, 404, /Bản nháp này không còn/],
      ['/giay-to', { giay: `identity:upload:${nobody}` }, 422, /Tải lại giấy tờ đó/],
      ['/xem-lai', {}, 422, /chưa trả lời|chỗ cần sửa/],
    ]
    for (const [path, fields, status, words] of cases) {
      const answered = await post(path, fields)
      assert.equal(answered.status(), status, `${path} ${Object.keys(fields)}`)
      assert.match((await answered.text()).normalize('NFC'), words)
    }
    const json = await page.request.post(`${form}/1`, { headers, data: { answers: 'x'.repeat(1000) } })
    assert.equal(json.status(), 415)
    const foreign = { ...headers, origin: 'https://vidu.test' }
    assert.equal((await page.request.post(`${form}/1`, { headers: foreign, form: {} })).status(), 403)
    assert.deepEqual(await drawn(), before, 'nothing of it was kept')
    await page.click('main form[action="?/bo"] button')
  } finally {
    await context.close()
  }
}

/** A form that breaks off after a whole file: words, and the file that has come is not asked for again. */
export async function breakOff(page: Page, address: string): Promise<void> {
  const whole = `--x\r\nContent-Disposition: form-data; name="tep.birthCertificate"; filename="da-den.pdf"\r\nContent-Type: application/pdf\r\n\r\n${aPdf([], '/Info << /Title (da den) >>').toString('latin1')}\r\n`
  const broken =
    '--x\r\nContent-Disposition: form-data; name="tep.birthCertificate"; filename="do-dang.pdf"\r\n\r\n%PDF-1.7'
  const answered = await page.request.post(address, {
    headers: {
      origin: new URL(address).origin,
      accept: 'text/html',
      'content-type': 'multipart/form-data; boundary=x',
    },
    data: Buffer.from(whole + broken, 'latin1'),
    maxRedirects: 0,
  })
  assert.ok([400, 422].includes(answered.status()), `${answered.status()}`)
  const text = (await answered.text()).normalize('NFC')
  assert.match(text, /Mạng bị ngắt/)
  assert.match(text, /da-den\.pdf/, 'what came whole is kept')
  assert.doesNotMatch(text, /do-dang\.pdf.*đã nhận đủ/)
}
