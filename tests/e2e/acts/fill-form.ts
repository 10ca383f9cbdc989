/** From an empty form to a sent dossier, with the mistakes people make. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from '@playwright/test'
import { aLargePdf, aPdf } from '#server/platform/files/fixtures.ts'
import {
  answer,
  lookerOf,
  minh,
  next,
  press,
  type Setting,
  says,
  signInHere,
  textOf,
} from './citizen-acts.ts'
import { breakOff } from './unsent-work.ts'

export async function fileBirth(page: Page, context: BrowserContext, setting: Setting): Promise<string> {
  const look = lookerOf(setting)
  if (!page.url().endsWith('/nop/1.001193/1')) await page.goto(`${setting.baseUrl}/nop/1.001193/1`)
  await look(page, 'to-khai-1')
  assert.match(await textOf(page), /Nguyễn Văn Minh/, 'what is known is filled in')
  assert.match(await textOf(page), /Lấy từ/, 'with its source')

  // “Không đúng?” opens a known value and keeps the rest of the page.
  await answer(page, { 'applicant.relation': 'father' })
  await press(page, 'button[value="mo:answers.applicant.fullName"]')
  assert.equal(await page.inputValue('[name="answers.applicant.fullName"]'), minh.name)
  assert.equal(await page.isChecked('[name="answers.applicant.relation"][value="father"]'), true)
  await next(page)

  // A day that is none: the summary leads to the field, what was typed stays.
  const child = `Nguyễn Thử ${randomUUID().slice(0, 4).replace(/[0-9]/g, 'a')}`
  await answer(page, {
    'child.fullName': child.normalize('NFD'),
    'child.sex': 'female',
    'child.bornOn': '31/02/2026',
    'child.birthplaceKind': 'facility',
    'child.ethnicity': 'Kinh',
    'child.nationality': 'VN',
    'child.homeland': 'Huế',
  })
  await next(page)
  await look(page, 'to-khai-loi')
  assert.match(await page.title(), /^Lỗi/)
  assert.match(await textOf(page), /Tháng 2 năm 2026 có 28 ngày/)
  assert.equal((await page.inputValue('[name="answers.child.fullName"]')).normalize('NFC'), child)
  const link = await page.getAttribute('.errors a', 'href')
  assert.equal(await page.locator(`${link}`).count(), 1, 'the error leads to its field')

  // Questions that an answer on the same page reveals.
  await answer(page, { 'child.bornOn': '18/11/2026' })
  if ((await page.locator('[name="answers.child.facility"]').count()) === 0) await next(page)
  await answer(page, {
    'child.facility': 'Bệnh viện Trung ương Huế',
    'child.birthplace.unit': '19789',
    'child.birthplace.detail': '16 Lê Lợi',
  })
  await next(page)

  await answer(page, { 'birth.certificate': 'certificate', 'birth.surrogacy': 'no', 'birth.abandoned': 'no' })
  await expireInMidForm(page, context, setting)
  if ((await page.locator('[name="answers.birth.certificateNumber"]').count()) === 0) await next(page)
  await answer(page, { 'birth.certificateNumber': '46001.GCS.00005.26' })
  await staleTab(page, context, setting)
  await next(page)

  await answer(page, {
    'mother.fullName': 'Trần Thị Ngọc Ánh',
    'mother.bornOn': '25/07/1996',
    'mother.ethnicity': 'Kinh',
    'mother.nationality': 'VN',
    'mother.residence.unit': '19789',
    'mother.residence.detail': '18 Lê Lợi',
  })
  await next(page)
  assert.doesNotMatch(
    await textOf(page),
    /có khai người cha/,
    'the father himself is not asked whether there is one',
  )
  await answer(page, { 'family.married': 'yes' })
  await next(page)
  await answer(page, { 'receive.wantCopies': 'no', 'receive.by': 'online' })
  await next(page)
  await answer(page, { 'declaration.true': 'yes' })
  await next(page)

  await papers(page, setting)
  await look(page, 'giay-to-nop')
  await next(page)

  assert.match(page.url(), /xem-lai$/)
  await look(page, 'xem-lai')
  assert.match((await page.locator('main').allInnerTexts()).join('\n'), new RegExp(child), 'stored composed')
  assert.equal(await page.locator('.errors').count(), 0, await textOf(page))

  // Two windows send at once, and the form is sent once more from a page left behind: one dossier.
  const draftId = await page.inputValue('main form [name="_ban"]')
  const other = await context.newPage()
  await other.goto(page.url())
  await Promise.all([page.click('main .acts .btn'), other.click('main .acts .btn')])
  await Promise.all([page.waitForURL(/\/ho-so\//), other.waitForURL(/\/ho-so\//)])
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1] ?? ''
  assert.match(code, /^[A-Z]\d{2}[.\d]*-\d{6}-\d{4,}$/)
  assert.match(other.url(), new RegExp(`/ho-so/${code}\\?moi`))
  await other.close()
  const again = await page.request.post(`${setting.baseUrl}/nop/1.001193/xem-lai`, {
    form: { _ban: draftId },
    headers: { origin: new URL(setting.baseUrl).origin, accept: 'text/html' },
    maxRedirects: 0,
  })
  assert.equal(again.headers().location, `/ho-so/${code}?moi`)
  await page.goto(`${setting.baseUrl}/nop/1.001193/xem-lai`)
  assert.equal(new URL(page.url()).pathname, `/ho-so/${code}`, 'the form left behind leads to its dossier')
  return code
}

/** The session ends while someone types: signing in again gives everything back. */
async function expireInMidForm(page: Page, context: BrowserContext, setting: Setting): Promise<void> {
  const cookies = await context.cookies()
  await context.clearCookies({ name: /nhip$/ })
  await next(page)
  assert.match(page.url(), /dang-nhap/)
  await signInHere(page, minh.idNumber)
  assert.match(page.url(), /\/nop\/1\.001193\/3/)
  assert.match(await textOf(page), /vẫn còn đây/)
  assert.equal(await page.isChecked('[name="answers.birth.certificate"][value="certificate"]'), true)
  assert.ok(cookies.length > 0)
  await lookerOf(setting)(page, 'phien-het')
}

