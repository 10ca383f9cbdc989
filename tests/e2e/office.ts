/** One dossier through the office, by keyboard: accepted, supplemented, proposed, signed, checked by anyone. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { checkPage, overflowOf } from './axe.ts'
import { completeSupplement } from './citizen.ts'
import { query } from './house.ts'
import { pageOf, people, signInStaff } from './people.ts'
import { alive, type Scene, Skipped, type Test } from './scene.ts'
import { fileShortDossier } from './short-dossier.ts'

export interface Filed {
  code: string
  /** The public page of the result, once it is signed. */
  check: string
}

export function officeTests(filed: Filed): Test[] {
  const result = { path: '' }
  const code = () => {
    assert.notEqual(filed.code, '', 'a dossier was filed before')
    return filed.code
  }
  return [
    {
      name: 'two officers at once: the second is told, and nothing changes twice',
      run: (scene) => acceptTwice(scene, code()),
    },
    {
      name: 'a clerk takes in many at once without script and gives them to one specialist, each answered by name',
      run: acceptMany,
    },
    { name: 'an officer goes through the list by keyboard and comes back to the same place', run: walkList },
    {
      name: 'an officer asks for a supplement by keyboard, the clock pauses',
      run: (scene) => askSupplement(scene, code()),
    },
    {
      name: 'the citizen answers the supplement without script, the clock runs again',
      run: (scene) => answerSupplement(scene, code()),
    },
    {
      name: 'after a supplement the officer sees old and new answers side by side, and what nobody typed',
      run: (scene) => compareSupplement(scene, code()),
    },
    {
      name: 'papers are read beside the answers, next and previous by key',
      run: (scene) => readPapersBeside(scene, code()),
    },
    {
      name: 'the officer forwards, the specialist proposes by keyboard',
      run: (scene) => forwardAndPropose(scene, code()),
    },
    { name: 'what a specialist typed when the session ended comes back after signing in', run: typedAgain },
    { name: 'the leader reads the draft and signs by keyboard', run: (scene) => sign(scene, code()) },
    {
      name: 'the result is in the vault, and pdfsig finds both signatures valid',
      run: async (scene) => {
        result.path = await fetchResult(scene, code())
      },
    },
    {
      name: 'anyone checks the result by code and by file; a changed byte is found',
      run: (scene) => checkResult(scene, result.path, filed),
    },
    { name: 'the receipt is a PDF that carries the code', run: (scene) => readReceipt(scene, code()) },
    { name: 'every step is in the log, once', run: (scene) => readLog(scene, code()) },
  ]
}

