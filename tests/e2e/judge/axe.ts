/** What a page must be for everybody: no serious finding of axe, no sideways scrolling, one title, one heading. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { readPage } from './validity.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  impact: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** Serious and critical findings; the page itself may have no script. */
export async function findingsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await bringAxe(page)
  const findings = await page.evaluate<Finding[]>(async () => {
    const { axe } = window as unknown as {
      axe: {
        _audit: { rules: { id: string; impact?: string }[] }
        run(root: Document, options: object): Promise<{ violations: Finding[] }>
      }
    }
    // A rule that says how grave its findings are says nothing else of any of them: what is never serious is not looked for.
    const mild = axe._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate')
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: Object.fromEntries(mild.map(({ id }) => [id, { enabled: false }])),
    })
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  })
  return findings.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(', ')}`,
  )
}

/**
 * Through the debugger, past the content policy that keeps scripts out of our pages; and as a script, which the browser
 * compiles once for all pages of an address and not, as what is evaluated, for each anew.
 */
async function bringAxe(page: Page): Promise<void> {
  const debugging = await page.context().newCDPSession(page)
  await debugging.send('Runtime.evaluate', { expression: source })
  await debugging.detach()
}

let mirror: Page | undefined

/** Checks a page that may have no script: what it shows is set up again where axe can run. */
export async function checkPage(
  page: Page,
  name: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<void> {
  const html = (await page.content())
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    // SvelteKit's voice for what comes without loading: its script hides it by a style of its own.
    .replace(/<div[^>]*id="svelte-announcer"[^>]*>[\s\S]*?<\/div>/, '')
  mirror ??= await page.context().browser()?.newPage()
  assert.ok(mirror)
  await mirror.emulateMedia({ colorScheme })
  await mirror.setViewportSize(page.viewportSize() ?? { width: 360, height: 740 })
  // The styles belong to an address of the same house; `/health` brings no policy of its own, and so asked says nothing of how
  // all of the house is: that takes a dozen connections.
  await mirror.goto(new URL('/health?web', page.url()).href)
  await mirror.setContent(html, { waitUntil: 'load' })
  // What moves in is judged where it comes to rest: on its way it is half transparent.
  await mirror.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  })
  assert.deepEqual(await findingsOf(mirror), [], `axe on ${name}`)
  await readPage(html, name)
  assert.equal(await overflowOf(mirror), 0, `${name} scrolls sideways`)
  assert.notEqual(await page.title(), '', `${name} has a title`)
}

/** By how many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return Math.max(0, scrollWidth - clientWidth)
  })
}

/** Walks by Tab through a page; names every stop at which nothing shows where the focus is. */
export async function unseenStops(page: Page, most = 60): Promise<string[]> {
  const unseen: string[] = []
  for (let at = 0; at < most; at++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const node = document.activeElement
      if (!node || node === document.body) return null
      const look = () =>
        [node, ...node.querySelectorAll('*')]
          .slice(0, 12)
          .map((part) => {
            const { outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth } =
              getComputedStyle(part)
            return [outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth].join()
          })
          .join('|')
      const { width, height } = node.getBoundingClientRect()
      const name = node.outerHTML.slice(0, 80)
      if (!(node instanceof HTMLElement || node instanceof SVGElement)) return { name, isSeen: false }
      const focused = look()
      node.blur()
      const rest = look()
      node.focus()
      return { name, isSeen: focused !== rest && width > 1 && height > 1 }
    })
    if (!stop) break
    if (!stop.isSeen) unseen.push(stop.name)
  }
  return unseen
}
