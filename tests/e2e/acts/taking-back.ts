/** A signed result taken back: one asks, another decides, and everyone who holds it is told. */
import assert from 'node:assert/strict'
import type { Filed } from '../house/furnish.ts'
import { pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'
import { close } from './at-the-desk.ts'
import { eventually } from './eventually.ts'

export async function takeBack(scene: Scene, { code, check }: Filed): Promise<void> {
  const specialist = await pageOf(scene, 'bao')
  await specialist.goto(`/mot-cua/${code}`)
  await specialist.click('#de-nghi-thu-hoi summary')
  await specialist.fill('[name=revokeReason]', 'Ghi nhầm ngày sinh của trẻ, đã đối chiếu giấy chứng sinh.')
  await specialist.click('#de-nghi-thu-hoi button')
  await specialist.waitForURL(/xong=ask_revoke/)
  assert.equal(await specialist.locator('#thu-hoi').count(), 0, 'who asks does not decide')

  const leader = await pageOf(scene, 'ha')
  await leader.goto(`/ky-so`)
  await leader.click(`a[href="/mot-cua/${code}#ket-qua"]`)
  await leader.click('#thu-hoi button')
  await leader.waitForURL(/xong=revoke/)
  assert.match(await leader.locator('main').innerText(), /Đã bị thu hồi lúc .* Lý do: Ghi nhầm ngày sinh/s)

  const phone = { viewport: { width: 360, height: 740 } }
  const stranger = await pageOf(scene, 'stranger', phone)
  await stranger.goto(check)
  assert.match(await stranger.locator('main').innerText(), /Giấy này đã bị thu hồi/)
  const owner = await pageOf(scene, 'minh', phone)
  const told = owner.locator('main', { hasText: 'Một giấy cấp cho ông/bà đã bị thu hồi' })
  await eventually(async () => {
    await owner.goto('/thong-bao')
    return (await told.count()) > 0
  })
  await told.waitFor()
  await owner.goto('/giay-to')
  assert.match(await owner.locator('main').innerText(), /Giấy này đã bị thu hồi/)
  await close(specialist, leader, stranger, owner)
}
