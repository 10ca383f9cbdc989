/** Copies of a birth certificate, paid by scanning the screen with the demo's bank: once, twice, and a thousand đồng too little. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { eventually } from './acts/eventually.ts'
import { fillForm } from './acts/short-dossier.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

test('paid by a scan with the browser closed at the worst moment; paid twice, one waits by name and goes back', ({
  scene,
}) => paidOnceAndTwice(scene))
test('money no gateway told of is found in the bank’s statement and settled by a second person', ({
  scene,
}) => knownByStatement(scene))
test('a thousand đồng too little: the rest is asked for, and the open page changes by itself', ({ scene }) =>
  paidTooLittle(scene))

const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }
const copies = {
  'applicant.relation': 'self',
  'event.kind': 'birth',
  'event.registeredAt': 'Ủy ban nhân dân phường Thuận Hóa',
  'request.copies': '2',
  exempt: 'none',
  'receive.by': 'online',
  'place.unit': '19789',
}

async function paidOnceAndTwice(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'minh', phone)
  const code = await file(page)
  await page.click('text=Nộp ngay')
  await page.waitForURL(/\/thanh-toan\/[A-Z0-9]{8}\//)
  await checkPage(page, 'the code to pay by, on a phone')
  const link = page.url()
  await scanAndPay(scene, page)
  // The worst moment: the money has left, and nobody has heard of it.
  await page.context().close()

  const desk = await pageOf(scene, 'minh')
  await desk.goto(`/ho-so/${code}`)
  await until(desk, /Đã nhận đủ 16\.000 đồng/)
  await desk.goto(link)
  await until(desk, /Biên lai số/)
  await checkPage(desk, 'paid, with its receipt')
  const receipt = await desk.request.get((await desk.getAttribute('a[href$="bien-lai.pdf"]', 'href')) ?? '')
  assert.match((await receipt.body()).subarray(0, 5).toString(), /^%PDF/)
  await desk.goto('/giay-to')
  await until(desk, /Biên lai thu phí, lệ phí/)

  // Whoever has the link sees the money, and nobody's name.
  const stranger = await pageOf(scene, 'stranger')
  await stranger.goto(link)
  assert.match(await textOf(stranger), /Đã nhận đủ 16\.000 đồng/)
  assert.doesNotMatch(await textOf(stranger), /Minh/)
  await stranger.goto(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)
  assert.doesNotMatch(await textOf(stranger), /16\.000/)

  await payAgain(scene, desk, link)
  await until(desk, /Số tiền thừa 16\.000 đồng/, link)
  await giveBack(scene, referenceOf(link))
  await until(desk, /Đã hoàn 16\.000 đồng/, link)
  await close(desk, stranger)
}

/** What waits or goes back by this reference: the past has left others, on other days in other states. */
async function openRow(page: Page, reference: string): Promise<void> {
  await page.click(`main tr:has-text("${reference}") a`)
  await page.waitForURL(/\/[0-9a-f-]{36}$/)
  await page.waitForSelector('main h1:has-text("đồng")')
}

/** One officer asks, another approves; the bank does it, or is said to have done it. */
async function giveBack(scene: Scene, reference: string): Promise<void> {
  const [asks, approves] = [await pageOf(scene, 'finance'), await pageOf(scene, 'otherFinance')]
  await asks.goto('/thu-phi/tien-cho?loai=duplicate')
  await checkPage(asks, 'money that was paid twice')
  await openRow(asks, reference)
  await asks.click('summary:has-text("Hoàn trả")')
  await asks.locator('form[action="?/hoan"] [name=reason]').fill('Trả hai lần theo một mã.')
  await asks.click('text=Đề nghị hoàn trả')
  await asks.waitForURL(/xong=hoan-tra/)
  await asks.goto('/thu-phi/hoan-tra')
  await openRow(asks, reference)
  assert.match(await textOf(asks), /người khác của bộ phận tài chính duyệt/)
  await approves.goto('/thu-phi/hoan-tra')
  await openRow(approves, reference)
  await approves.click('button:has-text("Duyệt hoàn trả")')
  await approves.waitForURL(/xong=duyet/)
  await approves.goto('/thu-phi')
  await checkPage(approves, 'the day of a finance officer')
  await approves.goto('/thu-phi/hoan-tra')
  await openRow(approves, reference)
  if (await approves.locator('form[action="?/chuyen"]').count()) {
    await approves.locator('[name=transaction]').fill('FT26333000001')
    await approves.click('button:has-text("Ghi đã chuyển")')
  }
  await close(asks, approves)
}

