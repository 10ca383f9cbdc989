/** Every main page, as whom it is for, on a phone and on a desk: axe, keyboard, narrow windows, titles. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { roomRights } from '../rights/rooms.ts'
import type { Filed } from './house/furnish.ts'
import { type Person, pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { findingsOf, overflowOf, unseenStops } from './judge/axe.ts'
import { readPage } from './judge/validity.ts'
import { test } from './test.ts'

type Who = Person | 'stranger'

const forCitizens = new Set(['/', '/dich-vu', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap'])

function pagesOf({ code, check }: Filed): [Who, string[]][] {
  return [
    [
      'stranger',
      [
        '/',
        '/dich-vu',
        '/dich-vu?q=dang+ky+khai+sinh',
        '/dich-vu/1.001193',
        '/dich-vu/2.000986',
        '/tra-cuu',
        `/tra-cuu/${code}`,
        '/kiem-tra',
        check,
        '/dang-nhap',
        '/can-bo/dang-nhap',
        '/quyen-rieng-tu',
        '/kha-nang-tiep-can',
        '/muc-dinh-danh',
        '/cong-khai',
        '/khong-co-trang-nay',
        '/api/v1',
        '/mau-giao-dien',
      ],
    ],
    [
      'minh',
      [
        '/ho-so',
        `/ho-so/${code}`,
        '/giay-to',
        '/thong-bao',
        '/nop/1.000656/1',
        '/tai-khoan',
        '/tai-khoan/phien',
        '/tai-khoan/ma-truy-cap',
        '/mot-cua',
      ],
    ],
    ['huong', ['/mot-cua', `/mot-cua/${code}`, '/tai-khoan/xac-nhan', '/tai-khoan/mat-khau']],
    ['ha', ['/ky-so']],
    ['commander', ['/dieu-hanh?xem=co-quan', '/dieu-hanh?xem=thu-tuc']],
    ['monitor', ['/dieu-hanh', '/dieu-hanh/so-lieu?chi-so=received']],
    [
      'administrator',
      [
        '/quan-tri',
        '/quan-tri/tai-khoan',
        '/quan-tri/tai-khoan/mo',
        '/quan-tri/su-kien',
        '/quan-tri/su-kien/1',
        '/quan-tri/viec-nen',
        '/quan-tri/thu-tuc',
      ],
    ],
    ...roomRights.flatMap(({ looks }) => looks),
  ]
}

// Every page there is, a few more with every room.
const everyPage = 1_800_000
test('axe finds nothing serious on any page at 1440 px, every title says which page it is', ({
  scene,
  filed,
}) => {
  test.setTimeout(everyPage)
  return checkAll(scene, filed, { width: 1440, height: 900 })
})
test('axe finds nothing serious on any page at 360 px', ({ scene, filed }) => {
  test.setTimeout(everyPage)
  return checkAll(scene, filed, { width: 360, height: 740 })
})
test('no page scrolls sideways at 320 px', ({ scene, filed }) => checkNarrow(scene, filed))
test('the focus can be seen wherever Tab leads', ({ scene, filed }) => checkFocus(scene, filed))
// Answers when nothing else can, so no journey meets it.
test('the page for when nothing else can be made is valid', () =>
  readPage(readFileSync('src/error.html', 'utf8'), 'src/error.html'))
test('an administrator opens an account, grants a role, locks it, and reads it all in the log', ({ scene }) =>
  administer(scene))

async function checkAll(
  scene: Scene,
  filed: Filed,
  viewport: { width: number; height: number },
): Promise<void> {
  const found: string[] = []
  const titles = new Map<string, string>()
  for (const [who, paths] of pagesOf(filed)) {
    // Half-faded words have no contrast to judge.
    const page = await pageOf(scene, who, { viewport, reducedMotion: 'reduce' })
    for (const path of paths) {
      await open(page, path)
      for (const finding of await findingsOf(page)) found.push(`${path}: ${finding}`)
      const title = await page.title()
      const { pathname } = new URL(page.url())
      const other = titles.get(title) ?? pathname
      if (!title || other !== pathname) found.push(`${path}: the title “${title}” is also that of ${other}`)
      titles.set(title, pathname)
    }
    await page.context().close()
  }
  assert.deepEqual(found, [])
}

async function checkNarrow(scene: Scene, filed: Filed): Promise<void> {
  const found: string[] = []
  for (const [who, paths] of pagesOf(filed)) {
    const page = await pageOf(scene, who, { viewport: { width: 320, height: 568 } })
    for (const path of paths) {
      // The wall is for a wall.
      if (path.startsWith('/dieu-hanh') && !path.includes('so-lieu')) continue
      await open(page, path)
      const pixels = await overflowOf(page)
      if (pixels > 0) found.push(`${path}: ${pixels} px too wide`)
      const hidden = await tabsOutside(page)
      if (hidden.length > 0) found.push(`${path}: tabs outside the window: ${hidden}`)
      if (who !== 'minh' && !forCitizens.has(path)) continue
      // WCAG 2.2, 1.4.4: letters twice as large, on the same narrow phone.
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      const large = await overflowOf(page)
      if (large > 0) found.push(`${path}: ${large} px too wide with letters twice as large`)
    }
    await page.context().close()
  }
  assert.deepEqual(found, [])
}

/** Tabs no one sees who does not know that they can be pushed. */
function tabsOutside(page: Page): Promise<string[]> {
  return page
    .locator('.tabs a')
    .evaluateAll((tabs) =>
      tabs
        .filter((tab) => tab.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map((tab) => tab.textContent?.trim() ?? ''),
    )
}

async function checkFocus(scene: Scene, filed: Filed): Promise<void> {
  const found: string[] = []
  const walks: [Who, string][] = [
    ['stranger', '/'],
    ['stranger', '/dich-vu/1.001193'],
    ['minh', '/nop/1.000656/1'],
    ['huong', '/mot-cua'],
    ['huong', `/mot-cua/${filed.code}`],
    ['monitor', '/dieu-hanh'],
    ['administrator', '/quan-tri/su-kien'],
  ]
  for (const [who, path] of walks) {
    const page = await pageOf(scene, who)
    await open(page, path)
    for (const stop of await unseenStops(page, 30)) found.push(`${path}: ${stop}`)
    await page.context().close()
  }
  assert.deepEqual(found, [])
}

/** Streams keep the network busy: loaded is enough. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
}

async function administer(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'administrator', { javaScriptEnabled: false })
  const login = 'thu.canbo'
  await page.goto('/quan-tri/tai-khoan/mo')
  await page.fill('[name=displayName]', 'Đỗ Thị Thử Việc')
  await page.fill('[name=login]', login)
  await page.click('main form button')
  const password = (await page.locator('.notice code').textContent()) ?? ''
  assert.ok(password.length >= 12)
  await page.click('main .btn:has-text("Giao việc")')
  assert.match(await page.locator('main').innerText(), /Chưa được giao việc nào/)

  await page.selectOption('[name=role]', 'one_stop')
  await page.selectOption('[name=agencyId]', 'ubnd-phuong-vy-da')
  await page.click('form[action="?/grant"] button')
  assert.match(await page.locator('main').innerText(), /Đã giao việc/)
  const second = await pageOf(scene, 'stranger', { javaScriptEnabled: false })
  await second.goto('/can-bo/dang-nhap')
  await second.fill('[name=login]', login)
  await second.fill('[name=password]', password)
  await second.click('main form button[type=submit]')
  assert.match(
    await second.locator('h1').innerText(),
    /lớp xác nhận thứ hai/,
    'the first sign-in enrols a second factor',
  )
  await second.context().close()

  await page.click('form[action="?/lock"] button')
  assert.match(await page.locator('main').innerText(), /Đã khóa/)
  await page.click('a[href^="/quan-tri/su-kien?doi-tuong="]')
  const log = await page.locator('main table').innerText()
  for (const fact of ['Mở tài khoản', 'Giao việc', 'Khóa tài khoản']) assert.match(log, new RegExp(fact))
  assert.match(log, /Lương Minh Trí/, 'with who did it')

  await page.goto('/quan-tri/tai-khoan?q=Thu.Canbo')
  assert.match(await page.locator('main table').innerText(), /Đã khóa/)
  // The worker seals what no open transaction can precede any more: then the row proves itself.
  await page.goto(`/quan-tri/su-kien?loai=identity.account_locked`)
  const href = await page.locator('main table tbody a').first().getAttribute('href')
  for (let attempt = 0; attempt < 60; attempt++) {
    await page.goto(`${href}`)
    if (/đúng như lúc niêm phong/.test(await page.locator('main').innerText())) break
    await page.waitForTimeout(1_000)
  }
  assert.match(await page.locator('main').innerText(), /đúng như lúc niêm phong/)
  await page.context().close()
}
