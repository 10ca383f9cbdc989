/** The decision: proposed by a specialist, signed by a leader, by keyboard and only once it was read. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { query } from '../house/house.ts'
import { pageOf, people, signInStaff } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { close, openByKeyboard } from './at-the-desk.ts'
import { confirmDraft, decideBirth, workThroughChecks } from './before-proposing.ts'

export async function forwardAndPropose(scene: Scene, code: string): Promise<void> {
  const officer = await pageOf(scene, 'huong')
  await officer.goto(`/mot-cua/${code}`)
  await alive(officer)
  if ((await officer.locator('#chuyen').count()) > 0) {
    await officer.keyboard.press('c')
    await officer.selectOption('#chuyen [name=toAgencyId]', 'ubnd-phuong-thuan-hoa')
    await officer.selectOption('#chuyen [name=assigneeId]', { label: 'Phan Quốc Bảo' })
    await officer.click('#chuyen button')
    await officer.waitForURL(/xong=forward/)
  }

  const specialist = await pageOf(scene, 'bao')
  await openByKeyboard(specialist, code)
  await workThroughChecks(specialist)
  await alive(specialist)
  await specialist.keyboard.press('d')
  await decideBirth(specialist)
  const note = specialist.locator('#de-xuat [name=note]')
  await note.fill('Hồ sơ đủ, đúng quy định.')
  await specialist.keyboard.press('Tab')
  const release = await holdPages(specialist)
  await specialist.keyboard.press('Enter')
  await specialist.locator('#du-thao[open] img').first().waitFor({ state: 'attached' })
  const send = specialist.getByRole('button', { name: 'Gửi người nộp xác nhận' })
  const button = specialist.locator('#de-xuat button', { hasText: 'Trình ký' })
  await specialist.locator('#de-xuat button:disabled').first().waitFor()
  assert.ok(await send.isDisabled(), 'nor is it shown to the applicant unread')
  assert.match(await specialist.locator('#de-xuat').innerText(), /Thấy đủ các trang rồi mới trình được/)
  await note.press('Control+Enter')
  await specialist.waitForTimeout(500)
  assert.doesNotMatch(specialist.url(), /xong=/, 'nothing is proposed unread, by key neither')
  // Nor by a form that script does not keep: the server knows which pages it sent.
  await specialist.evaluate(() => document.querySelector<HTMLFormElement>('#de-xuat form')?.submit())
  await specialist.locator('[role=alert]', { hasText: 'Chưa ký, chưa trình' }).waitFor()
  release()
  await specialist.locator('#de-xuat button:enabled').first().waitFor()
  await alive(specialist)
  await send.press('Enter')
  await specialist.waitForURL(/xong=draft/)
  await confirmDraft(scene, code)

  await specialist.goto(`/mot-cua/${code}`)
  await alive(specialist)
  assert.equal(
    await note.inputValue(),
    'Hồ sơ đủ, đúng quy định.',
    'what was confirmed need not be typed again',
  )
  await specialist.click('#de-xuat button')
  await specialist.locator('#du-thao[open] img').first().waitFor()
  await specialist.locator('#de-xuat button:enabled', { hasText: 'Trình ký' }).waitFor()
  await alive(specialist)
  await button.focus()
  const focused = () => specialist.evaluate(() => document.activeElement?.textContent?.trim())
  assert.equal(await focused(), 'Trình ký', 'the draft is read before it is put before the leader')
  await specialist.keyboard.press('Enter')
  await specialist.waitForURL(/xong=propose/)
  assert.match(await specialist.locator('main').innerText(), /Đã trình ký/)
  await specialist.click('#rut-trinh button')
  await specialist.waitForURL(/xong=take_back/)
  await alive(specialist)
  await note.fill('Hồ sơ đủ, đúng quy định, đã đối chiếu. '.repeat(60).trim())
  await specialist.click('#de-xuat button')
  await specialist.locator('#du-thao[open] img').first().waitFor()
  await alive(specialist)
  // Another proposal than the applicant confirmed is shown to them again.
  await send.click()
  await specialist.waitForURL(/xong=draft/)
  await confirmDraft(scene, code)
  await specialist.goto(`/mot-cua/${code}`)
  await specialist.click('#de-xuat button')
  await specialist.locator('#du-thao[open] img').first().waitFor()
  await alive(specialist)
  await specialist.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Trình ký')
  await specialist.keyboard.press('Enter')
  await specialist.waitForURL(/xong=propose/)
  await close(officer, specialist)
}

/** Lets no page of a draft through until the returned function is called: a slow line, a slow machine. */
async function holdPages(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/\/du-thao\/\d/, (route) => held.then(() => route.continue()))
  return release
}