/** The bank says nothing of a payment; its statement does, and two of finance bring the money to where it belongs. */
async function knownByStatement(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'minh', phone)
  await file(page)
  await page.click('text=Nộp ngay')
  await page.waitForURL(/\/thanh-toan\/[A-Z0-9]{8}\//)
  const reference = referenceOf(page.url())
  const switches = `${scene.baseUrl}/thu/ngan-hang/api/nut`
  await page.request.put(switches, { data: { isLost: true } })
  await scanAndPay(scene, page)
  await page.request.put(switches, { data: {} })

  const [takes, settles] = [await pageOf(scene, 'finance'), await pageOf(scene, 'otherFinance')]
  await takes.goto('/thu/ngan-hang/sao-ke')
  const statement = await takes.request.get(
    (await takes.getAttribute('main a[href*="sao-ke.csv"]', 'href')) ?? '',
  )
  await takes.goto('/thu-phi/sao-ke')
  await checkPage(takes, 'statements of the bank')
  await takes.setInputFiles('[name=file]', {
    name: 'sao-ke.csv',
    mimeType: 'text/csv',
    buffer: await statement.body(),
  })
  await takes.click('main form button')
  await takes.waitForURL(/sao-ke\/[0-9a-f-]{36}/)
  assert.match(await textOf(takes), /một người khác của bộ phận tài chính ghi nhận/)
  await settles.goto(takes.url())
  await checkPage(settles, 'what the bank says and nobody told')
  assert.match(await textOf(settles), new RegExp(reference))
  await settles.click('button:has-text("Ghi nhận các dòng đã chọn")')
  await settles.waitForURL(/xong=ghi-1/)
  await until(page, /Đã nhận đủ 16\.000 đồng/)
  // A counter finds what is to be paid, or was, by the reference alone.
  const counter = await pageOf(scene, 'huong')
  await counter.goto(`/mot-cua/thu?ma=${reference.toLowerCase()}`)
  assert.match(await textOf(counter), /Đã (?:nhận|nộp) đủ 16\.000 đồng/)
  await close(page, takes, settles, counter)
}

async function paidTooLittle(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'minh')
  const code = await file(page)
  await page.click('text=Nộp ngay')
  await page.waitForURL(/\/thanh-toan\/[A-Z0-9]{8}\//)
  await scanAndPay(scene, page, 15_000)
  // Nothing is pressed: the stream tells the page.
  await page.waitForSelector('text=còn thiếu 1.000 đồng')
  await checkPage(page, 'paid in part')
  const link = page.url()
  for (const path of [`/ho-so/${code}`, '/thanh-toan']) {
    await page.goto(path)
    assert.match(await textOf(page), /Đã nhận 15\.000 đồng, còn thiếu 1\.000 đồng/)
  }
  await page.goto(link)
  await scanAndPay(scene, page)
  await page.waitForSelector('text=Đã nhận đủ 16.000 đồng')
  // Money may come while the page is on its way: the stream of a page that shows nothing yet says so by itself.
  const stream = await fetch(`${scene.baseUrl}${new URL(page.url()).pathname}/dong?da-xem=pending-0`)
  assert.ok(stream.body)
  let told = ''
  for await (const piece of stream.body) {
    told += Buffer.from(piece).toString()
    if (/event: changed/.test(told)) break
    assert.ok(!told.includes(': \n\n'), 'nothing is told until the first beat')
  }
  await close(page)
}

async function file(page: Page): Promise<string> {
  await fillForm(page, '2.000635', copies, 'xem-lai')
  await page.click('main form .acts .btn.wide')
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1] ?? ''
  assert.match(await textOf(page), /Còn phải nộp 16\.000 đồng/)
  // Wherever one is, the head leads to what is owed.
  assert.match((await page.locator('header a[href="/thanh-toan"]').first().textContent()) ?? '', /Nộp tiền/)
  return code
}

/** Photographs the code of this page and pays with the bank's app, as it says or another amount. */
async function scanAndPay(scene: Scene, page: Page, amount?: number): Promise<void> {
  const picture = await page.request.get(`${new URL(page.url()).pathname}/ma.png`)
  const bank = await pageOf(scene, 'stranger', { javaScriptEnabled: false })
  await bank.goto('/thu/ngan-hang')
  await bank.setInputFiles('[name=anh]', {
    name: 'ma.png',
    mimeType: 'image/png',
    buffer: await picture.body(),
  })
  await bank.click('main button')
  if (amount !== undefined) await bank.fill('[name=amount]', String(amount))
  await bank.click('main button')
  await bank.waitForURL(/giao-dich/)
  await close(bank)
}

/** The same account, amount and memo once more. */
async function payAgain(scene: Scene, page: Page, link: string): Promise<void> {
  const book = await page.request.get(`${scene.baseUrl}/thu/ngan-hang/api/so`)
  const payments = JSON.stringify(await book.json())
  const reference = referenceOf(link)
  assert.match(payments, new RegExp(reference))
  const [, bin, account] = /"bin":"(\d{6})","account":"(\d+)"/.exec(payments) ?? []
  const paid = await page.request.post(`${scene.baseUrl}/thu/ngan-hang/api/chuyen`, {
    data: { bin, account, amount: 16_000, memo: reference },
  })
  assert.equal(paid.status(), 201)
}

function referenceOf(link: string): string {
  const [, reference] = /\/thanh-toan\/([A-Z0-9]{8})\//.exec(link) ?? []
  assert.ok(reference)
  return reference
}

/** Loads the page anew until it says so. */
async function until(page: Page, words: RegExp, address = page.url()): Promise<void> {
  await eventually(async () => {
    await page.goto(address)
    return words.test(await textOf(page))
  }, 500)
  assert.match(await textOf(page), words)
}

async function textOf(page: Page): Promise<string> {
  return page.locator('main').innerText()
}

async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
}