/** The same questions saved in another window meanwhile: both are shown, nothing is overwritten. */
async function staleTab(page: Page, context: BrowserContext, setting: Setting): Promise<void> {
  const other = await context.newPage()
  await other.goto(page.url())
  await answer(other, { 'birth.certificate': 'electronic', 'birth.surrogacy': 'no', 'birth.abandoned': 'no' })
  if ((await other.locator('[name="answers.birth.certificateNumber"]').count()) === 0) await next(other)
  await answer(other, { 'birth.certificateNumber': '46001.GCS.00099.26' })
  await next(other)
  await other.close()
  await next(page)
  const text = await textOf(page)
  assert.match(text, /máy hoặc cửa sổ khác/)
  assert.match(text, /46001\.GCS\.00099\.26/)
  assert.match(text, /46001\.GCS\.00005\.26/)
  await lookerOf(setting)(page, 'hai-ban')
  await press(page, 'button[value="luon"]')
  assert.match(page.url(), /\/nop\/1\.001193\/4/)
  await page.goto(page.url().replace(/4$/, '3'))
  assert.equal(await page.inputValue('[name="answers.birth.certificateNumber"]'), '46001.GCS.00005.26')
}

async function papers(page: Page, setting: Setting): Promise<void> {
  assert.match(page.url(), /giay-to$/)
  const field = 'input[name="tep.birthCertificate"]'
  const upload = async (name: string, mimeType: string, buffer: Buffer) => {
    await page.setInputFiles(field, { name, mimeType, buffer })
    await page.click('[data-tep="birthCertificate"] .btn')
  }
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic'),
    Buffer.alloc(64),
  ])
  await upload('IMG_0042.HEIC', 'image/heic', heic)
  await says(page, 'Tương thích nhất')
  await lookerOf(setting)(page, 'giay-to-heic')
  await upload('giay.pdf', 'application/pdf', Buffer.from('MZ program'))
  await says(page, 'Đây là chương trình')
  await press(page, 'main .acts .btn')
  await says(page, 'Còn thiếu: Giấy chứng sinh')
  const chosen = { name: 'giấy chứng sinh.pdf', mimeType: 'application/pdf', buffer: aPdf() }
  // The session ends while it is sent: the page after sign-in asks for it by name.
  await page.setInputFiles(field, chosen)
  await page.context().clearCookies({ name: /nhip$/ })
  await page.click('main .acts button[value="tiep"]')
  await page.waitForURL(/dang-nhap/)
  await signInHere(page, minh.idNumber)
  await says(page, 'trước khi nhận được tệp: giấy chứng sinh.pdf')
  // Chosen and not sent: going on sends it, with a script or without.
  await page.setInputFiles(field, chosen)
  await page.click('main .acts button[value="tiep"]')
  await page.waitForURL(/xem-lai$/)
  assert.match(await textOf(page), /giấy chứng sinh\.pdf/)
  await page.goto(`${setting.baseUrl}/nop/1.001193/giay-to`)
  await page.locator('li.file', { hasText: 'giấy chứng sinh.pdf' }).waitFor()
  assert.match(await textOf(page), /SHA-256 [0-9a-f]{8}…/)
  assert.match((await page.locator('.hash code').first().textContent()) ?? '', /^[0-9a-f]{64}$/)
  await breakOff(page, `${setting.baseUrl}/nop/1.001193/giay-to`)
  await page.goto(`${setting.baseUrl}/nop/1.001193/giay-to`)
  await press(page, 'button.link:has-text("da-den.pdf")')
  await upload('to-thu-hai.pdf', 'application/pdf', aLargePdf(3_000_000))
  await page.locator('li.file', { hasText: 'to-thu-hai.pdf' }).waitFor()
  await press(page, 'button.link:has-text("to-thu-hai.pdf")')
  assert.doesNotMatch(await textOf(page), /to-thu-hai\.pdf/)
}
