/** What has to happen beside the desk in a walk: asked for, answered by whoever is asked, waited for, and recorded with its paper. */
import type { Page } from '@playwright/test'
import { alive } from '#tests/e2e/house/scene.ts'
import { day } from './clock.ts'
import { arrive, type Case } from './decide.ts'
import { aScan } from './scan.ts'

type Stage = 'propose' | 'sign' | 'deliver'
type Prerequisite = Case['service']['prerequisites'][number]

/** Everything this walk awaits before a stage, as the page of the case lists it. */
export async function settle(
  walk: Case,
  wanted: readonly Prerequisite[],
  stage: Stage,
  asked: Record<string, string>,
): Promise<void> {
  for (const prerequisite of wanted.filter(
    ({ before, kind }) => before === stage && kind !== 'draft' && kind !== 'consent',
  )) {
    const { key, kind, of } = prerequisite
    if (kind === 'posting' || (of && 'agency' in of)) await ask(walk, prerequisite)
    if (kind === 'posting') await walk.doors.clock.pass(6 * day)
    const expert = asked[key]
    if (expert) await answer(walk, expert)
    else await record(walk, prerequisite)
  }
}

async function openSteps({ doors, code, office, album }: Case, form: string): Promise<Page> {
  for (const officer of [office.specialist, office.oneStop, office.signer]) {
    const page = await doors.open(officer)
    await page.goto(`/mot-cua/${code}/viec-truoc`)
    if ((await page.locator(form).count()) > 0) {
      await alive(page)
      await page.locator(form).evaluate((node) => node.setAttribute('open', ''))
      return page
    }
    if (officer === office.signer) await album.take(page, 'no-form')
    await page.context().close()
  }
  throw new Error(`nobody of the walk finds ${form} at /mot-cua/${code}/viec-truoc`)
}

async function ask(walk: Case, { key, kind }: Prerequisite): Promise<void> {
  const form = `#hoi-${key}`
  const page = await openSteps(walk, form)
  await page.fill(
    `${form} [name=note]`,
    kind === 'posting' ? 'Bảng tin trụ sở Ủy ban nhân dân' : 'Đề nghị quý cơ quan cho ý kiến về hồ sơ này.',
  )
  await walk.album.takeBoth(page, `ask-${key}`)
  await page.click(`${form} form button`)
  await arrive(page, /xong=hoi/)
  await page.context().close()
}

/** The other agency reads the case and answers on its own page. */
async function answer({ doors, album, code }: Case, expert: string): Promise<void> {
  const page = await doors.open(expert)
  await page.goto('/mot-cua')
  await alive(page)
  await page.click('.notice a[href="/mot-cua/y-kien"]')
  await page.waitForURL('**/mot-cua/y-kien')
  await alive(page)
  const one = page.locator('section', { has: page.locator(`a[href="/mot-cua/${code}"]`) })
  await one.locator('input[value="agreed"]').check()
  await one.locator('[name=note]').fill('Nhất trí, không ảnh hưởng khu vực bảo vệ.')
  await album.takeBoth(page, 'opinion')
  await one.locator('form button').click()
  await one.waitFor({ state: 'detached' })
  await album.take(page, 'opinion-given')
  await page.context().close()
}

async function record(walk: Case, prerequisite: Prerequisite): Promise<void> {
  const { key, conciliation } = prerequisite
  const form = `#ghi-${key}`
  const page = await openSteps(walk, form)
  const met = conciliation && walk.decision[conciliation.decides]
  for (let attempt = 1; ; attempt++) {
    await fillRecord(walk, page, prerequisite, met)
    if (attempt === 1) await walk.album.takeBoth(page, `record-${key}`)
    await page.click(`${form} form button`)
    try {
      await arrive(page, /xong=ghi/)
      break
    } catch (error) {
      // Readers of files that are busy say so, and to send it again.
      if (attempt > 5 || !/gửi lại/i.test(String(error))) throw error
      await page.waitForTimeout(30_000)
    }
  }
  await page.context().close()
  if (met === 'agreed') await letObjectionsLapse(walk)
}

async function fillRecord(walk: Case, page: Page, { key, kind }: Prerequisite, met: unknown): Promise<void> {
  const form = `#ghi-${key}`
  await page.locator(form).evaluate((node) => node.setAttribute('open', ''))
  for (const box of await page.locator(`${form} [name="who[]"]`).all()) await box.check()
  if (met) await page.check(`${form} [name=met][value="${met}"]`)
  const field = (name: string) => page.locator(`${form} [name="${name}"]`)
  const type = async (name: string, value: string) => {
    if ((await field(name).count()) > 0) await field(name).fill(value)
  }
  const today = new Date(walk.doors.clock.now().getTime() + 7 * 3_600_000)
  await type('number', '15/CV')
  await type('on.day', String(today.getUTCDate()))
  await type('on.month', String(today.getUTCMonth() + 1))
  await type('on.year', String(today.getUTCFullYear()))
  await type('amount', '1500000')
  await type('note', 'Đã làm đúng quy định, có biên bản kèm theo.')
  for (const name of ['tep', 'ban-chup'])
    if ((await field(name).count()) > 0)
      await field(name).setInputFiles({
        name: `${kind}.pdf`,
        mimeType: 'application/pdf',
        buffer: await aScan(page),
      })
}

/** What was agreed stands once the parties have had their days to object. */
async function letObjectionsLapse({ doors }: Case): Promise<void> {
  await doors.clock.pass(11 * day)
  await doors.endDays()
}
