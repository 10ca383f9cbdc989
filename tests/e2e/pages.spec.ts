/** Every main page, as whom it is for, on a phone and on a desk: axe, keyboard, narrow windows, titles. Those of rooms: `rooms.spec.ts`. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { eventually } from './acts/eventually.ts'
import type { Filed } from './house/furnish.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { unseenStops } from './judge/axe.ts'
import { checkLooks, checkTitles, everyPage, type Look, looksOfRooms, open, type Who } from './judge/looks.ts'
import { readPage } from './judge/validity.ts'
import { test } from './test.ts'

function pagesOf({ code, check, laid = [] }: Filed): Look[] {
  return [
    ...laid,
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
  ]
}

test('axe finds nothing serious on any page, wide or narrow, and none scrolls sideways', ({
  scene,
  filed,
}) => {
  test.setTimeout(everyPage)
  return checkLooks(scene, pagesOf(filed))
})
test('every title says which page it is', ({ scene, filed }) =>
  checkTitles(scene, [...pagesOf(filed), ...looksOfRooms]))
test('the focus can be seen wherever Tab leads', ({ scene, filed }) => checkFocus(scene, filed))
// Answers when nothing else can, so no journey meets it.
test('the page for when nothing else can be made is valid', () =>
  readPage(readFileSync('src/error.html', 'utf8'), 'src/error.html'))
test('an administrator opens an account, grants a role, locks it, and reads it all in the log', ({ scene }) =>
  administer(scene))

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
  await eventually(async () => {
    await page.goto(`${href}`)
    return /đúng như lúc niêm phong/.test(await page.locator('main').innerText())
  }, 1_000)
  assert.match(await page.locator('main').innerText(), /đúng như lúc niêm phong/)
  await page.context().close()
}
