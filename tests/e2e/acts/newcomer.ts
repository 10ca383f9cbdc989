/** One công văn from its template to its work file, and a letter answered, as people do it who never saw the program. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { type Person, pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { close, lookAtBothWidths } from './at-the-desk.ts'
import { choose, follow, press, tabTo, write } from './by-keyboard.ts'
import { eventually } from './eventually.ts'
import { leaveTurn, takeTurn } from './turn.ts'

const page_ = /\/van-ban\/[0-9a-f-]{36}/
const idIn = (address: string): string => /van-ban\/(?:\w+\/)?([0-9a-f-]{36})/.exec(address)?.[1] ?? ''

async function at(scene: Scene, who: Person, address = '/van-ban'): Promise<Page> {
  const page = await pageOf(scene, who)
  await page.goto(address)
  await alive(page)
  return page
}

/** From the list of what waits for this person to the document. */
async function openWaiting(page: Page, group: RegExp, id: string): Promise<void> {
  assert.match(await page.locator('main').innerText(), group)
  await follow(page, `.group a[href*="${id}"]`, RegExp(id))
}

/** Văn thư keeps a text of the agency as a template. */
export async function makeTemplate(scene: Scene): Promise<void> {
  const page = await at(scene, 'phuong')
  await follow(page, '.head a[href="/van-ban/moi"]', /\/moi$/)
  await choose(page, '[name=kind]', 'Công văn')
  await write(page, '[name=subject]', 'mẫu công văn lấy ý kiến')
  await follow(page, 'form.order button[type=submit]', page_)
  await follow(page, '.crumbs a[href="/van-ban"]', /\/van-ban$/)
  await follow(page, '.room-links a[href="/van-ban/mau"]', /\/mau$/)
  await choose(page, '[name=documentId]', 'Công văn: mẫu công văn')
  await write(page, '[name=name]', 'Phối hợp với sở, ngành')
  await follow(page, 'form[action="?/make"] button', /xong=make/)
  await close(page)
}

/** Begins with the template, writes, and goes back to the page of the document. */
export async function draftLetter(scene: Scene): Promise<string> {
  const page = await at(scene, 'bao')
  await follow(page, '.head a[href="/van-ban/moi"]', /\/moi$/)
  await choose(page, '[name=kind]', 'Công văn: Phối hợp với sở, ngành')
  await write(page, '[name=subject]', 'phối hợp khoanh vùng bảo vệ nhà rường')
  await write(page, '[name=addressees]', 'Sở Văn hóa và Thể thao')
  await write(page, '#tim-recipientAgencies', 'van hoa the thao')
  await page.keyboard.press('Enter')
  await page.getByText('Đã thêm Sở Văn hóa và Thể thao.').waitFor()
  await lookAtBothWidths(page, 'a new draft')
  await follow(page, 'form.order button[type=submit]', page_)
  const id = idIn(page.url())
  await writeText(
    page,
    id,
    ' Phường đề nghị Sở cử cán bộ cùng đo vẽ ba ngôi nhà rường theo Kế hoạch số 215/KH-UBND.',
  )
  await close(page)
  return id
}

async function writeText(page: Page, id: string, words: string): Promise<void> {
  await follow(page, `a[href="/van-ban/${id}/soan"]`, /\/soan$/)
  await takeTurn(page)
  await tabTo(page, '.writing[contenteditable=true]')
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
  await page.keyboard.press('Control+s')
  await page.getByText(/Đã lưu lúc \d\d:\d\d/).waitFor()
  await leaveTurn(page)
  await follow(page, `.write-head a[href="/van-ban/${id}"]`, RegExp(`${id}$`))
}