export async function typedAgain(scene: Scene): Promise<void> {
  // A sign-in of its own, so that its session can end without anybody else's.
  const page = await pageOf(scene, 'stranger')
  await signInStaff(page, people.bao)
  const waiting = "#de-xuat form [name='note']"
  const decided = page.locator('#de-xuat form input[type=text][name^="answers."]').first()
  await page.goto('/mot-cua')
  const codes = await page.locator('tbody tr').evaluateAll((rows) => rows.map(({ id }) => id.slice(3)))
  for (const code of codes) {
    await page.goto(`/mot-cua/${code}`)
    if ((await page.locator(waiting).count()) > 0 && (await decided.count()) > 0) break
  }
  const { pathname } = new URL(page.url())
  await alive(page)
  // As after a day: the session has gone, what the browser keeps has not.
  await page.fill(waiting, 'Đủ điều kiện, đang viết dở.')
  await decided.fill('Đang quyết định dở')
  const token = (await page.context().cookies()).find(({ name }) => name === 'nhip')?.value ?? ''
  const ended = await query(
    scene.ownerUrl,
    `update identity.session set expires_at = now() - interval '1 minute', seen_at = now() - interval '9 hours'
      where token_hash = $1 returning 1`,
    [createHash('sha256').update(token).digest()],
  )
  assert.equal(ended.length, 1)
  await page.waitForTimeout(5_500)
  await page.click('#de-xuat form button:not(.two)')
  await page.waitForURL(/\/dang-nhap\?ve=%2Fmot-cua%2F/)

  // Whoever sits down at this computer next sees nothing of it.
  await signInStaff(page, people.huong)
  await page.goto(pathname)
  assert.doesNotMatch(await page.content(), /đang viết dở/)
  // Nor is it lost when the cookie went with the session: whoever typed it finds it, here or elsewhere.
  await signInStaff(page, people.bao)
  await page.goto(pathname)
  assert.equal(await page.inputValue(waiting), 'Đủ điều kiện, đang viết dở.')
  assert.equal(await decided.inputValue(), 'Đang quyết định dở')
  assert.equal(await page.locator('#de-xuat').getAttribute('open'), '')

  await alive(page)
  await page.fill(waiting, 'Viết thêm sau đó.')
  await page.context().clearCookies({ name: /nhip$/ })
  await page.click('#de-xuat form button:not(.two)')
  await page.waitForURL(/\/dang-nhap\?ve=%2Fmot-cua%2F/)
  const other = await pageOf(scene, 'bao')
  await other.goto(pathname)
  assert.equal(await other.inputValue(waiting), 'Viết thêm sau đó.')
  await close(page, other)
}

