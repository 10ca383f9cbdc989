/** A draft of an agency as people write it. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'
import { checkPage } from '../judge/axe.ts'
import { close } from './at-the-desk.ts'
import { write } from './by-keyboard.ts'
import { eventually } from './eventually.ts'
import { leaveTurn, showPart, takeTurn } from './turn.ts'

const text = (page: Page) => page.locator('.writing[contenteditable]')
const saved = (page: Page) => page.getByText(/Đã lưu lúc \d\d:\d\d/).waitFor()

/** The drawn pages are this browser's own; where axe looks they are not there. Widths of columns are the script's, not the page's. */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    for (const drawn of document.querySelectorAll<HTMLImageElement>('img.drawn'))
      drawn.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
    for (const one of document.querySelectorAll('.writing [style]')) one.removeAttribute('style')
  })
  await checkPage(page, name)
}

export async function createDraft(scene: Scene): Promise<string> {
  const page = await pageOf(scene, 'bao')
  await page.goto('/van-ban/moi')
  await page.selectOption('[name=kind]', 'decision')
  await page.fill('[name=subject]', 'ban hành quy định thử nghiệm')
  await page.click('main form.order button:not([type=button])')
  await page.waitForURL(/\/van-ban\/[0-9a-f-]{36}/)
  const id = /van-ban\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  assert.notEqual(id, '')
  await close(page)
  return id
}

async function openToWrite(page: Page, id: string): Promise<void> {
  await page.goto(`/van-ban/${id}/soan`)
  await takeTurn(page)
}

export async function writeByKeyboard(scene: Scene, id: string): Promise<void> {
  const page = await pageOf(scene, 'bao')
  await openToWrite(page, id)
  assert.equal(
    await page.evaluate(() => document.activeElement?.classList.contains('writing')),
    true,
    'one is in the text at once',
  )
  const { keyboard } = page
  await keyboard.press('Control+a')
  await keyboard.press('Backspace')
  await keyboard.type('Căn cứ Luật Tổ chức chính quyền địa phương;')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('Điều 1. Phạm vi điều chỉnh')
  await keyboard.press('Enter')
  await keyboard.type('1. Quy định này áp dụng tại ')
  await keyboard.press('Control+b')
  await keyboard.type('phường Thuận Hóa')
  await keyboard.press('Control+b')
  await keyboard.type('.')
  await keyboard.press('Enter')
  await keyboard.type('Khoản hai:')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.type('Điểm đầu;')
  await keyboard.press('Enter')
  await keyboard.type('Điểm sau.')
  const labels = await text(page)
    .locator('[data-label]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-label')))
  assert.deepEqual(labels, ['Điều 1.', '1.', '2.', 'a)', 'b)'])
  // To the toolbar, to the table, and back into its first cell.
  await keyboard.press('Alt+F10')
  for (let step = 0; step < 40; step++) {
    const on = await page.evaluate(() => document.activeElement?.textContent?.trim())
    if (on === 'Bảng') break
    await keyboard.press('ArrowRight')
  }
  await keyboard.press('Enter')
  await page.locator('dialog[open] #hoi-hang').waitFor()
  await write(page, '#hoi-hang', '2')
  await keyboard.press('Enter')
  await text(page).locator('table').waitFor()
  await keyboard.type('Việc')
  await keyboard.press('Tab')
  await keyboard.type('Người')
  await keyboard.press('Control+s')
  await saved(page)
  await page.locator('.desk img.drawn').first().waitFor()
  await lookAt(page, 'soan-van-ban')
  await page.setViewportSize({ width: 360, height: 740 })
  await lookAt(page, 'soan-van-ban at 360')
  await showPart(page, 'Đầu và cuối văn bản')
  await lookAt(page, 'soan-van-ban, its head at 360')
  await page.reload()
  await takeTurn(page)
  const again = await text(page).innerText()
  for (const words of ['Phạm vi điều chỉnh', 'phường Thuận Hóa', 'Điểm sau.', 'Việc', 'Người'])
    assert.ok(again.includes(words), words)
  assert.equal(await text(page).locator('strong').innerText(), 'phường Thuận Hóa')
  await leaveTurn(page)
  await close(page)
}

const ofWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{}</style></head><body>
<!--StartFragment--><p class=MsoNormal style='text-align:center'><b><span style='font-size:14.0pt;color:red'>QUYẾT ĐỊNH:<o:p></o:p></span></b></p>
<p class=MsoNormal><span style='font-weight:bold'>Điều 2.</span> Tổ chức thực hiện</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>Các phường <a href="https://example.vn">chịu trách nhiệm</a>.</p>
<p class=MsoNormal><img src="file:///C:/x.png">Hết.<del>Chữ đã xóa</del></p><!--EndFragment--></body></html>`

function paste(page: Page, html: string, plain: string): Promise<void> {
  return page.evaluate(
    ([html, plain]) => {
      const data = new DataTransfer()
      data.setData('text/html', html ?? '')
      data.setData('text/plain', plain ?? '')
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.querySelector('.writing[contenteditable]')?.dispatchEvent(event)
    },
    [html, plain],
  )
}

export async function pasteFromWord(scene: Scene, id: string): Promise<void> {
  const page = await pageOf(scene, 'bao')
  await openToWrite(page, id)
  await page.keyboard.press('Control+End')
  await paste(page, ofWord, 'QUYẾT ĐỊNH')
  const notice = page.locator('.notice', { hasText: 'Đã dán và làm sạch' })
  const said = await notice.innerText()
  for (const what of [/kiểu chữ/, /ảnh/, /liên kết/, /đánh dấu xóa/, /số thứ tự gõ tay \(2\)/])
    assert.match(said, what)
  assert.equal(await text(page).locator('p.article').last().innerText(), 'Tổ chức thực hiện')
  assert.equal(await text(page).getByText('Chữ đã xóa').count(), 0)
  assert.equal(await text(page).getByText('chịu trách nhiệm').count(), 1)
  const before = await text(page).innerText()
  await page.keyboard.press('Control+s')
  await saved(page)
  await paste(page, '', 'Một dòng chữ dài của ba trăm trang.\n'.repeat(20_000))
  await page.locator('.notice', { hasText: 'Chưa dán gì' }).waitFor()
  assert.equal(await text(page).innerText(), before)
  await page.getByRole('button', { name: 'Thôi viết' }).press('Enter')
  await page.getByRole('button', { name: 'Xin lượt viết' }).waitFor()
  await close(page)
}

export async function restoreUnsaved(scene: Scene, id: string): Promise<void> {
  const page = await pageOf(scene, 'bao')
  await openToWrite(page, id)
  const saves: string[] = []
  await page.route('**/soan/viec', (route, request) => {
    const asked = request.postData() ?? ''
    const isSaving = asked.startsWith('{"do":"save"')
    if (!isSaving && !asked.startsWith('{"do":"draw"')) return route.continue()
    if (isSaving) saves.push(asked)
    return route.abort()
  })
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Gõ lúc mất mạng.')
  await page.locator('[role=alert]', { hasText: 'Mất kết nối' }).waitFor()
  // All that was typed: on a slow machine half a sentence may have been sent before.
  const left = (await eventually(async () => saves.find((one) => one.includes('Gõ lúc mất mạng.')))) ?? ''
  // The line stays broken while the page goes: what a page sends on its way out, no route catches.
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('no line'))
  })
  page.on('dialog', (dialog) => dialog.accept())
  await openToWrite(page, id)
  await page.getByRole('button', { name: 'Lấy lại phần ấy' }).press('Enter')
  await text(page).getByText('Gõ lúc mất mạng.').waitFor()
  await page.keyboard.press('Control+s')
  await page.locator('[role=alert]', { hasText: 'Mất kết nối' }).waitFor()
  scene.complaints.length = 0
  // What the first page sent arrives only now: nobody else has written, so this page goes on from there.
  const late = await page.request.post(`/van-ban/${id}/soan/viec`, {
    headers: { origin: scene.baseUrl },
    data: JSON.parse(left),
  })
  assert.equal(late.status(), 200, await late.text())
  const desk = page.locator('.desk [role=status]')
  await desk.getByText('Chưa dựng được trang').waitFor()
  await page.unroute('**/soan/viec')
  await page.keyboard.press('Control+s')
  await saved(page)
  // Nothing more is typed: the pages come back with the line by themselves.
  await desk.getByText(/^\d+ trang/).waitFor()
  await page.reload()
  await takeTurn(page)
  await text(page).getByText('Gõ lúc mất mạng.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Lấy lại phần ấy' }).count(), 0, 'all of it is saved')
  await page.getByRole('button', { name: 'Thôi viết' }).press('Enter')
  await page.getByRole('button', { name: 'Xin lượt viết' }).waitFor()
  await close(page)
}

export async function takeTurns(scene: Scene, id: string): Promise<void> {
  const first = await pageOf(scene, 'bao')
  await openToWrite(first, id)
  const second = await pageOf(scene, 'ha')
  await second.goto(`/van-ban/${id}/soan`)
  await second.getByText(/đang viết, lượt đến \d\d:\d\d/).waitFor()
  assert.equal(await second.getByRole('button', { name: 'Xin lượt viết' }).count(), 0)
  await first.keyboard.press('Control+End')
  await first.keyboard.type(' Câu người kia thấy ngay.')
  await first.keyboard.press('Control+s')
  await second.locator('.writing', { hasText: 'Câu người kia thấy ngay.' }).waitFor()
  await first.getByRole('button', { name: 'Thôi viết' }).press('Enter')
  await second.getByRole('button', { name: 'Xin lượt viết' }).press('Enter')
  await second.locator('.tools').waitFor()
  await first.getByText(/đang viết, lượt đến/).waitFor()
  await second.getByRole('button', { name: 'Thôi viết' }).press('Enter')
  await second.getByRole('button', { name: 'Xin lượt viết' }).waitFor()
  await close(first)
  await close(second)
}

export async function proposeAndTake(scene: Scene, id: string): Promise<void> {
  const leader = await pageOf(scene, 'ha')
  await leader.goto(`/van-ban/${id}/soan`)
  await leader.getByRole('button', { name: 'Đề xuất sửa' }).press('Enter')
  await text(leader).getByText('Tổ chức thực hiện').click()
  await leader.keyboard.press('End')
  await leader.keyboard.type(' và hiệu lực')
  await leader.fill('#vi-sao', 'Điều này có cả hiệu lực')
  await leader.getByRole('button', { name: 'Gửi đề xuất' }).press('Enter')
  await leader.getByText('Đã gửi đề xuất.').waitFor()
  await close(leader)
  const writer = await pageOf(scene, 'bao')
  await openToWrite(writer, id)
  await writer.getByRole('button', { name: /Góp ý, đề xuất/ }).press('Enter')
  await writer.getByText('thêm “ và hiệu lực”').waitFor()
  await writer.getByRole('button', { name: 'Lấy các chỗ đã chọn' }).press('Enter')
  await text(writer).getByText('Tổ chức thực hiện và hiệu lực').waitFor()
  await saved(writer)
  await writer.getByRole('button', { name: 'Lưu thành bản' }).press('Enter')
  await writer.getByText(/Đã lưu thành bản \d+/).waitFor()
  await writer.getByRole('button', { name: 'Thôi viết' }).press('Enter')
  await writer.getByRole('button', { name: 'Xin lượt viết' }).waitFor()
  await writer.goto(`/van-ban/${id}/so-sanh`)
  await writer.locator('ins', { hasText: 'và hiệu lực' }).waitFor()
  await checkPage(writer, 'so-sanh-ban')
  await close(writer)
}

export async function withoutScript(scene: Scene, id: string): Promise<void> {
  const page = await pageOf(scene, 'bao', { javaScriptEnabled: false })
  await page.goto(`/van-ban/${id}/soan`)
  await page.locator('.writing', { hasText: 'Tổ chức thực hiện' }).waitFor()
  await page.getByText(/cần JavaScript/).waitFor()
  await page.fill('[name=text]', 'Nên ghi rõ ngày hiệu lực.')
  await page.locator('form[action="?/remark"] button:not([type=button])').click()
  await page.getByText('Nên ghi rõ ngày hiệu lực.').waitFor()
  await close(page)
}
