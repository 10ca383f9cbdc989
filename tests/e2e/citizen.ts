/** A citizen's whole way, without script: from the form to the public status, with the mistakes people make. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { aLargePdf, aPdf } from '#server/platform/files/fixtures.ts'

export interface Setting {
  baseUrl: string
  browser: Browser
  /** With the page's own scripts, on a phone that has them; without it the plain pages. */
  hasScript?: boolean
  /** Where pictures of the main pages go; none are taken without it. */
  pictures?: string
  /** Looks at every page on the way, for example with axe; it may throw. */
  look?: (page: Page, name: string) => Promise<void>
}

const minh = { idNumber: '046094003127', name: 'Nguyễn Văn Minh' }
const huy = { idNumber: '046098007345', name: 'Lê Quang Huy' }
const phone = { width: 360, height: 740 }

/** Every journey in turn; the first that fails says where. Returns the code of the dossier that was sent. */
export async function run(setting: Setting): Promise<{ code: string }> {
  const { browser, hasScript = false } = setting
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await signIn(page, setting, '/nop/1.001193', minh.idNumber)
    const code = await fileBirth(page, context, setting)
    await follow(page, setting, code)
    await strangersSeeNothing(setting, code)
    await rowsOnTwoDevices(setting)
    await badInput(setting)
    return { code }
  } finally {
    await context.close()
  }
}

/** Once an officer has asked for more: answers with a paper and a corrected answer, and sees the clock run again. */
export async function completeSupplement(setting: Setting, code: string): Promise<void> {
  const { baseUrl, browser } = setting
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    const look = lookerOf(setting)
    await signIn(page, setting, `/ho-so/${code}`, minh.idNumber)
    assert.match(await textOf(page), /Cơ quan cần ông\/bà bổ sung/)
    await look(page, 'ho-so-bo-sung')
    assert.equal((await page.request.get(`${baseUrl}/ho-so/${code}/phieu-bo-sung.pdf`)).status(), 200)
    await press(page, 'main .notice a.btn')
    await press(page, 'main .acts button[value="gui"]')
    await says(page, 'Gửi ít nhất một giấy tờ')
    // Opening the form beside it keeps what was chosen and written.
    const first = {
      name: 'ban-dau.pdf',
      mimeType: 'application/pdf',
      buffer: aPdf([], '/Info << /Title (dau) >>'),
    }
    await page.setInputFiles('input[name="tep.birthCertificate"]', first)
    await page.fill('[name="note"]', 'Viết trước khi mở tờ khai')
    await press(page, 'button[value="to-khai"]')
    await says(page, 'ban-dau.pdf')
    assert.equal(await page.inputValue('[name="note"]'), 'Viết trước khi mở tờ khai')
    assert.equal((await page.inputValue('[name="answers.child.fullName"]')) === '', false)
    await breakOff(page, `${baseUrl}/ho-so/${code}/bo-sung`)
    await page.check('label:has-text("ban-dau.pdf") input, li:has-text("ban-dau.pdf") input')
    await answer(page, { 'child.homeland': 'Làng An Cựu, thành phố Huế', 'child.bornOn': '31/02/2026' })
    await page.setInputFiles('input[name="tep.birthCertificate"]', {
      name: 'ban-ro-hon.pdf',
      mimeType: 'application/pdf',
      buffer: aPdf([], '/Info << /Title (ro hon) >>'),
    })
    await press(page, 'main .acts button[value="gui"]')
    await says(page, 'Tháng 2 năm 2026 có 28 ngày')
    await says(page, 'ban-ro-hon.pdf')
    await look(page, 'bo-sung-loi')
    await answer(page, { 'child.bornOn': '18/11/2026' })
    await page.fill('[name="note"]', 'Đã chụp lại cho rõ.')
    await press(page, 'main .acts button[value="gui"]')
    await page.waitForURL(/\?bo-sung$/)
    const text = await textOf(page)
    assert.match(text, /Đã gửi bổ sung/)
    assert.match(text, /ban-ro-hon\.pdf/)
    await look(page, 'ho-so-da-bo-sung')
    await page.click('summary:has-text("đã khai")')
    assert.match(await textOf(page), /Làng An Cựu, thành phố Huế/)
  } finally {
    await context.close()
  }
}

