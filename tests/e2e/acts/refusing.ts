/** A refusal to take a dossier on: the counter asks, the applicant is told what it is, whoever may signs it. */
import assert from 'node:assert/strict'
import { pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { checkPage } from '../judge/axe.ts'
import { close } from './at-the-desk.ts'

const phone = { viewport: { width: 360, height: 740 } }

export async function refuse(scene: Scene, code: string, reason: string): Promise<void> {
  const clerk = await pageOf(scene, 'huong')
  await clerk.goto(`/mot-cua/${code}`)
  await alive(clerk)
  await clerk.keyboard.press('x')
  await clerk.keyboard.type(reason)
  await clerk.keyboard.press('Control+Enter')
  await clerk.waitForURL(/xong=ask_refusal/)
  assert.match(await clerk.locator('main').innerText(), /Đề nghị từ chối, chờ ký/)

  const owner = await pageOf(scene, 'minh', { ...phone, javaScriptEnabled: false })
  await owner.goto(`/ho-so/${code}`)
  const waiting = await owner.locator('main').innerText()
  assert.match(waiting, /Ông\/bà chưa bị từ chối/)
  assert.ok(!waiting.includes(reason), 'nothing is handed over before it is signed')
  assert.equal(await owner.locator('a[href$="phieu-tu-choi.pdf"]').count(), 0)
  const early = await owner.request.get(`/ho-so/${code}/phieu-tu-choi.pdf`)
  assert.equal(early.status(), 404)

  const leader = await pageOf(scene, 'ha', { ...phone, javaScriptEnabled: false })
  await leader.goto('/ky-so')
  await leader.click(`a[href="/mot-cua/${code}/tu-choi"]`)
  await leader.waitForURL(/tu-choi$/)
  assert.match(await leader.locator('main').innerText(), new RegExp(reason))
  await checkPage(leader, 'refusal-to-sign')
  await leader.click('form[action="?/sign"] button')
  await leader.waitForURL(/xong=refuse/)

  await owner.goto(`/ho-so/${code}`)
  const refused = await owner.locator('main').innerText()
  assert.ok(refused.includes(reason), 'the reason comes with the signed slip')
  const slip = await owner.request.get(`/ho-so/${code}/phieu-tu-choi.pdf`)
  assert.equal(slip.status(), 200)
  await close(clerk, owner, leader)
}
