/** A citizen's part of a walk, on a phone: the form with its papers, and whoever else has to agree. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import type { Service } from '#server/modules/catalogue/index.ts'
import type { Answers } from '#shared/form/answers.ts'
import { withFiling } from '#shared/form/filing.ts'
import { requiredPapers } from '#shared/form/requirements.ts'
import type { Album } from './album.ts'
import { fill } from './fill.ts'
import type { Doors } from './people.ts'
import { aScan } from './scan.ts'

export interface Application {
  service: Service
  by: string
  answers: Answers
  papers: readonly string[]
  today: string
}

/** From the service's page to the dossier's code. */
export async function apply(
  doors: Doors,
  album: Album,
  { service, by, answers, papers, today }: Application,
): Promise<string> {
  const page = await doors.open(by)
  await page.goto(`/dich-vu/${service.code}`)
  await album.take(page, 'service')
  await page.goto(`/nop/${service.code}`)
  for (let step = 1; step < 15 && !page.url().endsWith('/giay-to'); step++) {
    const before = page.url()
    // What is answered may raise another question on the same page.
    for (let attempt = 0; attempt < 4 && page.url() === before; attempt++) {
      await fill(page, 'main form', answers)
      if (attempt === 0) await album.take(page, `form-${step}`)
      await press(page, 'main .acts button[value="tiep"]')
    }
    assert.notEqual(page.url(), before, `the form goes on: ${await complaintsOf(page)}`)
  }
  const filed = withFiling(answers, { channel: 'online', on: today })
  const needed = requiredPapers(service, filed).map(({ key }) => key)
  for (const key of new Set([...needed, ...papers])) {
    const file = { name: `${key}.pdf`, mimeType: 'application/pdf', buffer: await aScan(page) }
    await page.setInputFiles(`input[name="tep.${key}"]`, file)
    await page.click(`[data-tep="${key}"] .btn`)
    await page.locator('li.file', { hasText: file.name }).waitFor()
  }
  await album.take(page, 'papers')
  await press(page, 'main .acts button[value="tiep"]')
  assert.ok(page.url().endsWith('/xem-lai'), `the papers are enough: ${await complaintsOf(page)}`)
  await album.take(page, 'review')
  assert.equal(await page.locator('.errors').count(), 0, await complaintsOf(page))
  await press(page, 'main form .acts .btn.wide')
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1]
  assert.ok(code, `sent: ${await complaintsOf(page)}`)
  await album.take(page, 'sent')
  const receipt = await page.request.get(`/ho-so/${code}/giay-hen.pdf`)
  album.keep('giay-hen.pdf', await receipt.body())
  await page.context().close()
  return code
}

/** Whoever has to agree signs in, reads what is said of them, and confirms it. */
export async function agree(doors: Doors, album: Album, person: string): Promise<void> {
  const page = await doors.open(person)
  await page.goto('/xac-nhan')
  await album.take(page, 'asked-to-confirm')
  await page.locator('main a[href^="/xac-nhan/"]').first().click()
  await page.waitForURL(/xac-nhan\/./)
  await album.take(page, 'confirm')
  await press(page, 'main button[value="agreed"]')
  await album.take(page, 'confirmed')
  await page.context().close()
}

/** The applicant reads the draft of the result and finds it right. */
export async function confirmDraft(doors: Doors, album: Album, person: string, code: string): Promise<void> {
  const page = await doors.open(person)
  await page.goto(`/ho-so/${code}`)
  await album.take(page, 'waits-for-applicant')
  await page.click(`a[href="/ho-so/${code}/du-thao"]`)
  await page.waitForURL('**/du-thao')
  await album.take(page, 'draft')
  album.keep('du-thao.pdf', await (await page.request.get(`/ho-so/${code}/du-thao.pdf`)).body())
  await press(page, 'main form button[value="done"]')
  await page.waitForURL(`**/ho-so/${code}`)
  await page.context().close()
}

export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click(selector)])
}

/** What a page says is wrong, or else all it says. */
export async function complaintsOf(page: Page): Promise<string> {
  const said = page.locator('.errors, .error, [role=alert]')
  const texts =
    (await said.count()) > 0 ? await said.allInnerTexts() : await page.locator('main').allInnerTexts()
  return `${page.url()}: ${[...new Set(texts)].join(' / ').replaceAll(/\s+/g, ' ').slice(0, 700)}`
}