/** Takes the dossier back before a decision, after being asked. */
export async function withdraw(setting: Setting, code: string): Promise<void> {
  const { browser } = setting
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await signIn(page, setting, `/ho-so/${code}/rut`, minh.idNumber)
    await lookerOf(setting)(page, 'rut')
    await page.fill('[name="reason"]', 'Nộp nhầm thủ tục')
    await page.click('main .btn.danger')
    await page.waitForURL(/\?da-rut$/)
    assert.match(await textOf(page), /Đã rút/)
  } finally {
    await context.close()
  }
}

async function fileBirth(page: Page, context: BrowserContext, setting: Setting): Promise<string> {
  const look = lookerOf(setting)
  if (!page.url().endsWith('/nop/1.001193/1')) await page.goto(`${setting.baseUrl}/nop/1.001193/1`)
  await look(page, 'to-khai-1')
  assert.match(await textOf(page), /Nguyễn Văn Minh/, 'what is known is filled in')
  assert.match(await textOf(page), /Lấy từ/, 'with its source')

  // “Không đúng?” opens a known value and keeps the rest of the page.
  await answer(page, { 'applicant.relation': 'father' })
  await press(page, 'button[value="mo:answers.applicant.fullName"]')
  assert.equal(await page.inputValue('[name="answers.applicant.fullName"]'), minh.name)
  assert.equal(await page.isChecked('[name="answers.applicant.relation"][value="father"]'), true)
  await next(page)

  // A day that is none: the summary leads to the field, what was typed stays.
  const child = `Nguyễn Thử ${randomUUID().slice(0, 4).replace(/[0-9]/g, 'a')}`
  await answer(page, {
    'child.fullName': child.normalize('NFD'),
    'child.sex': 'female',
    'child.bornOn': '31/02/2026',
    'child.birthplaceKind': 'facility',
    'child.ethnicity': 'Kinh',
    'child.nationality': 'VN',
    'child.homeland': 'Huế',
  })
  await next(page)
  await look(page, 'to-khai-loi')
  assert.match(await page.title(), /^Lỗi/)
  assert.match(await textOf(page), /Tháng 2 năm 2026 có 28 ngày/)
  assert.equal((await page.inputValue('[name="answers.child.fullName"]')).normalize('NFC'), child)
  const link = await page.getAttribute('.errors a', 'href')
  assert.equal(await page.locator(`${link}`).count(), 1, 'the error leads to its field')

  // Questions that an answer on the same page reveals.
  await answer(page, { 'child.bornOn': '18/11/2026' })
  if ((await page.locator('[name="answers.child.facility"]').count()) === 0) await next(page)
  await answer(page, {
    'child.facility': 'Bệnh viện Trung ương Huế',
    'child.birthplace.unit': '19789',
    'child.birthplace.detail': '16 Lê Lợi',
  })
  await next(page)

  await answer(page, { 'birth.certificate': 'certificate', 'birth.surrogacy': 'no', 'birth.abandoned': 'no' })
  await expireInMidForm(page, context, setting)
  if ((await page.locator('[name="answers.birth.certificateNumber"]').count()) === 0) await next(page)
  await answer(page, { 'birth.certificateNumber': '05/2026' })
  await staleTab(page, context, setting)
  await next(page)

  await answer(page, {
    'mother.fullName': 'Trần Thị Ngọc Ánh',
    'mother.bornOn': '25/07/1996',
    'mother.ethnicity': 'Kinh',
    'mother.nationality': 'VN',
    'mother.residence.unit': '19789',
    'mother.residence.detail': '18 Lê Lợi',
  })
  await next(page)
  assert.doesNotMatch(
    await textOf(page),
    /có khai người cha/,
    'the father himself is not asked whether there is one',
  )
  await answer(page, { 'family.married': 'no' })
  await next(page)
  await answer(page, { 'receive.wantCopies': 'no', 'receive.by': 'online' })
  await next(page)
  await answer(page, { 'declaration.true': 'yes' })
  await next(page)

  await papers(page, setting)
  await look(page, 'giay-to-nop')
  await next(page)

  assert.match(page.url(), /xem-lai$/)
  await look(page, 'xem-lai')
  assert.match((await page.locator('main').allInnerTexts()).join('\n'), new RegExp(child), 'stored composed')
  assert.equal(await page.locator('.errors').count(), 0, await textOf(page))

  // Two windows send at once, and the form is sent once more from a page left behind: one dossier.
  const draftId = await page.inputValue('main form [name="_ban"]')
  const other = await context.newPage()
  await other.goto(page.url())
  await Promise.all([page.click('main .acts .btn'), other.click('main .acts .btn')])
  await Promise.all([page.waitForURL(/\/ho-so\//), other.waitForURL(/\/ho-so\//)])
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1] ?? ''
  assert.match(code, /^[A-Z]\d{2}[.\d]*-\d{6}-\d{4,}$/)
  assert.match(other.url(), new RegExp(`/ho-so/${code}\\?moi`))
  await other.close()
  const again = await page.request.post(`${setting.baseUrl}/nop/1.001193/xem-lai`, {
    form: { _ban: draftId },
    headers: { origin: new URL(setting.baseUrl).origin, accept: 'text/html' },
    maxRedirects: 0,
  })
  assert.equal(again.headers().location, `/ho-so/${code}?moi`)
  await page.goto(`${setting.baseUrl}/nop/1.001193/xem-lai`)
  assert.equal(new URL(page.url()).pathname, `/ho-so/${code}`, 'the form left behind leads to its dossier')
  return code
}

/** The session ends while someone types: signing in again gives everything back. */
async function expireInMidForm(page: Page, context: BrowserContext, setting: Setting): Promise<void> {
  const cookies = await context.cookies()
  await context.clearCookies({ name: /nhip$/ })
  await next(page)
  assert.match(page.url(), /dang-nhap/)
  await signInHere(page, minh.idNumber)
  assert.match(page.url(), /\/nop\/1\.001193\/3/)
  assert.match(await textOf(page), /vẫn còn đây/)
  assert.equal(await page.isChecked('[name="answers.birth.certificate"][value="certificate"]'), true)
  assert.ok(cookies.length > 0)
  await lookerOf(setting)(page, 'phien-het')
}

/** The same questions saved in another window meanwhile: both are shown, nothing is overwritten. */
async function staleTab(page: Page, context: BrowserContext, setting: Setting): Promise<void> {
  const other = await context.newPage()
  await other.goto(page.url())
  await answer(other, { 'birth.certificate': 'electronic', 'birth.surrogacy': 'no', 'birth.abandoned': 'no' })
  if ((await other.locator('[name="answers.birth.certificateNumber"]').count()) === 0) await next(other)
  await answer(other, { 'birth.certificateNumber': '99/2026' })
  await next(other)
  await other.close()
  await next(page)
  const text = await textOf(page)
  assert.match(text, /máy hoặc cửa sổ khác/)
  assert.match(text, /99\/2026/)
  assert.match(text, /05\/2026/)
  await lookerOf(setting)(page, 'hai-ban')
  await press(page, 'button[value="luon"]')
  assert.match(page.url(), /\/nop\/1\.001193\/4/)
  await page.goto(page.url().replace(/4$/, '3'))
  assert.equal(await page.inputValue('[name="answers.birth.certificateNumber"]'), '05/2026')
}

async function papers(page: Page, setting: Setting): Promise<void> {
  assert.match(page.url(), /giay-to$/)
  const field = 'input[name="tep.birthCertificate"]'
  const upload = async (name: string, mimeType: string, buffer: Buffer) => {
    await page.setInputFiles(field, { name, mimeType, buffer })
    await page.click('[data-tep="birthCertificate"] .btn')
  }
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic\0\0\0\0mif1heic'),
    Buffer.alloc(64),
  ])
  await upload('IMG_0042.HEIC', 'image/heic', heic)
  await says(page, 'Tương thích nhất')
  await lookerOf(setting)(page, 'giay-to-heic')
  await upload('giay.pdf', 'application/pdf', Buffer.from('MZ program'))
  await says(page, 'Đây là chương trình')
  await press(page, 'main .acts .btn')
  await says(page, 'Còn thiếu: Giấy chứng sinh')
  // Chosen and not sent: going on sends it, with a script or without.
  const chosen = { name: 'giấy chứng sinh.pdf', mimeType: 'application/pdf', buffer: aPdf() }
  await page.setInputFiles(field, chosen)
  await page.click('main .acts button[value="tiep"]')
  await page.waitForURL(/xem-lai$/)
  assert.match(await textOf(page), /giấy chứng sinh\.pdf/)
  await page.goto(`${setting.baseUrl}/nop/1.001193/giay-to`)
  await page.locator('li.file', { hasText: 'giấy chứng sinh.pdf' }).waitFor()
  assert.match(await textOf(page), /SHA-256 [0-9a-f]{8}…/)
  assert.match((await page.locator('.hash code').first().textContent()) ?? '', /^[0-9a-f]{64}$/)
  await breakOff(page, `${setting.baseUrl}/nop/1.001193/giay-to`)
  await page.goto(`${setting.baseUrl}/nop/1.001193/giay-to`)
  await press(page, 'button.link:has-text("da-den.pdf")')
  await upload('to-thu-hai.pdf', 'application/pdf', aLargePdf(3_000_000))
  await page.locator('li.file', { hasText: 'to-thu-hai.pdf' }).waitFor()
  await press(page, 'button.link:has-text("to-thu-hai.pdf")')
  assert.doesNotMatch(await textOf(page), /to-thu-hai\.pdf/)
}

