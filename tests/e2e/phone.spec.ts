/** A slow small phone: four times slower than this machine, on a network of the mountain communes. */
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { fillShortForm } from './acts/short-dossier.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { checkPage, overflowOf } from './judge/axe.ts'
import { test } from './test.ts'

const smallPhone = {
  viewport: { width: 320, height: 568 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}
const largestPage = 40_000

test('a service is found as people type it, without script, and its page says what it takes', ({ scene }) =>
  findService(scene))
test('on a slow small phone the home page and a service are there within four seconds', ({ scene }) =>
  usableWhenSlow(scene))
test('citizens’ pages stay under 40 kB compressed, with their fonts', ({ scene }) => staySmall(scene))
test('pages hold at 320 px and at 400 % zoom', ({ scene }) => holdAtSmallSizes(scene))
test('with script a file survives a lost line, and a refused one is told beside its field', ({ scene }) =>
  uploadWithScript(scene))
test('in English the whole form speaks English but for the province’s own questions', ({ scene }) =>
  applyInEnglish(scene))
test('one citizen on two devices: what was begun on one goes on at the other', ({ scene }) =>
  twoDevices(scene))

const publicPages = ['/', '/dich-vu', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap']

async function findService(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'stranger', { ...smallPhone, javaScriptEnabled: false })
  for (const typed of ['dang ky khai sinh', 'Đăng kí khai sinh', '1.001193']) {
    await page.goto('/')
    await page.locator('main input[type=search], main input[name=q]').first().fill(typed)
    await page.keyboard.press('Enter')
    await page.waitForURL(/[?&]q=/)
    await page.locator('main a[href^="/dich-vu/"]').first().click()
    assert.equal(new URL(page.url()).pathname, '/dich-vu/1.001193', `“${typed}” finds it first`)
  }
  const text = await page.locator('main').innerText()
  for (const word of [/Giấy chứng sinh/, /Lệ phí|Phí/i, /trong ngày/i, /Luật Hộ tịch/]) {
    assert.match(`${text} ${await page.content()}`, word)
  }
  await page.context().close()
}

async function usableWhenSlow(scene: Scene): Promise<void> {
  const paths = ['/', '/dich-vu/1.001193']
  const slowness = 4
  // What this machine takes for them without any of that: a busy one takes its part of the time below.
  const near = await pageOf(scene, 'stranger', smallPhone)
  const own = new Map<string, number>()
  for (const path of paths) own.set(path, await timeToRead(near, path))
  await near.context().close()

  const page = await pageOf(scene, 'stranger', smallPhone)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  await session.send('Network.enable')
  // 400 kbit/s down, 400 ms there and back: a poor 3G.
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  })
  for (const path of paths) {
    const allowed = Math.max(4_000, 3_000 + slowness * (own.get(path) ?? 0))
    // What else this machine does takes time now and then; what the page takes, it takes each time.
    let took = await timeToRead(page, path)
    for (let again = 0; again < 3 && took >= allowed; again++) {
      await session.send('Network.clearBrowserCache')
      took = Math.min(took, await timeToRead(page, path))
    }
    assert.ok(took < allowed, `${path} took ${took} ms, of ${allowed}`)
  }
  await page.context().close()
}

async function timeToRead(page: Page, path: string): Promise<number> {
  const began = Date.now()
  await page.goto(path, { waitUntil: 'domcontentloaded' })
  await page.locator('h1').waitFor()
  return Date.now() - began
}

async function staySmall(scene: Scene): Promise<void> {
  for (const path of publicPages) {
    const page = await pageOf(scene, 'stranger', { ...smallPhone, javaScriptEnabled: false })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    let received = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      received += encodedDataLength
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    assert.ok(received > 0 && received <= largestPage, `${path} takes ${received} bytes`)
    await page.context().close()
  }
  const html = await (await fetch(`${scene.baseUrl}/`)).text()
  assert.ok(gzipSync(html).length < 15_000, 'the page itself is the smaller part')
}

