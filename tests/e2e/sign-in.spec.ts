/** Signing in and out, as citizen and as staff, without script: what goes wrong, and what each may reach. */
import assert from 'node:assert/strict'
import type { BrowserContext, Page } from '@playwright/test'
import type { Setting } from './acts/citizen-acts.ts'
import type { Scene } from './house/scene.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

const phone = { width: 360, height: 740 }
const password = 'nhip-hue-2026'

test('a citizen signs in and out, without script', ({ scene }) => withBrowser(scene, citizenComesAndGoes))
test('staff need two secrets, without script', ({ scene }) => withBrowser(scene, staffNeedTwoSecrets))
test('an officer of two agencies chooses one, without script', ({ scene }) =>
  withBrowser(scene, oneOfficerTwoAgencies))
test('staff sign in by a passkey', ({ scene }) => withBrowser(scene, staffUseAPasskey, true))

type Journey = (page: Page, setting: Setting, context: BrowserContext) => Promise<void>

async function withBrowser(scene: Scene, journey: Journey, javaScriptEnabled = false): Promise<void> {
  const context = await scene.browser.newContext({ javaScriptEnabled, viewport: phone, locale: 'vi-VN' })
  try {
    await journey(await context.newPage(), { ...scene, look: checkPage }, context)
  } finally {
    await context.close()
  }
}

const citizenComesAndGoes: Journey = async (page, { baseUrl, look }, context) => {
  await page.goto(`${baseUrl}/tai-khoan/phien`)
  assert.match(page.url(), /\/dang-nhap\?ve=%2Ftai-khoan%2Fphien$/, 'strangers are asked to sign in')
  await look?.(page, 'dang-nhap')
  await page.click('text=Tiếp tục với')
  await look?.(page, 'vneid-thu')
  await page.click('text=Thôi, quay lại')
  assert.match(await textOf(page, '[role=alert]'), /đã dừng đăng nhập/)

  await page.goto(`${baseUrl}/dang-nhap?ve=/tai-khoan/phien`)
  await page.click('text=Tiếp tục với')
  await page.click('button:has-text("Lê Quang Huy")')
  assert.equal(page.url(), `${baseUrl}/tai-khoan/phien`, 'back where they wanted to go')
  assert.match(await textOf(page, 'main'), /Máy này/)
  await look?.(page, 'phien')

  const response = await page.goto(`${baseUrl}/tai-khoan/xac-nhan`)
  assert.equal(response?.status(), 403, 'a citizen has no second factor here')

  await page.goto(`${baseUrl}/tai-khoan/ma-truy-cap`)
  await page.fill('[name=label]', 'Thử')
  await page.fill('[name=days]', 'abc')
  await page.click('text=Tạo mã')
  assert.equal(await page.inputValue('[name=days]'), 'abc', 'what was typed comes back')
  await page.fill('[name=days]', '1')
  await page.click('text=Tạo mã')
  assert.match(await textOf(page, '[role=alert]'), /Chọn ít nhất một việc/)
  await page.check('[value="dossiers:read"]')
  await page.click('text=Tạo mã')
  assert.match(await textOf(page, '.notice code'), /^nhip_/)
  await look?.(page, 'ma-truy-cap')
  const made = await page.locator('text=Hủy mã').count()
  await page.reload()
  assert.equal(await page.locator('.notice code').count(), 0, 'a token is shown once')
  assert.equal(await page.locator('text=Hủy mã').count(), made, 'a reload makes no second token')
  await page.click('text=Hủy mã')

  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name === 'nhip' || name === '__Host-nhip')
  assert.ok(session?.httpOnly && session.sameSite === 'Lax', 'the session is out of reach of scripts')
  await page.goto(`${baseUrl}/tai-khoan`)
  await look?.(page, 'tai-khoan')
  await page.click('button:has-text("Đăng xuất")')
  await context.addCookies([session])
  await page.goto(`${baseUrl}/tai-khoan`)
  assert.match(page.url(), /\/dang-nhap/, 'the ended session opens nothing')
}

