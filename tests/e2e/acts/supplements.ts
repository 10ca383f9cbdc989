/** What is missing: asked once, answered, and set beside what was there. */
import assert from 'node:assert/strict'
import type { Locator } from '@playwright/test'
import { query } from '../house/house.ts'
import { pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { checkPage, overflowOf } from '../judge/axe.ts'
import { completeSupplement } from './answer-supplement.ts'
import { close, lookAtBothWidths, openByKeyboard } from './at-the-desk.ts'

export async function askSupplement(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'huong')
  await openByKeyboard(page, code)
  await page.keyboard.press('b')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'items')
  await page.keyboard.type('Bản chụp giấy chứng sinh rõ hơn')
  await page.keyboard.press('Tab')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'))
  assert.equal(await focused(), 'rejectedPapers[]', 'the paper that cannot be used is named')
  await page.keyboard.press('Space')
  while ((await focused()) === 'rejectedPapers[]') await page.keyboard.press('Tab')
  assert.equal(await focused(), 'reason')
  await page.keyboard.type('Bản đã gửi bị mờ, không đọc được số')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/xong=ask_supplement/)
  assert.match(await page.locator('main').innerText(), /tạm dừng/i)
  await close(page)
}

export async function answerSupplement(scene: Scene, code: string): Promise<void> {
  const { baseUrl, browser } = scene
  const page = await pageOf(scene, 'minh', { javaScriptEnabled: false })
  await page.goto(`/ho-so/${code}`)
  assert.match(await page.locator('main').innerText(), /Bản chụp giấy chứng sinh rõ hơn/)
  await completeSupplement({ baseUrl, browser, look: checkPage }, code)
  await page.reload()
  assert.doesNotMatch(await page.locator('main').innerText(), /Gửi bổ sung trước/)
  const [row] = await query(
    scene.ownerUrl,
    'select paused_since, status from dossiers.dossier where code = $1',
    [code],
  )
  assert.equal(row?.paused_since, null)
  await close(page)
}

export async function compareSupplement(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'huong', { javaScriptEnabled: false })
  await page.goto(`/mot-cua/${code}`)
  const brought = page.locator('section.supplement')
  const told = (await brought.innerText()).normalize('NFC')
  assert.match(told, /Đã bổ sung lúc \d\d:\d\d/)
  assert.match(told, /Bản chụp giấy chứng sinh rõ hơn/)
  assert.match(told, /Đã chụp lại cho rõ/)
  assert.match(told, /Giấy tờ mới: Giấy chứng sinh/)
  const changes = brought.locator('tbody tr')
  assert.equal(await changes.count(), 1, 'what did not change is not listed')
  const [before, after] = [changes.locator('td').nth(0), changes.locator('td').nth(1)]
  assert.match(await changes.locator('th').innerText(), /Quê quán/)
  assert.equal(await before.innerText(), 'Huế')
  assert.equal(await after.innerText(), 'Làng An Cựu, thành phố Huế')
  assert.equal(await before.locator('s').count(), 1, 'what no longer counts is struck')
  const papers = page.locator('[aria-labelledby=gt] tbody tr')
  assert.match(await papers.filter({ hasText: 'giấy chứng sinh.pdf' }).innerText(), /Không dùng được/)
  assert.match(await papers.filter({ hasText: 'ban-ro-hon.pdf' }).innerText(), /Mới bổ sung/)

  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await overflowOf(page), 0, `${width} px wide`)
    const [left, right] = [await before.boundingBox(), await after.boundingBox()]
    assert.ok(left && right && left.x + left.width <= right.x + 1, 'side by side')
    assert.ok(
      Math.abs(left.y - right.y) < 2 && right.x + right.width <= width,
      'in one line, within the window',
    )
  }
  await lookAtBothWidths(page, 'bo-sung')

  // Its questions were put to the applicant; here they are told of the applicant.
  const asked = await page.locator('.case dl.facts dt').allInnerTexts()
  assert.ok(asked.some((label) => /người nộp/i.test(label)))
  assert.deepEqual(
    asked.filter((label) => /ông\/bà|(?:^|\s)tôi(?:\s|$)/i.test(label)),
    [],
  )

  const fact = (label: string) =>
    page.locator('dl.facts > div').filter({ has: page.locator('dt', { hasText: label }) })
  const typed = fact('Nơi sinh').first()
  const held = page.locator('dl.facts > div.held')
  assert.ok((await held.count()) > 0, 'answers that nobody typed')
  for (const text of await held.allInnerTexts()) assert.match(text, /Lấy từ /)
  for (const text of ['Nguyễn Thử', 'Bệnh viện Trung ương Huế', 'Làng An Cựu, thành phố Huế'])
    assert.equal(await held.filter({ hasText: text }).count(), 0, `${text} was typed`)
  const lookOf = (node: Locator) =>
    node.locator('dd').evaluate((one) => {
      const { borderInlineStart, paddingInlineStart } = getComputedStyle(one)
      return [borderInlineStart, paddingInlineStart].join()
    })
  assert.notEqual(await lookOf(held.first()), await lookOf(typed), 'they differ in look')
  await close(page)
}

export async function readPapersBeside(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'huong')
  await page.goto(`/mot-cua/${code}`)
  await alive(page)
  const view = page.locator('#giay')
  assert.equal(await view.count(), 0)
  await page.keyboard.press('n')
  await view.getByText('Giấy 1 trong 2').waitFor()
  const drawn = view.locator('.desk img').first()
  await drawn.evaluate((image: HTMLImageElement) => image.decode())
  const [answers, paper] = [await page.locator('.case').boundingBox(), await view.boundingBox()]
  assert.ok(answers && paper && answers.x + answers.width <= paper.x + 1, 'beside the answers, not over them')
  assert.ok(paper.x + paper.width <= 1440 && paper.width > 300, 'and within the window')
  await page.keyboard.press('n')
  await view.getByText('Giấy 2 trong 2').waitFor()
  assert.match(page.url(), /giay=2$/)
  await page.keyboard.press('n')
  await page.waitForTimeout(300)
  assert.match(page.url(), /giay=2$/, 'there is no third')
  await page.keyboard.press('p')
  await view.getByText('Giấy 1 trong 2').waitFor()
  await page.keyboard.press('Escape')
  await view.waitFor({ state: 'detached' })
  assert.equal(new URL(page.url()).pathname, `/mot-cua/${code}`, 'the case stays')
  // A key that is typed is a letter.
  await page.keyboard.press('b')
  await page.keyboard.press('Escape')
  await close(page)

  const small = await pageOf(scene, 'huong', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await small.goto(`/mot-cua/${code}`)
  await small.locator('[aria-labelledby=gt] a').first().click()
  await small.locator('#giay img').first().waitFor()
  assert.match(await small.locator('#giay').innerText(), /Giấy 1 trong 2/)
  // A browser goes where a link leads once all of the page is there.
  await small.waitForLoadState()
  const top = await small.locator('#giay').evaluate((node) => node.getBoundingClientRect().top)
  assert.ok(top >= -1 && top < 740, 'the link leads to the paper')
  await small.click('#giay a:has-text("Giấy sau")')
  assert.match(await small.locator('#giay').innerText(), /Giấy 2 trong 2/)
  await lookAtBothWidths(small, 'giay-ben-canh')
  await small.click('#giay a:has-text("Đóng")')
  assert.equal(await small.locator('#giay').count(), 0)
  await close(small)
}
