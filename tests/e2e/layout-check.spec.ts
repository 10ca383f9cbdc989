/** A file of another office is judged on the page: a PDF with its picture, a DOCX by its words, and what is neither is told so. */
import assert from 'node:assert/strict'
import { aPlan, docxOf } from '#server/crafts/layout-rules/fixtures.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { pageOf } from './house/people.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

test('the layout of a file is judged by its clauses, with the place on the page', async ({ scene }) => {
  const plan = aPlan()
  Object.assign(plan.left[2] ?? {}, { text: 'Số: 5/QĐ-UBND' })
  const decision = aDecision()
  const wrong = { ...decision, letterhead: { ...decision.letterhead, number: '5/QĐ-UBND' } }
  const [pdf, docx] = [Buffer.from(await typeset('nd30', wrong)), await docxOf(plan)]
  await stopTypesetting()

  const page = await pageOf(scene, 'bao', { javaScriptEnabled: false })
  await page.goto('/van-ban/kiem-tra')
  await checkPage(page, 'where a file is sent to be judged')
  await page.click('main form button')
  assert.match(await page.locator('main').innerText(), /Chọn một tệp DOCX hoặc PDF/)

  await page.setInputFiles('[name=file]', { name: 'qd.pdf', mimeType: 'application/pdf', buffer: pdf })
  await page.click('main form button')
  const told = await page.locator('main').innerText()
  assert.match(told, /thấy 1 chỗ cần sửa/)
  assert.match(told, /Số, ký hiệu[\s\S]*số nhỏ hơn 10 có một số 0 phía trước[\s\S]*Phụ lục I, mục II\.3/)
  assert.equal(await page.locator('.layout-page rect').count(), 1)
  await checkPage(page, 'what is wrong, on a picture of the page')

  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  await page.setInputFiles('[name=file]', { name: 'qd.docx', mimeType: type, buffer: docx })
  await page.click('main form button')
  assert.match(await page.locator('main').innerText(), /Sai: Số, ký hiệu/)
  await page.setInputFiles('[name=file]', {
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('chữ'),
  })
  await page.click('main form button')
  await page.waitForSelector('[role=alert], .error-summary')
  await page.context().close()
})
