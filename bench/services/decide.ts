/** The officers' part of a walk, at their desks: accepted, looked into, waited for, proposed and signed. */
import assert from 'node:assert/strict'
import type { Locator, Page } from '@playwright/test'
import type { Service } from '#server/modules/catalogue/index.ts'
import type { Answers } from '#shared/form/answers.ts'
import { workThroughChecks } from '#tests/e2e/acts/before-proposing.ts'
import { alive } from '#tests/e2e/house/scene.ts'
import type { Album } from './album.ts'
import { complaintsOf, confirmDraft } from './apply.ts'
import { fill } from './fill.ts'
import { type Doors, nameOf } from './people.ts'
import type { Office } from './walk.ts'

export interface Case {
  doors: Doors
  album: Album
  service: Service
  code: string
  office: Office
  by: string
  decision: Answers
}

/** Taken on at the counter and handed to whoever looks into it. */
export async function accept({ doors, album, code, office }: Case): Promise<void> {
  const page = await doors.open(office.oneStop)
  await page.goto('/mot-cua?tab=new')
  await album.takeBoth(page, 'work-list')
  await openCase(page, code)
  // Money that came is known to the dossier a moment later.
  for (let attempt = 0; attempt < 60 && (await page.locator('#tiep-nhan').count()) === 0; attempt++) {
    await page.waitForTimeout(500)
    await openCase(page, code)
  }
  await album.takeBoth(page, 'case-new')
  try {
    await takeOn(page, office)
  } catch (error) {
    // Something became known of the dossier since its page was opened: one looks again and takes it on.
    if (!String(error).includes('sau khi trang này mở')) throw error
    await openCase(page, code)
    await takeOn(page, office)
  }
  await page.context().close()
}

async function takeOn(page: Page, { specialist, division }: Office): Promise<void> {
  const name = nameOf(specialist)
  const staff = page.locator('#tiep-nhan [name=assigneeId]')
  if ((await staff.count()) > 0 && (await staff.innerText()).includes(name)) {
    await staff.selectOption({ label: name })
    await page.click('#tiep-nhan [name=forward]')
    await arrive(page, /xong=/)
    return
  }
  await page.click('#tiep-nhan .main')
  await arrive(page, /xong=accept/)
  await alive(page)
  if (!division) return
  await page.evaluate(() => document.querySelector('#chuyen')?.setAttribute('open', ''))
  await page.selectOption('#chuyen [name=toAgencyId]', division)
  const assignee = page.locator('#chuyen [name=assigneeId]')
  if ((await assignee.innerText()).includes(name)) await assignee.selectOption({ label: name })
  await page.click('#chuyen form button')
  await arrive(page, /xong=forward/)
}

/** Everything the program could not find out is looked up and ticked. */
export async function check({ doors, album, code, office }: Case): Promise<void> {
  const page = await doors.open(office.specialist)
  await openCase(page, code)
  if ((await page.locator('section.checks li:is(.toCheck, .toExplain)').count()) > 0) {
    await album.takeBoth(page, 'case')
    await workThroughChecks(page)
    await album.take(page, 'case-checked')
  }
  await page.context().close()
}

/** The decision is filled in, its draft read, shown to the applicant where the service wants that, and put before the leader. */
export async function propose(walk: Case): Promise<void> {
  const { doors, album, code, office, by } = walk
  const page = await doors.open(office.specialist)
  await openCase(page, code)
  await seeDraft(page, walk)
  await album.takeBoth(page, 'proposal')
  const send = page.locator('#de-xuat button[name="_viec"][value^="gui:"]')
  if ((await send.count()) > 0) {
    await send.click()
    await arrive(page, /xong=draft/)
    await album.take(page, 'draft-sent')
    await confirmDraft(doors, album, by, code)
    await openCase(page, code)
    await seeDraft(page, walk)
  }
  await page.locator('#de-xuat button:enabled', { hasText: 'Trình ký' }).click()
  await arrive(page, /xong=propose/)
  await album.take(page, 'proposed')
  await page.context().close()
}