async function follow(page: Page, setting: Setting, code: string): Promise<void> {
  const look = lookerOf(setting)
  await page.goto(`${setting.baseUrl}/ho-so/${code}?moi`)
  const text = await textOf(page)
  assert.match(text, new RegExp(code.replaceAll('.', '\\.')))
  assert.match(text, /Hẹn trả kết quả/)
  assert.match(text, /SHA-256 [0-9a-f]{8}…/)
  await look(page, 'ho-so-moi')
  const receipt = await page.request.get(`${setting.baseUrl}/ho-so/${code}/giay-hen.pdf`)
  assert.equal(receipt.status(), 200)
  assert.equal((await receipt.body()).subarray(0, 5).toString(), '%PDF-')
  const file = await page.request.get(`${setting.baseUrl}/ho-so/${code}/tep/1`)
  assert.deepEqual(await file.body(), aPdf(), 'the paper comes back byte for byte')

  await page.goto(`${setting.baseUrl}/ho-so`)
  assert.match(await textOf(page), new RegExp(code.replaceAll('.', '\\.')))
  await look(page, 'ho-so-cua-toi')
  for (const [path, name] of [
    ['/giay-to', 'kho'],
    ['/thong-bao', 'thong-bao'],
  ] as const) {
    await page.goto(`${setting.baseUrl}${path}`)
    assert.equal(await page.locator('h1').count(), 1)
    await look(page, name)
  }
  const sloppy = code.toLowerCase().replaceAll('-', ' – ').replaceAll('.', ' ')
  await page.goto(`${setting.baseUrl}/tra-cuu`)
  await page.fill('#ma', sloppy)
  await press(page, 'main search button')
  assert.equal(new URL(page.url()).pathname, `/tra-cuu/${code}`)
  await look(page, 'tra-cuu')
  const shown = await textOf(page)
  assert.doesNotMatch(shown, /Minh|Nguyễn/, 'the public page names nobody')
  // Signed in, whose it is sees the steps; what strangers see is looked at below.
}

