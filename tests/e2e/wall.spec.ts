/** The operations centre on a screen: news by itself, also after the stream was cut. `bench/wall-delay.ts` says how soon. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { eventually } from './acts/eventually.ts'
import { refuse } from './acts/refusing.ts'
import { fileShortDossier } from './acts/short-dossier.ts'
import { pageOf } from './house/people.ts'
import { alive, type Scene } from './house/scene.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

test('a submission changes the number on the wall by itself', ({ scene }) => changesByItself(scene))
test('a wall whose stream was cut comes back by itself', ({ scene }) => comesBack(scene))
test('a figure becomes an order, the agency reports, and it stays open until the figure recovers', ({
  scene,
}) => order(scene))
test('an order begins from a figure of the whole province too: its agencies stand to choose from, worst first', ({
  scene,
}) => orderFromEverywhere(scene))
test('an order ends by itself once the figure it came from has recovered', ({ scene }) => orderEnds(scene))
test('what is typed before the page’s script has arrived stays', ({ scene }) => typedEarly(scene))

const wallScreen = { viewport: { width: 1920, height: 1080 } }

async function changesByItself(scene: Scene): Promise<void> {
  const wall = await openWall(scene)
  const before = await figure(wall, 'in_process')
  await fileShortDossier(scene)
  await figureBecomes(wall, 'in_process', before + 1)
  await wall.context().close()
}

async function comesBack(scene: Scene): Promise<void> {
  const wall = await openWall(scene)
  const before = await figure(wall, 'in_process')
  await wall.context().setOffline(true)
  await wall.waitForTimeout(500)
  await wall.context().setOffline(false)
  await fileShortDossier(scene)
  await figureBecomes(wall, 'in_process', before + 1)
  await wall.context().close()
}

async function openWall(scene: Scene): Promise<Page> {
  const wall = await pageOf(scene, 'monitor', wallScreen)
  await wall.goto('/dieu-hanh')
  await wall.locator('.live.live').waitFor()
  return wall
}

async function figure(wall: Page, name: string): Promise<number> {
  const text = (await wall.locator(`[data-figure="${name}"]`).first().textContent()) ?? ''
  return Number(text.replace(/[^\d]/g, ''))
}

async function figureBecomes(wall: Page, name: string, value: number): Promise<void> {
  await wall.waitForFunction(
    ([selector, wanted]) =>
      Number((document.querySelector(String(selector))?.textContent ?? '').replace(/[^\d]/g, '')) >=
      Number(wanted),
    [`[data-figure="${name}"]`, value] as const,
  )
}

const figureToOrder = '/dieu-hanh/so-lieu?chi-so=in_process&co-quan=ubnd-phuong-thuan-hoa'

async function order(scene: Scene): Promise<void> {
  const commander = await pageOf(scene, 'commander')
  await commander.goto(figureToOrder)
  await commander.click('a[href^="/nhiem-vu/giao"]')
  await commander.waitForURL(/\/nhiem-vu\/giao/)
  await alive(commander)
  await commander.fill('[name=title]', 'Giảm hồ sơ tồn ở phường Thuận Hóa')
  await commander.fill('[name=target]', '0')
  await commander.click('form[method=post].order .act button')
  await commander.waitForURL(/xong=giao/)
  const address = new URL(commander.url()).pathname

  const agency = await pageOf(scene, 'ha')
  await agency.goto('/nhiem-vu')
  assert.match(await agency.locator('main').innerText(), /Giảm hồ sơ tồn ở phường Thuận Hóa/)
  await agency.goto(address)
  await agency.fill(
    'form[action="?/report"] [name=wording]',
    'Đã bố trí thêm hai người, xong trong tuần này.',
  )
  await agency.click('form[action="?/report"] button')
  await agency.waitForURL(/xong=bao-cao/)

  await commander.goto(address)
  const text = await commander.locator('main').innerText()
  assert.match(text, /Đã bố trí thêm hai người/)
  assert.match(text, /chờ chỉ số hồi phục/)
  const elsewhere = await pageOf(scene, 'khai')
  assert.equal(
    (await elsewhere.request.get(`${scene.baseUrl}${address}`)).status(),
    404,
    'others do not see it',
  )
  for (const page of [commander, agency, elsewhere]) await page.context().close()
}

/** From the list of all that is under way to the form for the agency that has most of it, at both widths. */
async function orderFromEverywhere(scene: Scene): Promise<void> {
  const commander = await pageOf(scene, 'commander', { javaScriptEnabled: false })
  for (const width of [360, 1440]) {
    await commander.setViewportSize({ width, height: 900 })
    await commander.goto('/dieu-hanh/so-lieu?chi-so=in_process')
    await commander.click('a[href^="/nhiem-vu/giao"]')
    const rows = commander.locator('main tbody tr')
    const counts = (await rows.locator('td:nth-child(2)').allInnerTexts()).map((text) =>
      Number(text.replace(/\D/g, '')),
    )
    assert.ok(counts.length > 1)
    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => other - one),
    )
    await checkPage(commander, `giao-chon at ${width}`)
    // One that has its order already says so instead.
    const row = rows.filter({ has: commander.locator('a[href^="/nhiem-vu/giao"]') }).first()
    const count = await row.locator('td:nth-child(2)').innerText()
    await row.locator('a[href^="/nhiem-vu/giao"]').click()
    await commander.locator('form[method=post].order').waitFor()
    assert.equal(await commander.locator('.figure .n').innerText(), count, 'the figure that was chosen')
  }
  // What no order can be about says so.
  await commander.goto('/dieu-hanh/so-lieu?chi-so=waiting')
  assert.match(await commander.locator('main').innerText(), /Nhiệm vụ giao được từ số quá hạn/)
  await commander.context().close()
}