async function seeDraft(page: Page, { decision }: Case): Promise<void> {
  await alive(page)
  const draft = page.locator('#du-thao[open] img').first()
  const wrong = page.locator('.errors')
  // What is decided may raise further questions.
  for (let attempt = 0; attempt < 2; attempt++) {
    await page.evaluate(() => document.querySelector('#de-xuat')?.setAttribute('open', ''))
    await fill(page, '#de-xuat', decision)
    const note = page.locator('#de-xuat [name=note]')
    if ((await note.inputValue()) === '') await note.fill('Hồ sơ đủ, đúng quy định.')
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('#de-xuat button.btn:not([name="_viec"])').first().click(),
    ])
    await draft.or(wrong).first().waitFor()
    if ((await wrong.count()) === 0) break
    await alive(page)
  }
  assert.equal(await wrong.count(), 0, await complaintsOf(page))
  await untilDrawn(page, page.locator('#de-xuat button:enabled', { hasText: 'Trình ký' }))
  await alive(page)
}

/** A busy machine may not draw a page in time: it is asked for again, by the button that says so. */
async function untilDrawn(page: Page, ready: Locator): Promise<void> {
  const again = page.locator('.desk [role=alert] ~ p button').first()
  for (let attempt = 0; attempt < 10; attempt++) {
    await ready.or(again).first().waitFor({ timeout: 120_000 })
    if ((await ready.count()) > 0) return
    await again.click()
  }
  await ready.waitFor()
}

/** The leader reads the pages, proves anew who they are, and signs. */
export async function sign({ doors, album, code, office }: Case): Promise<void> {
  const page = await doors.open(office.signer)
  await page.goto(`/ky-so/${code}`)
  await alive(page)
  await album.takeBoth(page, 'to-sign')
  await page.locator('form[action="?/begin"] button').click()
  const button = page.locator('form[action="?/sign"] button')
  const anew = page.locator('a[href^="/tai-khoan/xac-nhan/lai"]').first()
  await button.or(anew).or(page.locator('.errors')).first().waitFor()
  assert.equal(await page.locator('.errors').count(), 0, await complaintsOf(page))
  if ((await anew.count()) > 0) await proveAnew(page, doors, code)
  const ready = page.locator('form[action="?/sign"] button:enabled')
  await untilDrawn(page, ready)
  await album.take(page, 'signing')
  for (let attempt = 1; ; attempt++) {
    await button.click()
    const signed = arrive(page, /xong=sign/)
    // Who was proven when they began may have to prove it again by now.
    const isOver = await signed.then(
      () => true,
      (error: unknown) => {
        if (attempt > 3 || !/Xác nhận lại/.test(String(error))) throw error
        return false
      },
    )
    if (isOver) break
    await proveAnew(page, doors, code)
    await untilDrawn(page, ready)
  }
  await album.take(page, 'signed')
  await page.context().close()
}

async function proveAnew(page: Page, doors: Doors, code: string): Promise<void> {
  await page.locator('a[href^="/tai-khoan/xac-nhan/lai"]').first().click()
  await page.waitForURL('**/xac-nhan/lai*')
  await doors.enterCode(page)
  await page.waitForURL(`**/ky-so/${code}`)
  await alive(page)
}

export async function openCase(page: Page, code: string): Promise<void> {
  const answer = await page.goto(`/mot-cua/${code}`)
  assert.equal(answer?.status(), 200, `${code} is before this officer`)
  await alive(page)
}

/** Waits for the page that says it is done, or fails with what is wrong. */
export async function arrive(page: Page, address: RegExp): Promise<void> {
  const wrong = page.locator('.errors, [role=alert]').first()
  await Promise.race([
    page.waitForURL(address),
    wrong.waitFor().then(async () => {
      if (!address.test(page.url())) throw new Error(await complaintsOf(page))
    }),
  ])
}
