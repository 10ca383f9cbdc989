/** The operations centre on a screen: news within a second, also after the stream was cut. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Filed } from './office.ts'
import { pageOf } from './people.ts'
import type { Scene, Test } from './scene.ts'

export function wallTests(_: Filed): Test[] {
  return [
    { name: 'a submission changes the number on the wall within a second', run: changesAtOnce },
    { name: 'a wall whose stream was cut comes back by itself', run: comesBack },
  ]
}

const wallScreen = { viewport: { width: 1920, height: 1080 } }

async function changesAtOnce(scene: Scene): Promise<void> {
  const wall = await openWall(scene)
  const before = await figure(wall, 'received')
  const filedAt = await fileCopyRequest(scene)
  await figureBecomes(wall, 'received', before + 1, 3_000)
  const delay = Date.now() - filedAt
  assert.ok(delay < 1_500, `the wall showed it ${delay} ms after the answer`)
  await wall.context().close()
}

async function comesBack(scene: Scene): Promise<void> {
  const wall = await openWall(scene)
  const before = await figure(wall, 'received')
  await wall.context().setOffline(true)
  await wall.waitForTimeout(500)
  await wall.context().setOffline(false)
  await fileCopyRequest(scene)
  await figureBecomes(wall, 'received', before + 1, 20_000)
  await wall.context().close()
}

async function openWall(scene: Scene): Promise<Page> {
  const wall = await pageOf(scene, 'monitor', wallScreen)
  await wall.goto('/dieu-hanh')
  await wall.locator('.live.live').waitFor()
  return wall
}

async function figure(wall: Page, name: string): Promise<number> {
  const text = (await wall.locator(`[data-figure="${name}"]`).first().textContent()) ?? ''
  return Number(text.replace(/[^\d]/g, ''))
}

async function figureBecomes(wall: Page, name: string, value: number, timeout: number): Promise<void> {
  await wall.waitForFunction(
    ([selector, wanted]) =>
      Number((document.querySelector(String(selector))?.textContent ?? '').replace(/[^\d]/g, '')) >= Number(wanted),
    [`[data-figure="${name}"]`, value] as const,
    { timeout, polling: 20 },
  )
}

/** A citizen files the shortest form there is. Returns the moment the answer came. */
export async function fileCopyRequest(scene: Scene): Promise<number> {
  const { fileShortDossier } = await import('./short-dossier.ts')
  return (await fileShortDossier(scene)).at
}