export async function sign(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'ha')
  await page.goto('/ky-so')
  await forgetProof(scene, 'ha.thuanhoa')
  await page.goto(`/ky-so/${code}`)
  await alive(page)
  const button = page.locator('form[action="?/sign"] button')
  await page.locator('form[action="?/begin"] button:enabled').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/đã giữ số \d+\//).waitFor()
  assert.equal(await button.count(), 0, 'a proof of an hour ago is not enough to sign')
  await seenAsBeingSigned(scene, page, code)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**/tai-khoan/xac-nhan/lai?*')
  const release = await holdPages(page)
  await enterShownCode(page)
  await page.waitForURL(`**/ky-so/${code}`, { waitUntil: 'commit' })
  await page.locator('form[action="?/sign"] button:disabled').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.waitForTimeout(500)
  assert.doesNotMatch(page.url(), /xong=/, 'nothing is signed unread')
  release()
  await alive(page)
  const draft = await page.request.get(
    `${scene.baseUrl}${await page.locator('.desk a[href$="/du-thao"]').getAttribute('href')}`,
  )
  assert.equal((await draft.body()).subarray(0, 5).toString(), '%PDF-')
  const drawn = await page.locator('.desk img').evaluateAll(async (images) =>
    Promise.all(
      (images as HTMLImageElement[]).map(async (image) => {
        await image.decode()
        return image.naturalHeight / image.naturalWidth
      }),
    ),
  )
  assert.ok(drawn.length > 0, 'pages are shown')
  for (const shape of drawn) assert.ok(Math.abs(shape - Math.SQRT2) < 0.01, 'each in the shape of A4')
  await page.locator('form[action="?/sign"] button:enabled').waitFor()
  await page.locator('.desk img').last().scrollIntoViewIfNeeded()
  const place = await button.boundingBox()
  assert.ok(
    place && place.y > 0 && place.y + place.height <= 900,
    'it stays in sight beside any page and any opinion',
  )
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(`**/ky-so/${code}?xong=sign`)
  const said = await page.locator('[role=status]').innerText()
  assert.match(said, /Đã ký và phát hành: .+ số \d+\/.+Người nộp Nguyễn Văn Minh/s)
  assert.ok(said.includes(code), 'the dossier is named')
  await alive(page)
  const before = await signedCount(scene)
  await page.keyboard.press('Control+Enter')
  await page.waitForTimeout(500)
  assert.equal(await signedCount(scene), before, 'a second press signs nothing')
  assert.ok(page.url().includes(`/ky-so/${code}`), 'and leads nowhere')
  await page.goBack()
  await page.locator('.queue').waitFor()
  await button.waitFor({ state: 'detached' })
  assert.equal(
    await page.locator(`.queue a[href="/ky-so/${code}"]`).count(),
    0,
    'the way back shows what has been done since',
  )
  await close(page)
}

/** The leader's queue, the clerk's list and its table, and the applicant's list say it; nothing else on the queue does. */
async function seenAsBeingSigned(scene: Scene, leader: Page, code: string): Promise<void> {
  const marked = leader.locator('.queue li', { hasText: 'Đang ký số' })
  assert.equal(await marked.count(), 1)
  assert.equal(await marked.locator(`a[href="/ky-so/${code}"]`).count(), 1, 'it is this one')
  const [clerk, citizen] = [await pageOf(scene, 'huong'), await pageOf(scene, 'minh')]
  await clerk.goto(`/mot-cua?mine=false&q=${code}`)
  assert.match(await clerk.locator(`tr[id="hs-${code}"]`).innerText(), /Đang ký, số \d+\/.*Lê Thị Thu Hà/s)
  const table = await clerk.request.get(`${scene.baseUrl}/mot-cua/danh-sach.csv?mine=false&q=${code}`)
  assert.match(await table.text(), /Đang ký ban hành/)
  await citizen.goto('/ho-so')
  const row = citizen.locator('main li', { hasText: code }).first()
  assert.match(await row.innerText(), /Đang ký ban hành/)
  await close(clerk, citizen)
}

export async function forgetProof(scene: Scene, login: string): Promise<void> {
  await query(
    scene.ownerUrl,
    `update identity.session s set confirmed_at = now() - interval '1 hour'
       from identity.account a where a.id = s.account_id and a.login = $1`,
    [login],
  )
  await new Promise((resolve) => setTimeout(resolve, 5_500))
}

export async function enterShownCode(page: Page): Promise<void> {
  const shown = page.locator('.notice b.code')
  for (let attempt = 0; attempt < 12 && (await shown.count()) === 0; attempt++) {
    await page.waitForTimeout(3_000)
    await page.reload()
  }
  await page.fill('[name=code]', (await shown.textContent()) ?? '')
  await page.click('form[action^="?/code"] button')
}

async function signedCount(scene: Scene): Promise<number> {
  const [row] = await query(
    scene.ownerUrl,
    `select count(*)::int as count from dossiers.action where kind = 'sign'`,
    [],
  )
  return Number(row?.count)
}