/** Finds the dossier with `/`, opens it with Enter: no mouse. */
async function openByKeyboard(page: Page, code: string): Promise<void> {
  await page.goto('/mot-cua')
  await alive(page)
  await page.keyboard.press('/')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.waitForURL(/[?&]q=/)
  await alive(page)
  await page.locator(`tr[id="hs-${code}"]`).waitFor()
  await page
    .locator('h1')
    .first()
    .focus()
    .catch(() => {})
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/mot-cua/${code}`)
  await alive(page)
}

/** From the list into a case, on to the next with J, back with Esc: same list, same row. */
async function walkList(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'huong')
  await page.goto('/mot-cua?tab=done')
  await alive(page)
  const codes = await page.locator('tbody tr').evaluateAll((rows) => rows.map(({ id }) => id.slice(3)))
  assert.ok(codes.length > 2, 'the past left dossiers')
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

async function acceptMany(scene: Scene): Promise<void> {
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

/** No serious finding and no sideways scrolling, on a phone and on a desk. */
async function lookAtBothWidths(page: Page, name: string): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `${name} at ${width}`)
  }
}

async function acceptTwice(scene: Scene, code: string): Promise<void> {
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

async function askSupplement(scene: Scene, code: string): Promise<void> {
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

async function answerSupplement(scene: Scene, code: string): Promise<void> {
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

/** What came is set beside what was there: answers old and new, papers new and rejected, and who typed what. */
async function compareSupplement(scene: Scene, code: string): Promise<void> {
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
  assert.equal(await after.innerText(), 'Phường Thuận Hóa, thành phố Huế')
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

  const fact = (label: string) =>
    page.locator('dl.facts > div').filter({ has: page.locator('dt', { hasText: label }) })
  const typed = fact('Nơi sinh').first()
  const held = page.locator('dl.facts > div.held')
  assert.ok((await held.count()) > 0, 'answers that nobody typed')
  for (const text of await held.allInnerTexts()) assert.match(text, /Lấy từ /)
  for (const text of ['Nguyễn Thử', 'Bệnh viện Trung ương Huế', 'Phường Thuận Hóa, thành phố Huế'])
    assert.equal(await held.filter({ hasText: text }).count(), 0, `${text} was typed`)
  const lookOf = (node: Locator) =>
    node.locator('dd').evaluate((one) => {
      const { borderInlineStart, paddingInlineStart } = getComputedStyle(one)
      return [borderInlineStart, paddingInlineStart].join()
    })
  assert.notEqual(await lookOf(held.first()), await lookOf(typed), 'they differ in look')
  await close(page)
}

/** N and P turn the papers beside the answers; Esc closes them. On a phone a link leads to them and back. */
async function readPapersBeside(scene: Scene, code: string): Promise<void> {
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
  const top = await small.locator('#giay').evaluate((node) => node.getBoundingClientRect().top)
  assert.ok(top >= -1 && top < 740, 'the link leads to the paper')
  await small.click('#giay a:has-text("Giấy sau")')
  assert.match(await small.locator('#giay').innerText(), /Giấy 2 trong 2/)
  await lookAtBothWidths(small, 'giay-ben-canh')
  await small.click('#giay a:has-text("Đóng")')
  assert.equal(await small.locator('#giay').count(), 0)
  await close(small)
}

async function forwardAndPropose(scene: Scene, code: string): Promise<void> {
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
  await specialist.keyboard.press('d')
  const note = specialist.locator('#de-xuat [name=note]')
  await note.fill('Hồ sơ đủ, đúng quy định.')
  await specialist.keyboard.press('Tab')
  await specialist.keyboard.press('Enter')
  await specialist.locator('#du-thao[open] img').first().waitFor()
  await alive(specialist)
  const focused = () => specialist.evaluate(() => document.activeElement?.textContent?.trim())
  assert.equal(await focused(), 'Trình ký', 'the draft is read before it is put before the leader')
  await specialist.keyboard.press('Enter')
  await specialist.waitForURL(/xong=propose/)
  assert.match(await specialist.locator('main').innerText(), /Đã trình ký/)
  await specialist.click('#rut-trinh button')
  await specialist.waitForURL(/xong=take_back/)
  await alive(specialist)
  await note.fill('Hồ sơ đủ, đúng quy định, đã đối chiếu.')
  await specialist.click('#de-xuat button')
  await specialist.locator('#du-thao[open] img').first().waitFor()
  await specialist.click('#de-xuat button')
  await specialist.waitForURL(/xong=propose/)
  await close(officer, specialist)
}

async function typedAgain(scene: Scene): Promise<void> {
  // A sign-in of its own, so that its session can end without anybody else's.
  const page = await pageOf(scene, 'stranger')
  await signInStaff(page, people.bao)
  const waiting = "#de-xuat form [name='note']"
  await page.goto('/mot-cua')
  const codes = await page.locator('tbody tr').evaluateAll((rows) => rows.map(({ id }) => id.slice(3)))
  for (const code of codes) {
    await page.goto(`/mot-cua/${code}`)
    if ((await page.locator(waiting).count()) > 0) break
  }
  const { pathname } = new URL(page.url())
  await alive(page)
  // As after a day: the session has gone, what the browser keeps has not.
  await page.fill(waiting, 'Đủ điều kiện, đang viết dở.')
  const token = (await page.context().cookies()).find(({ name }) => name === 'nhip')?.value ?? ''
  const ended = await query(
    scene.ownerUrl,
    `update identity.session set expires_at = now() - interval '1 minute', seen_at = now() - interval '9 hours'
      where token_hash = $1 returning 1`,
    [createHash('sha256').update(token).digest()],
  )
  assert.equal(ended.length, 1)
  await page.waitForTimeout(5_500)
  await page.click('#de-xuat form button')
  await page.waitForURL(/\/dang-nhap\?ve=%2Fmot-cua%2F/)

  // Whoever sits down at this computer next sees nothing of it.
  await signInStaff(page, people.huong)
  await page.goto(pathname)
  assert.doesNotMatch(await page.content(), /đang viết dở/)
  // Nor is it lost when the cookie went with the session: whoever typed it finds it, here or elsewhere.
  await signInStaff(page, people.bao)
  await page.goto(pathname)
  assert.equal(await page.inputValue(waiting), 'Đủ điều kiện, đang viết dở.')
  assert.equal(await page.locator('#de-xuat').getAttribute('open'), '')

  await alive(page)
  await page.fill(waiting, 'Viết thêm sau đó.')
  await page.context().clearCookies({ name: /nhip$/ })
  await page.click('#de-xuat form button')
  await page.waitForURL(/\/dang-nhap\?ve=%2Fmot-cua%2F/)
  const other = await pageOf(scene, 'bao')
  await other.goto(pathname)
  assert.equal(await other.inputValue(waiting), 'Viết thêm sau đó.')
  await close(page, other)
}

async function sign(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'ha')
  await page.goto('/ky-so')
  await forgetProof(scene, 'ha.thuanhoa')
  await page.goto(`/ky-so/${code}`)
  await alive(page)
  const button = page.locator('form[action="?/sign"] button')
  assert.equal(await button.count(), 0, 'a proof of an hour ago is not enough to sign')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**/tai-khoan/xac-nhan/lai?*')
  await enterShownCode(page)
  await page.waitForURL(`**/ky-so/${code}`)
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
  await close(page)
}

/** As if this account had proved long ago who it is. The program remembers for five seconds who sends a request. */
async function forgetProof(scene: Scene, login: string): Promise<void> {
  await query(
    scene.ownerUrl,
    `update identity.session s set confirmed_at = now() - interval '1 hour'
       from identity.account a where a.id = s.account_id and a.login = $1`,
    [login],
  )
  await new Promise((resolve) => setTimeout(resolve, 5_500))
}

/** The code the demo shows; when the last codes are used up it waits for the next. */
async function enterShownCode(page: Page): Promise<void> {
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

async function fetchResult(scene: Scene, code: string): Promise<string> {
  const page = await pageOf(scene, 'minh', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  // The worker puts it there after the signature.
  let answer = await page.request.get(`${scene.baseUrl}/ho-so/${code}/ket-qua.pdf`)
  for (let attempt = 0; attempt < 40 && answer.status() !== 200; attempt++) {
    await page.waitForTimeout(250)
    answer = await page.request.get(`${scene.baseUrl}/ho-so/${code}/ket-qua.pdf`)
  }
  assert.equal(answer.status(), 200)
  // Signed is one step, delivered the next: the worker follows within seconds.
  await page.goto('/giay-to')
  for (let attempt = 0; attempt < 60 && (await inVault(page, await answer.body()).count()) === 0; attempt++) {
    await page.waitForTimeout(500)
    await page.goto('/giay-to')
  }
  assert.equal(await inVault(page, await answer.body()).count(), 1, 'the vault shows the signed result')
  const path = join(scene.folder, 'ket-qua.pdf')
  writeFileSync(path, await answer.body())
  await close(page)
  const verdict = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
  if (verdict.error)
    throw new Skipped('pdfsig is not installed (poppler-utils); the file came and is in the vault')
  const valid = verdict.stdout.match(/Signature Validation: Signature is Valid\./g) ?? []
  assert.equal(valid.length, 2, verdict.stdout)
  return path
}

/** The paper of the vault that is this very file. */
function inVault(page: Page, file: Buffer): Locator {
  const sha256 = createHash('sha256').update(file).digest('hex')
  return page.locator('main .paper').filter({ hasText: sha256 })
}

async function checkResult(scene: Scene, path: string, filed: Filed): Promise<void> {
  assert.notEqual(path, '', 'the result was fetched before')
  const page = await pageOf(scene, 'minh', { javaScriptEnabled: false })
  await page.goto('/giay-to')
  const href = await inVault(page, readFileSync(path)).locator('a[href^="/kiem-tra/"]').getAttribute('href')
  await close(page)

  const stranger = await pageOf(scene, 'stranger', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  filed.check = `${href}`
  await stranger.goto(filed.check)
  assert.match(await stranger.locator('main').innerText(), /Giấy này là thật/)
  assert.doesNotMatch(await stranger.locator('main').innerText(), /Nguyễn Văn Minh/, 'the check names nobody')

  await stranger.goto('/kiem-tra')
  await stranger.setInputFiles('input[type=file]', path)
  await Promise.all([stranger.waitForEvent('load'), stranger.click('form[method=POST] button')])
  assert.match(await stranger.locator('main').innerText(), /Giấy này là thật/)

  const bytes = readFileSync(path)
  bytes[Math.floor(bytes.length / 3)] = (bytes[Math.floor(bytes.length / 3)] ?? 0) ^ 1
  await stranger.goto('/kiem-tra')
  await stranger.setInputFiles('input[type=file]', {
    name: 'ket-qua.pdf',
    mimeType: 'application/pdf',
    buffer: bytes,
  })
  await Promise.all([stranger.waitForEvent('load'), stranger.click('form[method=POST] button')])
  const text = await stranger.locator('main').innerText()
  assert.doesNotMatch(text, /Giấy này là thật/)
  assert.match(text, /Đừng dùng giấy này/)
  await close(stranger)
}

async function readReceipt(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'minh')
  const answer = await page.request.get(`${scene.baseUrl}/ho-so/${code}/giay-hen.pdf`)
  const path = join(scene.folder, 'giay-hen.pdf')
  writeFileSync(path, await answer.body())
  await close(page)
  const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' })
  if (text.error) throw new Skipped('pdftotext is not installed (poppler-utils)')
  assert.match(text.stdout, new RegExp(code.replaceAll('.', '\\.')))
  assert.match(text.stdout, /TRUNG TÂM PHỤC VỤ\s+HÀNH CHÍNH CÔNG/)
  assert.match(text.stdout, /Số: \d{2,}\/TTPVHCC/)
}

async function readLog(scene: Scene, code: string): Promise<void> {
  const rows = await query(
    scene.ownerUrl,
    `select e.name, count(*)::int as count from platform.event_log e join dossiers.dossier d on d.id = e.subject_id
      where d.code = $1 and e.name <> 'dossiers.opened' group by e.name order by min(e.id)`,
    [code],
  )
  const names = rows.map(({ name, count }) => `${name} ${count}`)
  for (const step of [
    'submitted',
    'accepted',
    'supplement_asked',
    'supplement_answered',
    'proposal_taken_back',
    'decided',
    'delivered',
  ]) {
    const times = step === 'proposed' ? 2 : 1
    assert.ok(names.includes(`dossiers.${step} ${times}`), `${step} ${times} times in ${names.join(', ')}`)
  }
}

async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
}