async function strangersSeeNothing({ baseUrl, browser }: Setting, code: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone })
  try {
    const page = await context.newPage()
    const paths = ['', '/giay-hen.pdf', '/tep/1', '/rut', '/bo-sung'].map((end) => `/ho-so/${code}${end}`)
    for (const path of [...paths, '/ho-so', '/giay-to', '/thong-bao', '/nop/1.001193']) {
      const answered = await page.request.get(`${baseUrl}${path}`, { maxRedirects: 0 })
      assert.equal(answered.status(), 303, `${path} asks to sign in`)
      assert.match(answered.headers().location ?? '', /^\/dang-nhap\?ve=/)
    }
    await page.goto(`${baseUrl}/tra-cuu/${code}`)
    const byCode = await textOf(page)
    assert.match(byCode, /Chỉ có mã hồ sơ thì xem được tình trạng và ngày hẹn/)
    assert.doesNotMatch(
      byCode,
      /Ủy ban nhân dân|Đã gửi|Đăng ký/,
      'the code alone names neither agency nor service',
    )
    await page.goto(`${baseUrl}/tra-cuu/${code}?kiem-tra=AAAA-AAAA`)
    assert.match(await textOf(page), /Mã kiểm tra không khớp/)
    await signIn(page, { baseUrl }, '/ho-so', huy.idNumber)
    for (const path of paths) {
      assert.equal((await page.request.get(`${baseUrl}${path}`)).status(), 404, `${path} is not Huy's`)
    }
    await page.goto(`${baseUrl}/ho-so/${code}`)
    assert.match(await textOf(page), /Không thấy hồ sơ này[\s\S]*hồ sơ mình đã nộp/)
    assert.doesNotMatch(await textOf(page), /Minh|Nguyễn/)
  } finally {
    await context.close()
  }
}

