/** A signed result corrected in one act: one asks, another signs; the old paper leads to the new one wherever it lies. */
import assert from 'node:assert/strict'
import type { Filed } from '../house/furnish.ts'
import { pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { close } from './at-the-desk.ts'
import { enterShownCode, forgetProof } from './deciding.ts'
import { eventually } from './eventually.ts'

const phone = { viewport: { width: 360, height: 740 } }

/** Corrects the field of this name; from then on `filed` knows the check page of the new paper. */
export async function correct(scene: Scene, filed: Filed, field: string, value: string): Promise<void> {
  const { code } = filed
  const specialist = await pageOf(scene, 'bao', { ...phone, javaScriptEnabled: false })
  await specialist.goto(`/mot-cua/${code}`)
  await specialist.click(`a[href="/mot-cua/${code}/dinh-chinh"]`)
  const was = await specialist.inputValue(`[name="${field}"]`)
  await specialist.check('[name=kind][value=correct]')
  await specialist.fill('[name=reason]', 'Ghi sai khi đánh máy, đã đối chiếu hồ sơ gốc.')
  await specialist.fill('[name=clause]', 'Điều 28 Luật Hộ tịch 60/2014/QH13')
  await specialist.click('.acts button')
  assert.match(await specialist.locator('[role=alert]').innerText(), /Chưa có chỗ nào khác giấy đã ký/)
  await specialist.fill(`[name="${field}"]`, value)
  await specialist.click('.acts button')
  await specialist.waitForURL(/xong=ask_correction/)
  assert.equal(await specialist.locator('form[action="?/begin"]').count(), 0, 'who asks does not sign')

  const leader = await pageOf(scene, 'ha')
  await leader.goto('/ky-so')
  await forgetProof(scene, 'ha.thuanhoa')
  await leader.goto('/ky-so')
  await leader.click(`a[href="/mot-cua/${code}/dinh-chinh"]`)
  await leader.waitForURL(/dinh-chinh$/)
  const rows = await leader.locator('main table tbody tr').innerText()
  assert.ok(rows.includes(was) && rows.includes(value), 'old and new stand beside each other')
  assert.ok((await leader.locator('.sides .desk').count()) === 2, 'both papers are shown')
  await leader.click('form[action="?/begin"] button')
  await leader.getByText(/đã giữ số \d+\//).waitFor()
  await leader.click('a[href^="/tai-khoan/xac-nhan/lai"]')
  await enterShownCode(leader)
  await leader.waitForURL(/dinh-chinh$/)
  await alive(leader)
  await leader.locator('form[action="?/sign"] button:enabled').click()
  await leader.waitForURL(/xong=correct/)
  await leader.goto(`/mot-cua/${code}`)
  assert.match(await leader.locator('main').innerText(), /Số \S+ đã được thay thế bởi số \S+ lúc/)

  const stranger = await pageOf(scene, 'stranger', phone)
  await stranger.goto(filed.check)
  const said = await stranger.locator('main').innerText()
  assert.match(said, /Giấy này đã được thay thế/)
  assert.ok(!said.includes(value), 'the page names no fact of it')
  const next = stranger.locator('main a[href^="/kiem-tra/"]').first()
  filed.check = (await next.getAttribute('href')) ?? ''
  await next.click()
  await stranger.getByText('Giấy này là thật').waitFor()
  const owner = await pageOf(scene, 'minh', phone)
  const told = owner.locator('main', { hasText: 'đã được thay bằng giấy mới' })
  await eventually(async () => {
    await owner.goto('/thong-bao')
    return (await told.count()) > 0
  })
  await told.waitFor()
  await owner.goto('/giay-to')
  assert.match(await owner.locator('main').innerText(), /Đã được thay thế bởi số/)
  await close(specialist, leader, stranger, owner)
}