async function holdAtSmallSizes(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'stranger', {
    viewport: { width: 320, height: 256 },
    javaScriptEnabled: false,
  })
  for (const path of publicPages) {
    await page.goto(path)
    assert.equal(await overflowOf(page), 0, `${path} scrolls sideways at 320 px`)
  }
  await page.context().close()
}

async function uploadWithScript(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', smallPhone)
  await page.goto('/nop/1.013225')
  await page.goto('/nop/1.013225/giay-to')
  const form = page.locator('[data-tep="drawings"]')
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    form.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])
  await choose('IMG_0042.HEIC', 'image/heic', Buffer.concat([heic, Buffer.alloc(64)]))
  await form.locator('.btn').click()
  await form.locator('.error', { hasText: 'IMG_0042.HEIC: Đây là ảnh HEIC' }).waitFor()
  assert.equal(await form.locator('progress').count(), 0, 'nothing seems to be on its way')
  await checkPage(page, 'upload-refused')

  await choose('ban-ve.pdf', 'application/pdf', aLargePdf(3_000_000))
  await page.context().setOffline(true)
  await form.locator('.btn').click()
  await form.locator('small', { hasText: 'đang thử lại' }).waitFor()
  await page.context().setOffline(false)
  await page.locator('li.file', { hasText: 'ban-ve.pdf' }).waitFor()
  assert.match(await page.locator('main').innerText(), /3 MB · PDF · đã nhận đủ/)
  await page.goto('/ho-so')
  await page.locator('main li', { hasText: 'Giấy phép xây dựng nhà ở' }).locator('form button').click()
  await page.locator('main', { hasText: 'Đã bỏ bản nháp' }).waitFor()
  await page.context().close()
}

async function applyInEnglish(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huy', { ...smallPhone, javaScriptEnabled: false })
  const text = () => page.locator('main').innerText()
  await page.goto('/ho-so?ngon-ngu=en')
  await page.goto('/nop/2.000884')
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  assert.match(await text(), /Questions, papers and notes .* are in Vietnamese/)
  assert.match(
    await text(),
    /From .*, as of \d{1,2} [A-Z][a-z]+ \d{4}(:|\.)[\s\S]*Wrong\?/,
    'a known value names its source',
  )
  await checkPage(page, 'english-form')

  // What the form says of a mistake is worked out where the answers are read, not where the page is drawn.
  await page.goto('/nop/2.000884/2')
  await page.click('main .acts button[value="tiep"]')
  await page.locator('.errors').waitFor()
  assert.match(await page.locator('.errors').innerText(), /not answered[\s\S]*Choose one answer/)
  await page.goto('/nop/2.000884/xem-lai')
  assert.match(await text(), /Check before sending[\s\S]*\(not answered\)/)
  await page.goto('/ho-so')
  assert.match(await text(), /Unfinished[\s\S]*Saved at \d\d:\d\d, \w+day, /)
  await checkPage(page, 'english-dossiers')
  await page.click('main form[action="?/bo"] button')
  await page.locator('main', { hasText: 'The draft has been discarded' }).waitFor()
  await page.context().close()
}

async function twoDevices(scene: Scene): Promise<void> {
  const phone = await pageOf(scene, 'huy', { ...smallPhone, javaScriptEnabled: false })
  await phone.goto('/nop/2.000635/1')
  await phone.check('[name="answers.applicant.relation"][value="self"]')
  await phone.click('main .acts button[value="luu"]')

  const desk = await pageOf(scene, 'huy')
  await desk.goto('/nop/2.000635/1')
  assert.equal(await desk.isChecked('[name="answers.applicant.relation"][value="self"]'), true)
  await fillShortForm(desk)
  await phone.goto('/nop/2.000635/xem-lai')

  // Both send: one dossier.
  await Promise.all([pressSend(phone), pressSend(desk)])
  const codes = [phone, desk].map((page) => /\/ho-so\/([^?]+)/.exec(page.url())?.[1])
  assert.ok(codes[0], `${phone.url()}`)
  assert.equal(codes[0], codes[1])
  await phone.context().close()
  await desk.context().close()
}

async function pressSend(page: Page): Promise<void> {
  await page.click('main form .acts .btn.wide')
  await page.waitForURL(/\/ho-so\//)
}
