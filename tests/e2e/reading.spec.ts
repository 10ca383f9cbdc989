/** What a citizen's page is beyond its questions: places of the whole country, saving while typing, night, paper. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Filed } from './house/furnish.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { checkPage, overflowOf } from './judge/axe.ts'
import { test } from './test.ts'

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

test('without script a place anywhere is found by its old name, and a country', ({ scene }) =>
  findPlaces(scene))
test('with script a place is found while its name is typed', ({ scene }) => findPlacesWhileTyping(scene))
test('what is typed is kept, and the page says truly what', ({ scene }) => saveWhileTyping(scene))
test('a change from the review leads to the field and back', ({ scene }) => changeFromReview(scene))
test('a photograph of an iPhone leaves as JPEG where the browser can turn it', ({ scene }) => turnHeic(scene))
test('what is not done here says who does it', ({ scene }) => findElsewhere(scene))
test('citizens’ pages are read in the dark, and say who is signed in', ({ scene, filed }) =>
  dark(scene, filed))
test('a dossier is printed on two sheets at most', ({ scene, filed }) => print(scene, filed))

const residence = 'answers.applicant.residence'

/** A form of one's own at its first page, the known residence opened. */
async function openResidence(page: Page): Promise<void> {
  await page.goto('/nop/1.000656')
  await page.goto('/nop/1.000656/1')
  const known = page.locator(`button[value="mo:${residence}"]`)
  if ((await known.count()) > 0) await known.click()
  await page.locator(`[name="${residence}.unit"]`).waitFor()
}

async function discard(page: Page): Promise<void> {
  await page.goto('/ho-so')
  await page.locator('main li', { hasText: 'Đăng ký khai tử' }).locator('form button').first().click()
  await page.locator('main', { hasText: 'Đã bỏ bản nháp' }).waitFor()
}

async function findPlaces(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', { ...phone, javaScriptEnabled: false })
  await openResidence(page)
  const place = page.locator(`details:has([name="_tim.${residence}"])`)
  const look = async (name: string) => {
    if ((await place.getAttribute('open')) === null) await place.locator('summary').click()
    await place.locator('input').fill(name)
    await place.locator('button').click()
    await page.waitForLoadState()
  }
  const chosen = () => page.locator(`[name="${residence}.unit"] option:checked`).innerText()

  await look('Bến Nghé quận 1')
  assert.match(await chosen(), /Phường Sài Gòn, thành phố Hồ Chí Minh.*trước là phường Bến Nghé/)
  await checkPage(page, 'place-found')
  await look('Quảng Nam')
  assert.match(await place.innerText(), /Thấy \d\d+ nơi/)
  await page.selectOption(`[name="${residence}.unit"]`, { label: 'Phường Hội An, thành phố Đà Nẵng' })
  await look('Hàn Quốc')
  assert.equal(await page.inputValue(`[name="${residence}.unit"]`), 'KR', 'the one place found is chosen')
  await page.fill(`[name="${residence}.detail"]`, '12 Sejong-daero, Seoul')
  await page.check('[name="answers.applicant.relation"] >> nth=0')
  await page.click('main .acts button[value="tiep"]')
  await page.goto('/nop/1.000656/xem-lai')
  assert.match(await page.locator('main').innerText(), /12 Sejong-daero, Seoul, Hàn Quốc/)
  await discard(page)
  await page.context().close()
}

async function findPlacesWhileTyping(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', phone)
  await openResidence(page)
  const place = page.locator(`details:has([name="_tim.${residence}"])`)
  await place.locator('summary').click()
  await place.locator('input').pressSequentially('hai chau da nang')
  await place.locator('.places button', { hasText: 'Phường Hải Châu, thành phố Đà Nẵng' }).first().click()
  assert.equal(await page.inputValue(`[name="${residence}.unit"]`), '20242')
  await page.locator('[data-luu]', { hasText: 'Đã lưu lúc' }).waitFor()
  assert.equal(await overflowOf(page), 0)
  await discard(page)
  await page.context().close()
}

