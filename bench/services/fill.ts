/** Answers any page of questions from answers that are there beforehand, by the controls it shows. */
import type { Locator, Page } from '@playwright/test'
import type { Answers } from '#shared/form/answers.ts'

interface Control {
  name: string
  kind: string
}

/** Types what is asked inside `scope` and not answered by what the program knows already. */
export async function fill(page: Page, scope: string, answers: Answers): Promise<void> {
  await chooseAnotherPlace(page, scope, answers)
  await fillWhatIsThere(page, scope, answers)
  while (await addRow(page, scope, answers)) await fillWhatIsThere(page, scope, answers)
}

async function fillWhatIsThere(page: Page, scope: string, answers: Answers): Promise<void> {
  const controls = await page.locator(`${scope} [name^="answers."]`).evaluateAll((nodes) =>
    nodes.map(
      (node): Control => ({
        name: node.getAttribute('name') ?? '',
        kind: node.tagName === 'INPUT' ? (node.getAttribute('type') ?? 'text') : node.tagName.toLowerCase(),
      }),
    ),
  )
  const done = new Set<string>()
  for (const { name, kind } of controls) {
    if (kind === 'hidden' || done.has(name)) continue
    done.add(name)
    const value = read(answers, name.slice('answers.'.length))
    const one = page.locator(`${scope} [name="${name}"]`)
    if (value === undefined || value === null) continue
    if (kind === 'radio') await one.and(page.locator(`[value="${said(value)}"]`)).check()
    else if (kind === 'checkbox') await tick(one, value)
    else if (kind === 'select') await one.selectOption(said(value))
    else await one.fill(said(value))
  }
}

/** The program proposes where somebody lives; whoever applies elsewhere says so. */
async function chooseAnotherPlace(page: Page, scope: string, answers: Answers): Promise<void> {
  const known = page.locator(`${scope} input[type=hidden][name="answers.place.unit"]`)
  if ((await known.count()) === 0 || (await known.inputValue()) === read(answers, 'place.unit')) return
  await Promise.all([page.waitForEvent('load'), page.click(`${scope} button[value="mo:answers.place.unit"]`)])
}

async function tick(one: Locator, value: unknown): Promise<void> {
  const wanted = [value].flat().map(said)
  for (const box of await one.all())
    await box.setChecked(wanted.includes((await box.getAttribute('value')) ?? ''))
}

/** Asks for a further row of a repeating group as long as there are answers for one; only filled rows stay. */
async function addRow(page: Page, scope: string, answers: Answers): Promise<boolean> {
  const keys = await page
    .locator(`${scope} button[value^="them:"]`)
    .evaluateAll((buttons) => buttons.map((button) => (button.getAttribute('value') ?? '').slice(5)))
  for (const key of keys) {
    const rows = read(answers, key)
    if (!Array.isArray(rows)) continue
    const rowOf = (at: number) => page.locator(`${scope} [name^="answers.${key}[${at}]"]`)
    let at = 0
    while ((await rowOf(at).count()) > 0) at += 1
    if (at >= rows.length) continue
    await page.click(`${scope} button[value="them:${key}"]`)
    await rowOf(at).first().waitFor()
    return true
  }
  return false
}

/** `documents[0].name`, `child.bornOn.day`, `change.what[]` in nested answers. */
function read(answers: Answers, path: string): unknown {
  const parts = path
    .replace(/\[\]$/, '')
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
  let value: unknown = answers
  for (const part of parts) {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
      const [year, month, day] = value.split('-')
      return { day, month, year }[part]
    }
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}

function said(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // As people write a decimal here.
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value)
}