/** A repeating group without script, left on one device, found on another, and thrown away. */
async function rowsOnTwoDevices(setting: Setting): Promise<void> {
  const { baseUrl, browser } = setting
  const device = () => browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  const first = await device()
  const second = await device()
  try {
    const page = await first.newPage()
    await signIn(page, setting, '/nop/2.000815', huy.idNumber)
    await page.goto(`${baseUrl}/nop/2.000815/2`)
    await answer(page, { 'documents[0].name': 'Bằng tốt nghiệp' })
    await press(page, 'button[value="them:documents"]')
    assert.equal(await page.inputValue('[name="answers.documents[0].name"]'), 'Bằng tốt nghiệp')
    await answer(page, { 'documents[1].name': 'Bảng điểm', 'documents[1].pages': '3' })
    await press(page, 'button[value="bo:documents:0"]')
    assert.equal(await page.inputValue('[name="answers.documents[0].name"]'), 'Bảng điểm')
    assert.equal(await page.locator('[name="answers.documents[1].name"]').count(), 0)
    await lookerOf(setting)(page, 'nhom')
    await page.click('main button[value="luu"]')
    await page.waitForURL(/\/ho-so\?da-luu$/)
    await lookerOf(setting)(page, 'ban-nhap')

    const other = await second.newPage()
    await signIn(other, setting, '/nop/2.000815/2', huy.idNumber)
    assert.equal(await other.inputValue('[name="answers.documents[0].name"]'), 'Bảng điểm')
    assert.equal(await other.inputValue('[name="answers.documents[0].pages"]'), '3')

    await page.click('main form[action="?/bo"] button')
    await page.waitForURL(/da-bo$/)
    assert.match(await textOf(page), /Đã bỏ bản nháp/)
  } finally {
    await first.close()
    await second.close()
  }
}

/** A form that breaks off after a whole file: words, and the file that has come is not asked for again. */
async function breakOff(page: Page, address: string): Promise<void> {
  const whole = `--x\r\nContent-Disposition: form-data; name="tep.birthCertificate"; filename="da-den.pdf"\r\nContent-Type: application/pdf\r\n\r\n${aPdf([], '/Info << /Title (da den) >>').toString('latin1')}\r\n`
  const broken =
    '--x\r\nContent-Disposition: form-data; name="tep.birthCertificate"; filename="do-dang.pdf"\r\n\r\n%PDF-1.7'
  const answered = await page.request.post(address, {
    headers: {
      origin: new URL(address).origin,
      accept: 'text/html',
      'content-type': 'multipart/form-data; boundary=x',
    },
    data: Buffer.from(whole + broken, 'latin1'),
    maxRedirects: 0,
  })
  assert.ok([400, 422].includes(answered.status()), `${answered.status()}`)
  const text = (await answered.text()).normalize('NFC')
  assert.match(text, /Mạng bị ngắt/)
  assert.match(text, /da-den\.pdf/, 'what came whole is kept')
  assert.doesNotMatch(text, /do-dang\.pdf.*đã nhận đủ/)
}