export async function askOpinion(scene: Scene, id: string): Promise<void> {
  const page = await at(scene, 'bao', `/van-ban/${id}`)
  await press(page, '#hoi > summary')
  await write(page, '#tim-askAgencies', 'Sở Văn hóa và Thể thao')
  await page.keyboard.press('Enter')
  await page.getByText('Đã thêm Sở Văn hóa và Thể thao.').waitFor()
  await write(page, '#hoi [name=question]', 'Phạm vi khoanh vùng ba ngôi nhà')
  await lookAtBothWidths(page, 'asking an opinion')
  await follow(page, '#hoi form > button', /xong=ask/)
  await close(page)
  const other = await at(scene, 'binh')
  await openWaiting(other, /Chờ ý kiến: \d/, id)
  await follow(other, 'a.btn[href="#y-kien"]', /#y-kien/)
  await tabTo(other, '#y-kien [name=answer]')
  await other.keyboard.press('Space')
  await follow(other, '#y-kien form button', /xong=answer/)
  assert.match(await other.locator('#y-kien').innerText(), /Đồng ý\s*\(Tôn Thất Bình, Chuyên viên/)
  await lookAtBothWidths(other, 'an opinion given')
  await close(other)
}

/** Sent by who wrote it, approved by the clerk, signed by the leader; returns the number. */
export async function approveAndSign(scene: Scene, id: string): Promise<string> {
  const writer = await at(scene, 'bao', '/van-ban?viec=drafts')
  await follow(writer, `a[href="/van-ban/${id}"]`, RegExp(id))
  await press(writer, '#trinh > summary')
  await follow(writer, '#trinh form > button', /xong=submit/)
  await close(writer)
  const clerk = await at(scene, 'phuong')
  await openWaiting(clerk, /Chờ duyệt: \d/, id)
  await follow(clerk, 'form[action="?/approve"] button', /xong=approve/)
  await close(clerk)
  const leader = await at(scene, 'ha')
  await openWaiting(leader, /Chờ ký: \d/, id)
  await follow(leader, 'a.btn[href^="/ky-so/van-ban"]', /ky-so/)
  await press(leader, 'form[action*="begin"] button')
  await leader.locator('form[action*="sign"] button').waitFor()
  await alive(leader)
  // Only a file all of whose pages were sent to the signer is signed.
  await tabTo(leader, 'section.desk')
  await leader.keyboard.press('End')
  await leader.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await press(leader, 'form[action*="sign"] button')
  const done = leader.getByText(/Đã ký và phát hành, số/)
  await done.waitFor()
  const symbol = /số (\S+?)\.?$/.exec(await done.innerText())?.[1] ?? ''
  assert.match(symbol, /^\d\d+\//)
  await lookAtBothWidths(leader, 'signed')
  await close(leader)
  return symbol
}

/** Found without accents, and put into a work file opened for it. */
export async function findAndFile(scene: Scene, id: string): Promise<void> {
  const page = await at(scene, 'bao')
  await follow(page, '.room-links a[href="/van-ban/tim"]', /\/tim$/)
  const hit = page.locator(`.found a[href="/van-ban/${id}"]`)
  // The worker reads what was issued a moment later.
  await eventually(async () => {
    await write(page, '.find-documents [name=q]', 'khoanh vung bao ve nha ruong')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=khoanh/)
    await alive(page)
    return (await hit.count()) > 0
  }, 500)
  await follow(page, `.found a[href="/van-ban/${id}"]`, RegExp(`${id}$`))
  await follow(page, 'a[href="#xep-ho-so"]', /#xep/)
  await follow(page, '#xep-ho-so a[href^="/van-ban/ho-so/mo"]', /ho-so\/mo/)
  await write(page, '[name=title]', 'Bảo vệ nhà rường năm 2026')
  await write(page, '[name=code]', `${Date.now()}.VH`)
  await tabTo(page, '[name=retention]')
  await page.keyboard.press('ArrowDown')
  await follow(page, 'form.order button[type=submit]', /ho-so\/[0-9a-f-]{36}\?xong=xep/)
  assert.match(await page.locator('table').innerText(), /nhà rường/)
  await lookAtBothWidths(page, 'a work file')
  await close(page)
}

/** The clerk gives the letter to a specialist, whose answer closes it. */
export async function answerLetter(scene: Scene, address: string): Promise<void> {
  const clerk = await at(scene, 'phuong')
  await openWaiting(clerk, /Văn bản đến chờ giao xử lý: \d/, idIn(address))
  await choose(clerk, '[name=lead]', 'Phan Quốc Bảo')
  await write(clerk, '[name=days]', '5')
  await follow(clerk, 'form[action$="assign"] button', /xong=/)
  await lookAtBothWidths(clerk, 'a letter given')
  await close(clerk)
  const page = await at(scene, 'bao')
  await openWaiting(page, /Văn bản đến giao ông\/bà: \d/, idIn(address))
  await follow(page, 'a[href^="/van-ban/moi?tra-loi="]', /tra-loi/)
  assert.notEqual(await page.inputValue('[name=addressees]'), '', 'the answer goes to whoever asked')
  await write(page, '[name=subject]', 'trả lời về phòng cháy, chữa cháy mùa khô')
  await follow(page, 'form.order button[type=submit]', page_)
  const id = idIn(page.url())
  await writeText(page, id, ' Phường đã kiểm tra các hộ theo yêu cầu.')
  await close(page)
  const symbol = await approveAndSign(scene, id)
  const reader = await at(scene, 'bao', `/van-ban/viec/${idIn(address)}`)
  // A job closes the question once the answer is out.
  const answered = reader.getByText('Đã trả lời')
  await eventually(async () => {
    // F5, which a browser without windows does not know.
    await reader.reload()
    return (await answered.count()) > 0
  }, 500)
  assert.ok((await reader.locator('main').innerText()).includes(symbol))
  await follow(reader, 'header.bar nav a[href="/van-ban"]', /\/van-ban$/)
  await reader.locator('.room-links').waitFor()
  assert.equal(await reader.locator(`.group a[href*="${idIn(address)}"]`).count(), 0)
  await close(reader)
}
