import { m } from '#shared/messages/index.ts'
import { escapeHtml, frame, stylesheet as sheetWith } from '../demo-page.ts'

/** Everything that stands in for money lies below it. */
export const demoPaymentsPath = '/thu'
export const sheetPath = `${demoPaymentsPath}/giao-dien.css`

const ownStyles = `
.list small{display:block}
.sum{font-size:var(--t3);font-weight:600}
textarea.input{min-height:6rem;word-break:break-all}`

let sheet: string | undefined

export function stylesheet(): string {
  sheet ??= sheetWith(demoPaymentsPath, ownStyles)
  return sheet
}

/** A page of one stand-in; `body` is HTML. */
export function page(name: string, title: string, body: string): string {
  return frame({ title: `${title} – ${name}`, top: name, sheet: sheetPath, body })
}

/** That nobody's money moves here. */
export function markOf(about: string): string {
  return `<div class="notice soon"><div><b>${escapeHtml(m.payments.standIns.mark)}</b> ${escapeHtml(about)}</div></div>`
}

export function factsOf(facts: readonly (readonly [label: string, value: string])[]): string {
  const rows = facts.map(
    ([label, value]) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  )
  return `<dl class="facts">${rows.join('')}</dl>`
}

export function alertOf(text: string): string {
  return `<div class="errors" role="alert"><h2>${escapeHtml(text)}</h2></div>`
}

export function hidden(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')
}
