/** What a walk ends with: the result in the vault, anyone's check of it, and the paper handed over where one was asked for. */
import assert from 'node:assert/strict'
import { alive } from '#tests/e2e/house/scene.ts'
import { arrive, type Case } from './decide.ts'
import { citizenOf } from './people.ts'

/** Every signed paper of the dossier comes out of the vault, and each is genuine to a stranger. */
export async function collect({ doors, album, code, by }: Case): Promise<void> {
  const page = await doors.open(by)
  const papers = page.locator('main .paper', { has: page.locator(`a[href="/ho-so/${code}"]`) }).filter({
    has: page.locator('a[href^="/kiem-tra/"]'),
  })
  // The worker puts them there after the signature.
  for (let attempt = 0; attempt < 60; attempt++) {
    await page.goto('/giay-to')
    if ((await papers.count()) > 0) break
    await page.waitForTimeout(500)
  }
  assert.ok((await papers.count()) > 0, 'the result lies in the vault')
  await album.take(page, 'vault')
  const checks: string[] = []
  for (const [at, paper] of (await papers.all()).entries()) {
    const href = await paper.locator('a[href$="/tep"]').getAttribute('href')
    const file = await page.request.get(`${href}`)
    assert.equal(file.status(), 200, `${href}`)
    album.keep(`ket-qua-${at + 1}.pdf`, await file.body())
    checks.push(`${await paper.locator('a[href^="/kiem-tra/"]').getAttribute('href')}`)
  }
  await page.goto(`/ho-so/${code}`)
  await album.take(page, 'returned')
  await page.context().close()

  const stranger = await doors.stranger()
  for (const path of checks) {
    await stranger.goto(path)
    assert.match(await stranger.locator('main').innerText(), /Giấy này là thật/)
  }
  await album.take(stranger, 'check')
  await stranger.context().close()
}

/** Printed at the counter and handed to the applicant, or sent by post. */
export async function handOver({ doors, album, code, office, by }: Case): Promise<void> {
  const page = await doors.open(office.oneStop)
  const print = page.locator('form[action="?/print"] button')
  // The worker asks for the paper once the result lies in the vault.
  for (let attempt = 0; attempt < 60; attempt++) {
    await page.goto(`/mot-cua/${code}/ban-giay`)
    if ((await print.count()) > 0) break
    await page.waitForTimeout(500)
  }
  await alive(page)
  await album.takeBoth(page, 'paper')
  await print.click()
  await arrive(page, /xong=/)
  await alive(page)
  await album.takeBoth(page, 'paper-printed')
  if ((await page.locator('#buu-dien').count()) > 0) {
    await page.fill('#buu-dien [name=consignment]', 'EB123456789VN')
    await typeDay(page, '#buu-dien', 'sentOn', doors.clock.now())
    await page.click('#buu-dien form button')
  } else {
    const { idNumber, fullName, bornOn } = citizenOf(by)
    await page.fill('#trao [name=idNumber]', idNumber)
    await page.fill('#trao [name=fullName]', fullName)
    await typeDay(page, '#trao', 'bornOn', new Date(`${bornOn}T05:00:00Z`))
    await page.click('#trao form button')
  }
  await arrive(page, /xong=(send|hand_over|handOver)/)
  await album.takeBoth(page, 'paper-given')
  await page.context().close()
}

async function typeDay(
  page: import('@playwright/test').Page,
  form: string,
  name: string,
  at: Date,
): Promise<void> {
  const local = new Date(at.getTime() + 7 * 3_600_000)
  await page.fill(`${form} [name="${name}.day"]`, String(local.getUTCDate()))
  await page.fill(`${form} [name="${name}.month"]`, String(local.getUTCMonth() + 1))
  await page.fill(`${form} [name="${name}.year"]`, String(local.getUTCFullYear()))
}
