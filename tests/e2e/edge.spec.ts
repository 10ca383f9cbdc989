/** What every answer carries, what ends with a session, and what is left in a browser somebody has signed out of. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { people, signInStaff } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { test } from './test.ts'

test('no answer of any door may be taken for another type than it says', ({ scene }) =>
  everyAnswerForbidsSniffing(scene))
test('a form another site sends is refused in words', ({ scene }) => aFormFromElsewhere(scene))
test('an open stream ends with its session', ({ scene }) => aStreamEndsWithItsSession(scene))
test('signing out names what is unsent, keeps it for its writer and leaves nothing behind', ({ scene }) =>
  signingOut(scene))

async function everyAnswerForbidsSniffing({ baseUrl }: Scene): Promise<void> {
  const script = /"(\.?\/_app\/[^"]+\.(?:js|css))"/.exec(
    await (await fetch(`${baseUrl}/mau-giao-dien`)).text(),
  )?.[1]
  const paths = [
    '/',
    '/icon.svg',
    '/robots.txt',
    '/error.css',
    ...(script ? [script.replace(/^\.?/, '')] : []),
    '/khong-co',
    '/tep/khong-co',
    '/dang-nhap/tiep-tuc',
    '/health',
    '/api/v1',
    '/api/v1/openapi.json',
    '/api/v1/khong-co',
    '/api/v1/dossiers',
    '/vneid-thu/giao-dien.css',
    '/vneid-thu/khong-co',
    '/vneid-thu/.well-known/openid-configuration',
    '/vneid-thu/dang-nhap/khong-co',
    '/thu/ngan-hang',
    '/thu/giao-dien.css',
    '/thu/khong-co',
  ]
  const without: string[] = []
  for (const path of paths) {
    const { headers } = await fetch(`${baseUrl}${path}`, { redirect: 'manual' })
    if (headers.get('x-content-type-options') !== 'nosniff') without.push(path)
  }
  assert.deepEqual(without, [])

  for (const sent of ['not HTTP at all', 'GET / HTTP/1.1', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b']) {
    const answer = await answerTo(baseUrl, sent)
    assert.match(answer, /^HTTP\/1\.1 400/, sent)
    assert.match(answer, /\r\nx-content-type-options: nosniff\r\n/, sent)
    assert.match(answer, /Không đọc được yêu cầu/, `${sent}: in words`)
  }
}

async function aFormFromElsewhere({ baseUrl, browser }: Scene): Promise<void> {
  const context = await browser.newContext({ baseURL: baseUrl, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto('about:blank')
  await page.setContent(`<form method="post" action="${baseUrl}/dang-xuat"><button>ra</button></form>`)
  await page.click('button')
  await page.waitForURL('**/dang-xuat')
  assert.match(await page.innerText('main'), /Biểu mẫu này không được gửi từ trang của cổng dịch vụ/)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360)
  await page.click('text=Về trang đầu')
  await page.waitForURL(`${baseUrl}/`)
  await page.goto('/dich-vu?tim=%00')
  assert.match(await page.innerText('main'), /Địa chỉ này không đọc được/)
  await context.close()

  const answer = await fetch(`${baseUrl}/dang-xuat`, {
    method: 'POST',
    headers: { origin: 'https://nhip.example' },
    body: new URLSearchParams({ ve: '/' }),
  })
  assert.equal(answer.status, 403)
  assert.match(await answer.text(), /Biểu mẫu này không được gửi từ trang của cổng dịch vụ/)
}

/** What a connection of its own says to these lines and an empty one. */
async function answerTo(baseUrl: string, lines: string): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.setEncoding('utf8')
  socket.write(`${lines}\r\n\r\n`)
  let answer = ''
  for await (const part of socket) answer += part
  return answer
}

async function aStreamEndsWithItsSession({ browser, baseUrl }: Scene): Promise<void> {
  const context = await browser.newContext({ baseURL: baseUrl, locale: 'vi-VN', javaScriptEnabled: false })
  const page = await context.newPage()
  await signInStaff(page, people.monitor)
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { status, body } = await fetch(`${baseUrl}/dieu-hanh/dong`, { headers: { cookie } })
  assert.equal(status, 200)
  let beats = 0
  const over = (async () => {
    for await (const chunk of body ?? []) if (Buffer.from(chunk).toString().startsWith(': ')) beats += 1
  })()
  await page.goto('/dang-xuat')
  await page.click('main form button')
  await page.waitForLoadState()
  const before = beats
  await over
  // The beat at which it is asked, and one that was on its way.
  assert.ok(beats - before <= 2, `the stream went on for ${beats - before} beats after its session`)
  const again = await fetch(`${baseUrl}/dieu-hanh/dong`, { headers: { cookie } })
  assert.equal(again.status, 401)
  await context.close()
}

async function signingOut({ browser, baseUrl }: Scene): Promise<void> {
  const form = '/quan-tri/tai-khoan/mo'
  const context = await browser.newContext({ baseURL: baseUrl, locale: 'vi-VN' })
  const page = await context.newPage()
  await signInStaff(page, people.administrator)
  await page.goto(form, { waitUntil: 'networkidle' })
  await page.fill('[name=displayName]', 'Người chưa gửi')
  await page.evaluate(() =>
    document.querySelector<HTMLFormElement>('form[action="/dang-xuat"]')?.requestSubmit(),
  )
  await page.waitForURL('**/dang-xuat')
  const told = (await page.textContent('main')) ?? ''
  assert.match(told, /Mở tài khoản mới/, 'what is unsent is named')
  assert.doesNotMatch(told, /quan-tri\//, 'by what people call it, not by its path')
  assert.equal(await page.locator('nav a[href="/quan-tri"]').count(), 1, 'under the head of the office')
  await page.click('main .acts a:has-text("Ở lại làm tiếp")')
  await page.waitForURL(`**${form}`)
  assert.equal(await page.inputValue('[name=displayName]'), 'Người chưa gửi', 'whoever stays goes on')
  await page.goto('/dang-xuat')
  await page.click('main form button')

  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.click('main form button')
  const headers = await (await answered).allHeaders()
  assert.equal(headers['clear-site-data'], '"cache", "storage"')
  await page.waitForURL(`${baseUrl}/`)
  const left = (await context.cookies()).map(({ name }) => name.replace('__Host-', ''))
  assert.deepEqual(
    left.filter((name) => name.startsWith('nhip')),
    ['nhip-may'],
    'only the device is still known',
  )
  await signInStaff(page, people.administrator)
  await page.goto(form)
  assert.equal(await page.inputValue('[name=displayName]'), 'Người chưa gửi', 'it comes back to its writer')
  await context.close()
}