async function saveWhileTyping(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', phone)
  await page.goto('/nop/1.000656')
  await page.goto('/nop/1.000656/2')
  const status = page.locator('[data-luu]')
  await page.fill('[name="answers.deceased.fullName"]', 'Lê Thị Thử')
  await page.locator('[data-luu]', { hasText: 'Có chữ chưa lưu' }).waitFor()
  await page.locator('[data-luu]', { hasText: 'Đã lưu lúc' }).waitFor()

  // Half a date is not kept, and that is said by name; leaving then warns.
  await page.fill('[name="answers.deceased.bornOn.day"]', '31')
  await page.fill('[name="answers.deceased.bornOn.month"]', '2')
  await page.fill('[name="answers.deceased.bornOn.year"]', '1950')
  await page.locator('[data-luu]', { hasText: 'trừ những câu chưa đúng: Ngày sinh' }).waitFor()
  let warned = false
  page.once('dialog', (dialog) => {
    warned = true
    void dialog.dismiss()
  })
  await page.goto('/ho-so').catch(() => undefined)
  assert.equal(warned, true, 'leaving with words that are not kept warns')

  await page.fill('[name="answers.deceased.bornOn.day"]', '3')
  await page.locator('[data-luu]', { hasText: /^Đã lưu lúc \d\d:\d\d\. / }).waitFor()
  assert.doesNotMatch(await status.innerText(), /trừ/)
  await page.goto('/ho-so')
  await page.goto('/nop/1.000656')
  await page.goto('/nop/1.000656/2')
  assert.equal(await page.inputValue('[name="answers.deceased.fullName"]'), 'Lê Thị Thử')
  assert.equal(await page.inputValue('[name="answers.deceased.bornOn.day"]'), '03')

  // A save under way and the button pressed at once: one version, no quarrel with oneself.
  await page.fill('[name="answers.deceased.fullName"]', 'Lê Thị Thử Hai')
  await page.click('main .acts button[value="luu"]')
  await page.waitForURL(/da-luu/)

  // No network: said, and kept when it is back.
  await page.goto('/nop/1.000656/2')
  await page.context().setOffline(true)
  await page.fill('[name="answers.deceased.fullName"]', 'Lê Thị Thử Ba')
  await page.locator('[data-luu]', { hasText: 'mất mạng' }).waitFor()
  await page.context().setOffline(false)
  await page.locator('[data-luu]', { hasText: 'Đã lưu lúc' }).waitFor()
  await discard(page)
  await page.context().close()
}

async function changeFromReview(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', { ...phone, javaScriptEnabled: false })
  await page.goto('/nop/1.000656')
  await page.goto('/nop/1.000656/xem-lai')
  assert.match(await page.locator('.errors').innerText(), /câu chưa trả lời/)
  const change = page.locator('.facts > div', { hasText: 'Số điện thoại' }).locator('.act a').first()
  await change.click()
  const url = new URL(page.url())
  assert.equal(url.pathname, '/nop/1.000656/1')
  assert.equal(await page.locator(`${url.hash}`).count(), 1, 'the very field')
  assert.equal(
    await page.locator(`${url.hash}`).getAttribute('name'),
    'answers.applicant.phone',
    'open to be changed',
  )
  await page.fill('[name="answers.applicant.phone"]', '0912345678')
  await page.check('[name="answers.applicant.relation"] >> nth=0')
  await page.click('main .acts button[value="tiep"]')
  assert.equal(new URL(page.url()).pathname, '/nop/1.000656/xem-lai')
  assert.match(await page.locator('main').innerText(), /0912345678/)
  await discard(page)
  await page.context().close()
}