const staffNeedTwoSecrets: Journey = async (page, { baseUrl, look }) => {
  await page.goto(`${baseUrl}/can-bo/dang-nhap?ve=https://ke-xau.vn`)
  await look?.(page, 'can-bo-dang-nhap')
  await page.fill('[name=login]', 'khoa.thuanhoa')
  await page.fill('[name=password]', 'sai')
  await page.click('button:has-text("Tiếp tục")')
  assert.match(await textOf(page, '[role=alert]'), /chưa đúng/)
  assert.equal(await page.inputValue('[name=login]'), 'khoa.thuanhoa')
  assert.equal(await page.inputValue('[name=password]'), '', 'a password never comes back')
  await page.fill('[name=password]', password)
  await page.click('button:has-text("Tiếp tục")')
  await look?.(page, 'can-bo-xac-nhan')

  const elsewhere = await page.request.get(`${baseUrl}/tai-khoan`, { maxRedirects: 0 })
  assert.equal(elsewhere.status(), 303, 'a password alone opens nothing')
  await page.fill('[name=code]', '000000')
  await page.click('button:has-text("Đăng nhập")')
  assert.match(await textOf(page, '[role=alert]'), /Mã chưa đúng/)
  await enterCode(page)
  assert.equal(new URL(page.url()).origin, baseUrl, 'and never to another site')

  await page.goto(`${baseUrl}/tai-khoan/xac-nhan?cai`)
  const secret = await textOf(page, 'main code')
  await page.fill('[name=code]', '000000')
  await page.click('text=Bật ứng dụng xác thực')
  assert.equal(await textOf(page, 'main code'), secret, 'a mistyped code costs no second scan')
  await look?.(page, 'cai-xac-nhan')
  await page.goto(`${baseUrl}/tai-khoan/mat-khau`)
  await look?.(page, 'mat-khau')
}

const oneOfficerTwoAgencies: Journey = async (page, { baseUrl, look }) => {
  await signInStaff(page, baseUrl, 'mai.haiphuong', '/tai-khoan/co-quan')
  const here = 'li:has-text("Đang làm việc ở đây")'
  const before = await textOf(page, `${here} b`)
  await look?.(page, 'co-quan')
  await page.click('text=Làm việc cho cơ quan này')
  assert.notEqual(await textOf(page, `${here} b`), before)
}

const staffUseAPasskey: Journey = async (page, { baseUrl }, context) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await signInStaff(page, baseUrl, 'bao.thuanhoa', '/tai-khoan/xac-nhan')
  await page.fill('[name=label]', 'Khóa thử')
  await page.click('text=Thêm khóa thiết bị')
  await page.waitForSelector('li:has-text("Khóa thử")')
  await context.clearCookies()
  await enterPassword(page, baseUrl, 'bao.thuanhoa', '/tai-khoan/xac-nhan')
  await page.click('text=Dùng khóa thiết bị')
  await page.waitForURL(`${baseUrl}/tai-khoan/xac-nhan`)
  await page.click('li:has-text("Khóa thử") button')
}

/** The whole staff sign-in, with the code the demo shows. */
async function signInStaff(page: Page, baseUrl: string, login: string, path: string): Promise<void> {
  await enterPassword(page, baseUrl, login, path)
  await enterCode(page)
}

async function enterPassword(page: Page, baseUrl: string, login: string, path: string): Promise<void> {
  await page.goto(`${baseUrl}/can-bo/dang-nhap?ve=${encodeURIComponent(path)}`)
  await page.fill('[name=login]', login)
  await page.fill('[name=password]', password)
  await page.click('button:has-text("Tiếp tục")')
}

async function enterCode(page: Page): Promise<void> {
  await page.fill('[name=code]', await textOf(page, '.notice b.code'))
  await page.click('button:has-text("Đăng nhập")')
}

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.textContent(selector)) ?? ''
}