/** One dossier more than the target allows; when it leaves the agency, the task closes without anyone closing it. */
async function orderEnds(scene: Scene): Promise<void> {
  const { code } = await fileShortDossier(scene)
  const commander = await pageOf(scene, 'commander')
  await commander.goto(figureToOrder)
  const now = Number((await commander.locator('.head b.num').innerText()).replace(/\D/g, ''))
  await commander.click('a[href^="/nhiem-vu/giao"]')
  await commander.waitForURL(/\/nhiem-vu\/giao/)
  await alive(commander)
  await commander.fill('[name=title]', 'Bớt một hồ sơ ở phường Thuận Hóa')
  await commander.fill('[name=target]', String(now - 1))
  await commander.click('form[method=post].order .act button')
  await commander.waitForURL(/xong=giao/)
  const address = new URL(commander.url()).pathname

  const officer = await pageOf(scene, 'huong')
  await officer.goto(address)
  await officer.fill('form[action="?/report"] [name=wording]', 'Sẽ xong trong hôm nay.')
  await officer.click('form[action="?/report"] button')
  await officer.waitForURL(/xong=bao-cao/)
  await refuse(scene, code, 'Hồ sơ thử, nộp trùng với hồ sơ đã giải quyết.')

  // The watch over orders runs every minute.
  await eventually(async () => {
    const answer = await commander.request.get(`${scene.baseUrl}${address}`)
    return /Đã xong, chỉ số đã hồi phục/.test(await answer.text())
  }, 1_000)
  await commander.goto(address)
  assert.match(await commander.locator('main').innerText(), /Đã xong, chỉ số đã hồi phục/)
  await officer.goto('/nhiem-vu?xem=da-xong')
  assert.match(await officer.locator('main').innerText(), /Bớt một hồ sơ ở phường Thuận Hóa/)
  for (const page of [commander, officer]) await page.context().close()
}

async function typedEarly(scene: Scene): Promise<void> {
  const commander = await pageOf(scene, 'commander')
  await commander.goto(figureToOrder)
  const address = await commander.locator('a[href^="/nhiem-vu/giao"]').first().getAttribute('href')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await commander.route('**/*.js', (route) => held.then(() => route.continue()))
  // Scripts that are deferred hold the event of the document too: what is there to type in has come before.
  await commander.goto(String(address), { waitUntil: 'commit' })
  const typed = { title: 'Gõ sớm', wording: 'Gõ trước khi kịch bản đến.', target: '7' }
  for (const [name, text] of Object.entries(typed)) await commander.fill(`[name=${name}]`, text)
  await commander.click('details.other summary')
  const agency = commander.locator('[name=co-quan]')
  await agency.selectOption({ index: 2 })
  const chosen = await agency.inputValue()
  release()
  await alive(commander)
  for (const [name, text] of Object.entries(typed)) {
    assert.equal(await commander.inputValue(`[name=${name}]`), text)
  }
  assert.equal(await agency.inputValue(), chosen)
  await commander.context().close()
}