async function turnHeic(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', phone)
  // Chromium reads no HEIC: a decoder that does, as Safari's, stands in for the browser's own.
  await page.addInitScript(() => {
    const decode = window.createImageBitmap.bind(window)
    window.createImageBitmap = (async (source: ImageBitmapSource) => {
      if (!(source instanceof File)) return decode(source)
      const canvas = document.createElement('canvas')
      canvas.width = 800
      canvas.height = 600
      canvas.getContext('2d')?.fillRect(100, 100, 400, 200)
      return decode(canvas)
    }) as typeof createImageBitmap
  })
  await page.goto('/nop/1.013225')
  await page.goto('/nop/1.013225/giay-to')
  const form = page.locator('[data-tep="landCertificate"]')
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic'),
    Buffer.alloc(64),
  ])
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_0042.HEIC', mimeType: 'image/heic', buffer: heic })
  assert.match(await form.locator('.pick').innerText(), /Chọn/, 'the button speaks the page’s language')
  await form.locator('.btn').click()
  await page.locator('li.file', { hasText: 'IMG_0042.jpg' }).waitFor()
  assert.match(await page.locator('main').innerText(), /JPEG · đã nhận đủ/)
  await page.goto('/ho-so')
  await page.locator('main li', { hasText: 'Giấy phép xây dựng nhà ở' }).locator('form button').click()
  await page.locator('main', { hasText: 'Đã bỏ bản nháp' }).waitFor()
  await page.context().close()
}

async function findElsewhere(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'stranger', { ...phone, javaScriptEnabled: false })
  await page.goto(`/dich-vu?q=${encodeURIComponent('ly hôn')}`)
  const first = page.locator('main .list.go > li').first()
  assert.match(await first.innerText(), /Ly hôn[\s\S]*Không làm ở đây\. Tòa án nhân dân/)
  assert.equal(await first.locator('a').count(), 0, 'no address is made up')
  await page.goto(`/dich-vu?q=${encodeURIComponent('bằng lái')}`)
  assert.match(await first.innerText(), /Cảnh sát giao thông.*Cổng Dịch vụ công quốc gia/)
  await checkPage(page, 'elsewhere')
  await page.goto('/?q=ddawng kys khai sinh')
  assert.match(await page.locator('#kq').innerText(), /Đăng ký khai sinh/)
  await page.context().close()
}

async function dark(scene: Scene, filed: Filed): Promise<void> {
  const dark = { ...phone, javaScriptEnabled: false, colorScheme: 'dark' } as const
  const page = await pageOf(scene, 'minh', dark)
  for (const path of [
    '/',
    '/dich-vu?q=căn cước',
    '/dich-vu/1.001193',
    '/kiem-tra',
    '/ho-so',
    '/giay-to',
    '/thong-bao',
  ]) {
    await page.goto(path)
    await checkPage(page, `dark ${path}`, 'dark')
  }
  if (filed.code) {
    await page.goto(`/ho-so/${filed.code}`)
    await checkPage(page, 'dark dossier', 'dark')
  }
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  assert.equal(paper, 'rgb(23, 19, 27)')
  assert.match(await page.locator('header .who').innerText(), /Nguyễn Văn Minh/)
  await page.goto('/nop/1.001193/1')
  await checkPage(page, 'dark form', 'dark')
  await page.context().close()
}

async function print(scene: Scene, filed: Filed): Promise<void> {
  assert.ok(filed.code, 'a dossier was filed before')
  const page = await pageOf(scene, 'minh', { colorScheme: 'dark' })
  await page.goto(`/ho-so/${filed.code}`)
  const file = join(mkdtempSync(join(tmpdir(), 'nhip-in-')), 'ho-so.pdf')
  writeFileSync(file, await page.pdf({ format: 'A4', preferCSSPageSize: true }))
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const sheets = Number(/^Pages:\s+(\d+)/m.exec(told)?.[1])
  assert.ok(sheets >= 1 && sheets <= 2, `${sheets} sheets: ${file}`)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  for (const word of [filed.code, 'Hẹn trả|Đã có kết quả']) assert.match(text, new RegExp(word))
  await page.emulateMedia({ media: 'print' })
  const answers = await page.locator('main dd:visible').allInnerTexts()
  const short = answers.filter((answer) => /^[\p{L}\d /]{4,20}$/u.test(answer))
  assert.ok(short.length >= 3, `what was declared is printed: ${answers.join(' · ')}`)
  for (const answer of short) assert.ok(text.includes(answer), `${answer} is not on paper: ${file}`)
  await page.setViewportSize(phone.viewport)
  assert.equal(await overflowOf(page), 0, 'a printed dossier is no wider than its page')
  await page.context().close()
}
