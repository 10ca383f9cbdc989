/** The list of what is to be done: by keyboard, many at once, and two officers at the same case. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { query } from '../house/house.ts'
import { pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { close, lookAtBothWidths, openByKeyboard } from './at-the-desk.ts'
import { fileShortDossier } from './short-dossier.ts'

export async function walkList(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huong')
  await page.goto('/mot-cua?tab=done')
  await alive(page)
  const codes = await page.locator('tbody tr').evaluateAll((rows) => rows.map(({ id }) => id.slice(3)))
  assert.ok(codes.length > 2, 'the past left dossiers')
  assert.match(await page.locator('.filters').first().innerText(), /Mới nộp lên trước/, 'how it is ordered')
  assert.equal(
    await page.locator('tbody input[type=checkbox]').count(),
    0,
    'nothing is to be done with what has ended',
  )
  assert.match(await page.locator('tbody tr .k').first().innerText(), /Đã .*\d\d\/\d\d, hạn \d\d\/\d\d/s)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/mot-cua/${codes[0]}`)
  await alive(page)
  await page.keyboard.press('j')
  await page.waitForURL(`**/mot-cua/${codes[1]}`)
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'tim')
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Escape')
  await page.waitForURL('**/mot-cua?tab=done')
  await page.locator(`tr[id="hs-${codes[1]}"][aria-selected="true"]`).waitFor()
  await close(page)
}

export async function acceptMany(scene: Scene): Promise<void> {
  const chosen = [await fileShortDossier(scene), await fileShortDossier(scene)].map(({ code }) => code)
  const [first = ''] = chosen
  const page = await pageOf(scene, 'huong', { javaScriptEnabled: false })
  const saying = page.locator('main .notice [role=status]')
  await page.goto('/mot-cua?tab=new')
  await page.click('#nhieu button[formaction*="acceptMany"]')
  assert.match(await saying.innerText(), /Chưa chọn hồ sơ nào/)
  for (const code of chosen) await page.check(`input[value="${code}"]`)
  await page.click('#nhieu button[formaction*="acceptMany"]')
  assert.match(await saying.innerText(), /Xong cả 2 hồ sơ/)
  const answers = await saying.locator('li').allInnerTexts()
  for (const code of chosen) {
    const answer = answers.find((text) => text.includes(code)) ?? ''
    assert.match(answer, /^Nguyễn Văn Minh.*Đã tiếp nhận hồ sơ/s, answers.join('\n'))
  }
  // The same list, without those that are no longer new.
  assert.match(await page.locator('nav a[aria-current]', { hasText: 'Mới đến' }).innerText(), /Mới đến/)
  for (const code of chosen) assert.equal(await page.locator(`tr[id="hs-${code}"]`).count(), 0)
  await lookAtBothWidths(page, 'nhan-nhieu')

  // Pressed again, of another window, with one that is no longer new: it alone is refused.
  await page.goto('/mot-cua')
  await page.check(`input[value="${first}"]`)
  await page.click('#nhieu button[formaction*="acceptMany"]')
  assert.match(await saying.innerText(), /Xong 0 trong 1 hồ sơ.*Nguyễn Văn Minh/s)

  for (const code of chosen) await page.check(`input[value="${code}"]`)
  await page.selectOption('#giao', { label: 'Phan Quốc Bảo' })
  await page.click('#nhieu button[formaction*="assignMany"]')
  assert.match(await saying.innerText(), /Xong cả 2 hồ sơ/)
  const given = await query(
    scene.ownerUrl,
    `select a.login, d.step from dossiers.dossier d join identity.account a on a.id = d.assignee_id where d.code = any($1)`,
    [chosen],
  )
  assert.deepEqual(
    given,
    chosen.map(() => ({ login: 'bao.thuanhoa', step: 'specialist' })),
  )
  const desk = await pageOf(scene, 'bao', { javaScriptEnabled: false })
  await desk.goto('/mot-cua')
  for (const code of chosen) assert.equal(await desk.locator(`tr[id="hs-${code}"]`).count(), 1, 'on his desk')
  await close(page, desk)
}

/** A day's arrivals without a mouse: ticked, taken in and given out, in as many keys whatever their number. */
export async function workByKeys(scene: Scene): Promise<void> {
  const filed = [await fileShortDossier(scene), await fileShortDossier(scene)].map(({ code }) => code)
  const page = await pageOf(scene, 'huong')
  await page.goto('/mot-cua?tab=new&mine=false')
  await alive(page)
  const ticks = () =>
    page
      .locator('tbody input:checked')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
  const told = page.locator('#nhieu p')
  await page.getByText('Chưa chọn hồ sơ nào:').waitFor()
  await page.keyboard.press('v')
  assert.equal((await ticks()).length, 1)
  assert.match(await told.innerText(), /Với 1 hồ sơ đã chọn/)
  await page.keyboard.press('v')
  assert.deepEqual(await ticks(), [])
  await page.keyboard.press('a')
  const all = await ticks()
  assert.equal(all.length, await page.locator('tbody tr').count())
  for (const code of filed) assert.ok(all.includes(code))
  assert.ok(await page.isChecked('thead input'))
  await lookAtBothWidths(page, 'chon-nhieu')
  await page.keyboard.press('a')
  assert.deepEqual(await ticks(), [])
  for (const code of filed) await tickByKeys(page, code)
  assert.deepEqual((await ticks()).toSorted(), filed.toSorted())
  await page.keyboard.press('t')
  await page.getByText('Xong cả 2 hồ sơ').waitFor()

  await page.goto(`/mot-cua?mine=false&q=${filed[0]}`)
  await alive(page)
  await page.keyboard.press('a')
  await page.keyboard.press('g')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'giao')
  await page.keyboard.type('Phan')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Xong cả 1 hồ sơ').waitFor()
  assert.match(await page.locator(`tr[id="hs-${filed[0]}"]`).innerText(), /Phan Quốc Bảo/)
  await close(page)
}

/** Down the list to this case, wherever the choice stands. */
async function tickByKeys(page: Page, code: string): Promise<void> {
  const selected = () => page.locator('tr[aria-selected=true]').getAttribute('id')
  for (let row = 0; row < 25; row++) await page.keyboard.press('k')
  for (let row = 0; row < 25 && (await selected()) !== `hs-${code}`; row++) await page.keyboard.press('j')
  assert.equal(await selected(), `hs-${code}`)
  await page.keyboard.press('v')
}

export async function acceptTwice(scene: Scene, code: string): Promise<void> {
  const first = await pageOf(scene, 'huong')
  const second = await pageOf(scene, 'huong')
  await openByKeyboard(first, code)
  await second.goto(`/mot-cua/${code}`)

  await first.keyboard.press('t')
  await first.waitForURL(/xong=accept/)
  assert.match(await first.locator('main').innerText(), /Đã tiếp nhận hồ sơ/)

  await second.click('form[action="?/accept"] button.main')
  await second.locator('[role=alert]').waitFor()
  assert.match(await second.locator('[role=alert]').innerText(), /vừa được người khác xử lý|đang ở bước khác/)
  const rows = await query(
    scene.ownerUrl,
    `select count(*)::int as count from dossiers.action a join dossiers.dossier d on d.id = a.dossier_id
      where d.code = $1 and a.kind = 'accept'`,
    [code],
  )
  assert.deepEqual(rows, [{ count: 1 }])
  await close(first, second)
}
