/** What is seen of a dossier after it was sent: by whose it is, and by strangers. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { huy, lookerOf, phone, press, type Setting, signIn, textOf } from './citizen-acts.ts'

export async function follow(page: Page, setting: Setting, code: string): Promise<void> {
  const look = lookerOf(setting)
  await page.goto(`${setting.baseUrl}/ho-so/${code}?moi`)
  const text = await textOf(page)
  assert.match(text, new RegExp(code.replaceAll('.', '\\.')))
  assert.match(text, /Hẹn trả kết quả/)
  assert.match(text, /SHA-256 [0-9a-f]{8}…/)
  await look(page, 'ho-so-moi')
  const receipt = await page.request.get(`${setting.baseUrl}/ho-so/${code}/giay-hen.pdf`)
  assert.equal(receipt.status(), 200)
  assert.equal((await receipt.body()).subarray(0, 5).toString(), '%PDF-')
  const file = await page.request.get(`${setting.baseUrl}/ho-so/${code}/tep/1`)
  assert.deepEqual(await file.body(), aPdf(), 'the paper comes back byte for byte')

  await page.goto(`${setting.baseUrl}/ho-so`)
  assert.match(await textOf(page), new RegExp(code.replaceAll('.', '\\.')))
  await look(page, 'ho-so-cua-toi')
  for (const [path, name] of [
    ['/giay-to', 'kho'],
    ['/thong-bao', 'thong-bao'],
  ] as const) {
    await page.goto(`${setting.baseUrl}${path}`)
    assert.equal(await page.locator('h1').count(), 1)
    await look(page, name)
  }
  const sloppy = code.toLowerCase().replaceAll('-', ' – ').replaceAll('.', ' ')
  await page.goto(`${setting.baseUrl}/tra-cuu`)
  await page.fill('#ma', sloppy)
  await press(page, 'main search button')
  assert.equal(new URL(page.url()).pathname, `/tra-cuu/${code}`)
  await look(page, 'tra-cuu')
  const shown = await textOf(page)
  assert.doesNotMatch(shown, /Minh|Nguyễn/, 'the public page names nobody')
  // Signed in, whose it is sees the steps; what strangers see is looked at below.
}

export async function strangersSeeNothing({ baseUrl, browser }: Setting, code: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone })
  try {
    const page = await context.newPage()
    const paths = ['', '/giay-hen.pdf', '/tep/1', '/rut', '/bo-sung'].map((end) => `/ho-so/${code}${end}`)
    for (const path of [...paths, '/ho-so', '/giay-to', '/thong-bao', '/nop/1.001193']) {
      const answered = await page.request.get(`${baseUrl}${path}`, { maxRedirects: 0 })
      assert.equal(answered.status(), 303, `${path} asks to sign in`)
      assert.match(answered.headers().location ?? '', /^\/dang-nhap\?ve=/)
    }
    await page.goto(`${baseUrl}/tra-cuu/${code}`)
    const byCode = await textOf(page)
    assert.match(byCode, /Chỉ có mã hồ sơ thì xem được tình trạng và ngày hẹn/)
    assert.doesNotMatch(
      byCode,
      /Ủy ban nhân dân|Đã gửi|Đăng ký/,
      'the code alone names neither agency nor service',
    )
    await page.goto(`${baseUrl}/tra-cuu/${code}?kiem-tra=AAAA-AAAA`)
    assert.match(await textOf(page), /Mã kiểm tra không khớp/)
    await signIn(page, { baseUrl }, '/ho-so', huy.idNumber)
    for (const path of paths) {
      assert.equal((await page.request.get(`${baseUrl}${path}`)).status(), 404, `${path} is not Huy's`)
    }
    await page.goto(`${baseUrl}/ho-so/${code}`)
    assert.match(await textOf(page), /Không thấy hồ sơ này[\s\S]*hồ sơ mình đã nộp/)
    assert.doesNotMatch(await textOf(page), /Minh|Nguyễn/)
  } finally {
    await context.close()
  }
}
