/** “Nộp một lần”: a paper handed in with one application is offered by the next, without script. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { fillForm } from './acts/short-dossier.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

test('a paper handed in once is offered to the next service, and sent without uploading', ({ scene }) =>
  handInOnce(scene))
test('asked for more, a person hands in what is held already with one tick', ({ scene }) =>
  supplementFromVault(scene))

const allowance = '1.001776'
const scholarship = '1.001714'

const answers = {
  'applicant.phone': '0912345678',
  'applicant.for': 'self',
  'place.unit': '19789',
  'beneficiary.fullName': 'Lê Quang Huy',
  'beneficiary.sex': 'male',
  'beneficiary.bornOn': '02/11/1998',
  'beneficiary.identityNumber': '046098007345',
  'beneficiary.ethnicity': 'Kinh',
  'beneficiary.kind': 'disabled',
  'beneficiary.disabilityLevel': 'severe',
  'beneficiary.pension': 'no',
  'carer.has': 'no',
  'student.self': 'yes',
  'student.fullName': 'Lê Quang Huy',
  'student.bornOn': '02/11/1998',
  'student.sex': 'male',
  'student.identityNumber': '046098007345',
  'student.level': 'severe',
  'student.household': 'poor',
  'student.school': 'Trường Cao đẳng Huế',
  'student.schoolOf': 'province',
  'student.class': 'Công nghệ thông tin 2',
  'student.year': '2026',
  'student.months': '9',
  'student.bought': 'no',
  'payment.by': 'cash',
  'receive.by': 'online',
}

async function handInOnce(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const paper = aPdf([`(${randomUUID()})`])
  await fillForm(page, allowance, answers, 'giay-to')
  assert.doesNotMatch(await textOf(page), /Đã có trong Giấy tờ của tôi/)
  await upload(page, 'disability', paper)
  const first = await send(page)
  await page.goto('/giay-to')
  assert.doesNotMatch(
    await textOf(page),
    /Ông\/bà đã nộp/,
    'nothing is kept before the agency has accepted it',
  )

  const officer = await pageOf(scene, 'huong', { javaScriptEnabled: false })
  await officer.goto(`/mot-cua/${first}`)
  await officer.click('form[action="?/accept"] button.main')
  await officer.waitForURL(/xong=accept/)

  await page.goto('/giay-to')
  await checkPage(page, 'giay-to-da-nop')
  const kept = page.locator('main .paper', { hasText: `Hồ sơ ${first}` })
  assert.equal(await kept.count(), 1)
  assert.match(await kept.innerText(), /Ủy ban nhân dân phường Thuận Hóa tiếp nhận ngày/)
  assert.doesNotMatch(await kept.innerText(), /Kiểm tra/, 'nobody here vouches for it')
  const file = await page.request.get(
    `${scene.baseUrl}${await kept.locator('a').first().getAttribute('href')}`,
  )
  assert.deepEqual(await file.body(), paper)

  await fillForm(page, scholarship, answers, 'giay-to')
  await checkPage(page, 'giay-to-da-co')
  const offer = page.locator('main .notice', { hasText: 'Đã có trong Giấy tờ của tôi' })
  assert.match(await offer.innerText(), new RegExp(`ông/bà nộp ngày .* với hồ sơ ${first}`))
  assert.equal(await page.locator('li.file').count(), 0, 'nothing is attached unasked')
  await offer.locator('button').click()
  await page.locator('li.file', { hasText: 'lấy từ Giấy tờ của tôi' }).locator('button').click()
  assert.equal(await page.locator('li.file').count(), 0, 'and it can be taken off again')
  await offer.locator('button').click()
  await upload(page, 'poor', aPdf([`(${randomUUID()})`]))
  const second = await send(page, /Giấy xác nhận[\s\S]*lấy từ Giấy tờ của tôi: ông\/bà nộp ngày/)
  assert.match(await textOf(page), new RegExp(`lấy từ Giấy tờ của tôi: .* với hồ sơ ${first}`))
  const sent = await page.request.get(`${scene.baseUrl}/ho-so/${second}/tep/1`)
  assert.deepEqual(await sent.body(), paper)
  for (const one of [page, officer]) await one.context().close()
}

async function supplementFromVault(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await fillForm(page, allowance, answers, 'giay-to')
  await upload(page, 'disability', aPdf([`(${randomUUID()})`]))
  const code = await send(page)
  const officer = await pageOf(scene, 'huong', { javaScriptEnabled: false })
  await officer.goto(`/mot-cua/${code}`)
  await officer.click('#bo-sung summary')
  await officer.fill('#bo-sung [name=items]', 'Giấy xác nhận khuyết tật bản rõ')
  await officer.fill('#bo-sung [name=reason]', 'Bản đã gửi bị mờ, không đọc được số')
  await officer.click('#bo-sung button')
  await officer.waitForURL(/xong=ask_supplement/)

  await page.goto(`/ho-so/${code}/bo-sung`)
  await checkPage(page, 'bo-sung-tu-kho')
  await page.check('[name^="_kho-"]')
  await page.click('main .acts button[value="gui"]')
  await page.waitForURL(/\?bo-sung$/)
  assert.match(await textOf(page), /lấy từ Giấy tờ của tôi: ông\/bà nộp ngày/)
  await officer.goto(`/mot-cua/${code}`)
  assert.match(await officer.locator('main').innerText(), /Kho giấy tờ: người dân nộp ngày .* đã tiếp nhận/)
  for (const one of [page, officer]) await one.context().close()
}

async function upload(page: Page, key: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles(`input[name="tep.${key}"]`, {
    name: `${key}.pdf`,
    mimeType: 'application/pdf',
    buffer,
  })
  await page.click(`[data-tep="${key}"] button`)
  await page.locator('li.file', { hasText: `${key}.pdf` }).waitFor()
}

/** On from the papers, past the page that shows everything once more. */
async function send(page: Page, shown = /Giấy tờ/): Promise<string> {
  await page.click('main .acts button[value="tiep"]')
  assert.match(page.url(), /xem-lai$/)
  assert.match(await textOf(page), shown)
  await page.click('main form .acts .btn.wide')
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1]
  assert.ok(code, `sent, not at ${page.url()}`)
  return code
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).normalize('NFC')
}
