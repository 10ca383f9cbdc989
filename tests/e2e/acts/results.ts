/** What a signed dossier leaves: the result in the vault, anyone's check of it, the receipt, the log. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Filed } from '../house/furnish.ts'
import { query } from '../house/house.ts'
import { pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'
import { test } from '../test.ts'
import { close } from './at-the-desk.ts'
import { eventually } from './eventually.ts'

export async function fetchResult(scene: Scene, code: string): Promise<string> {
  const page = await pageOf(scene, 'minh', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  // The worker puts it there after the signature.
  const answer = await eventually(async () => {
    const asked = await page.request.get(`${scene.baseUrl}/ho-so/${code}/ket-qua.pdf`)
    return asked.status() === 200 && asked
  })
  assert.ok(answer, 'the result came')
  // Signed is one step, delivered the next: the worker follows within seconds.
  await eventually(async () => {
    await page.goto('/giay-to')
    return (await inVault(page, await answer.body()).count()) > 0
  })
  assert.equal(await inVault(page, await answer.body()).count(), 1, 'the vault shows the signed result')
  const path = join(scene.folder, 'ket-qua.pdf')
  writeFileSync(path, await answer.body())
  await close(page)
  const { stdout: words, error } = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  const place = /Nơi đăng ký khai sinh: Ủy ban nhân dân phường Thuận Hóa, thành phố Huế/
  if (!error) assert.match(words.normalize('NFC').replaceAll(/\s+/g, ' '), place)
  const verdict = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
  test.skip(!!verdict.error, 'pdfsig is not installed (poppler-utils); the file came and is in the vault')
  const valid = verdict.stdout.match(/Signature Validation: Signature is Valid\./g) ?? []
  assert.equal(valid.length, 2, verdict.stdout)
  return path
}

function inVault(page: Page, file: Buffer): Locator {
  const sha256 = createHash('sha256').update(file).digest('hex')
  return page.locator('main .paper').filter({ hasText: sha256 })
}

export async function checkResult(scene: Scene, path: string, filed: Filed): Promise<void> {
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

export async function readReceipt(scene: Scene, code: string): Promise<void> {
  const page = await pageOf(scene, 'minh')
  const answer = await page.request.get(`${scene.baseUrl}/ho-so/${code}/giay-hen.pdf`)
  const path = join(scene.folder, 'giay-hen.pdf')
  writeFileSync(path, await answer.body())
  await close(page)
  const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' })
  test.skip(!!text.error, 'pdftotext is not installed (poppler-utils)')
  assert.match(text.stdout, new RegExp(code.replaceAll('.', '\\.')))
  assert.match(text.stdout, /TRUNG TÂM PHỤC VỤ\s+HÀNH CHÍNH CÔNG/)
  assert.match(text.stdout, /Số: \d{2,}\/TTPVHCC/)
}

export async function readLog(scene: Scene, code: string): Promise<void> {
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