/** What a browser would never send: each gets words that say what to do, and changes nothing. */
async function badInput({ baseUrl, browser }: Setting): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await signIn(page, { baseUrl }, '/nop/1.001612', huy.idNumber)
    const form = `${baseUrl}/nop/1.001612`
    const headers = { origin: new URL(baseUrl).origin, accept: 'text/html' }
    const post = (path: string, fields: Record<string, string>) =>
      page.request.post(`${form}${path}`, { headers, form: fields, maxRedirects: 0 })
    const drawn = async () => {
      await page.goto(`${form}/1`)
      const own = await textOf(page)
      await page.goto(`${baseUrl}/ho-so`)
      return [own, await textOf(page)]
    }
    const before = await drawn()
    const nobody = '01a20a14-6e31-7c96-af7b-006d6eae462b'
    const cases: [string, Record<string, string>, number, RegExp][] = [
      ['/1', { 'answers.hacker': '1' }, 422, /Tờ khai không có mục: hacker/],
      ['/1', { isAdmin: '1' }, 422, /Tờ khai không có mục: isAdmin/],
      ['/1', { 'answers.__proto__.x': '1' }, 422, /Tờ khai không có mục/],
      ['/1', { [`answers.${'a.'.repeat(200)}b`]: '1' }, 422, /Tờ khai không có mục/],
      ['/1', { 'answers.x': 'a'.repeat(10_000_000) }, 413, /Bài gửi quá dài/],
      ['/1', { _ban: nobody }, 404, /Bản nháp này không còn/],
      ['/giay-to', { giay: `identity:upload:${nobody}` }, 422, /Tải lại giấy tờ đó/],
      ['/xem-lai', {}, 422, /chưa trả lời|chỗ cần sửa/],
    ]
    for (const [path, fields, status, words] of cases) {
      const answered = await post(path, fields)
      assert.equal(answered.status(), status, `${path} ${Object.keys(fields)}`)
      assert.match((await answered.text()).normalize('NFC'), words)
    }
    const json = await page.request.post(`${form}/1`, { headers, data: { answers: 'x'.repeat(1000) } })
    assert.equal(json.status(), 415)
    const foreign = { ...headers, origin: 'https://vidu.test' }
    assert.equal((await page.request.post(`${form}/1`, { headers: foreign, form: {} })).status(), 403)
    assert.deepEqual(await drawn(), before, 'nothing of it was kept')
    await page.click('main form[action="?/bo"] button')
  } finally {
    await context.close()
  }
}

async function signIn(
  page: Page,
  { baseUrl }: { baseUrl: string },
  path: string,
  idNumber: string,
): Promise<void> {
  await page.goto(`${baseUrl}${path}`)
  await signInHere(page, idNumber)
}

async function signInHere(page: Page, idNumber: string): Promise<void> {
  await press(page, 'a[href^="/dang-nhap/tiep-tuc"]')
  await press(page, `button[value="${idNumber}"]`)
}

/** Answers questions by their keys, whatever kind of control asks. A day is typed `18/11/2026`. */
async function answer(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [key, value] of Object.entries(answers)) {
    const name = `answers.${key}`
    const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value)
    if (day && (await page.locator(`[name="${name}.day"]`).count()) > 0) {
      await page.fill(`[name="${name}.day"]`, day[1] ?? '')
      await page.fill(`[name="${name}.month"]`, day[2] ?? '')
      await page.fill(`[name="${name}.year"]`, day[3] ?? '')
      continue
    }
    const field = page.locator(`[name="${name}"]`).first()
    if ((await field.count()) === 0) continue
    const kind = await field.evaluate((node) => `${node.tagName} ${node.getAttribute('type') ?? ''}`)
    if (/hidden/.test(kind)) continue
    if (/radio|checkbox/.test(kind)) await page.check(`[name="${name}"][value="${value}"]`)
    else if (kind.startsWith('SELECT')) await field.selectOption(value)
    else await field.fill(value)
  }
}

async function next(page: Page): Promise<void> {
  await press(page, 'main .acts button[value="tiep"]')
}

/** Presses what sends a form, and waits for the page that answers. */
async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click(selector)])
}

/** Waits until the page says so: with script it may say it without loading again. */
async function says(page: Page, words: string): Promise<void> {
  await page.locator('main', { hasText: words }).waitFor()
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').allInnerTexts()).join('\n').normalize('NFC')
}

function lookerOf({ pictures, look }: Setting): (page: Page, name: string) => Promise<void> {
  return async (page, name) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
    await look?.(page, name)
  }
}
