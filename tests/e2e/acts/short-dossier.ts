/** The shortest form there is, a copy from the register, filed by one of the demo citizens. */
import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'
import { type Person, pageOf } from '../house/people.ts'
import type { Scene } from '../house/scene.ts'

/** Files one dossier. */
export async function fileShortDossier(scene: Scene, person: Person = 'minh'): Promise<{ code: string }> {
  const page = await pageOf(scene, person, {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await fillShortForm(page)
  await page.click('main form .acts .btn.wide')
  const code = /\/ho-so\/([^?]+)\?moi/.exec(page.url())?.[1]
  assert.ok(code, `sent, not at ${page.url()}: ${await page.locator('main').innerText()}`)
  await page.context().close()
  return { code }
}

/** Answers everything, up to the page that shows it once more. */
export function fillShortForm(page: Page): Promise<void> {
  return fillForm(page, '2.000635', shortAnswers, 'xem-lai')
}

/** Answers page after page, up to the papers or to the page that shows everything once more. */
export async function fillForm(
  page: Page,
  service: string,
  answers: Record<string, string>,
  upTo: 'giay-to' | 'xem-lai',
): Promise<void> {
  await page.goto(`/nop/${service}`)
  for (let step = 0; step < 10 && !page.url().endsWith(`/${upTo}`); step++) {
    const before = page.url()
    await answerWhatIsAsked(page, answers)
    await page.click('main .acts button[value="tiep"]')
    if (page.url() !== before) continue
    // An answer revealed another question on the same page.
    await answerWhatIsAsked(page, answers)
    await page.click('main .acts button[value="tiep"]')
  }
  assert.ok(page.url().endsWith(`/${upTo}`), `${page.url()}: ${await page.locator('main').innerText()}`)
}

const shortAnswers = {
  'applicant.relation': 'self',
  'event.kind': 'birth',
  'event.registeredAt': 'Ủy ban nhân dân phường Thuận Hóa',
  'request.copies': '1',
  // Costs nothing, so that it lies before the agency at once.
  exempt: 'merit',
  'receive.by': 'online',
  'place.unit': '19789',
}

async function answerWhatIsAsked(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [key, value] of Object.entries(answers)) {
    const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value)
    if (day && (await page.locator(`[name="answers.${key}.day"]`).count()) > 0) {
      for (const [index, part] of ['day', 'month', 'year'].entries())
        await page.fill(`[name="answers.${key}.${part}"]`, day[index + 1] ?? '')
      continue
    }
    const field = page.locator(`[name="answers.${key}"]`).first()
    if ((await field.count()) === 0) continue
    const kind = await field.evaluate((node) => `${node.tagName} ${node.getAttribute('type') ?? ''}`)
    if (kind.includes('hidden')) continue
    if (kind.includes('radio')) await page.check(`[name="answers.${key}"][value="${value}"]`)
    else if (kind.startsWith('SELECT')) await field.selectOption(value)
    else await field.fill(value)
  }
  const agreement = page.locator('input[type=checkbox][name="answers.declaration.true"]')
  if ((await agreement.count()) > 0) await agreement.check()
}
