/** The demo provider's own pages: plain HTML in our look, without script, and marked as what they are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoIssuerPath } from '#server/modules/identity/index.ts'
import { m } from '#shared/messages/index.ts'
import type { Refusal } from '#shared/refusal.ts'
import type { DemoPerson } from './demo-person.ts'

const uiFolder = join(process.cwd(), 'src/ui')
const fontFiles = ['be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2']
export const sheetPath = `${demoIssuerPath}/giao-dien.css`

const ownStyles = `
.top .wrap{padding-block:var(--s4);font-weight:600}
.people{list-style:none;padding:0;margin:0;border-top:1px solid var(--line)}
.people li{border-bottom:1px solid var(--line)}
.people button{display:block;width:100%;min-height:var(--touch);padding:var(--s3) 0;border:0;background:none;color:var(--brand);font:inherit;text-align:left;cursor:pointer}
.people button:hover b{text-decoration:underline}
.people small{display:block;color:var(--ink-2);font-size:var(--t-1)}`

let sheet: string | undefined

/** The tokens and what every look shares, so that the page looks like the rest of the demo. */
export function stylesheet(): string {
  sheet ??= ['tokens.css', ...importsOf('shared.css')]
    .map((file) => readSheet(file).replaceAll('../../fonts/', `${demoIssuerPath}/chu/`))
    .concat(ownStyles)
    .join('\n')
  return sheet
}

function importsOf(file: string): string[] {
  return [...readSheet(file).matchAll(/^@import "\.\/(.+)";$/gm)].map(([, path]) => path ?? '')
}

function readSheet(file: string): string {
  return readFileSync(join(uiFolder, 'css', file), 'utf8')
}

export function font(name: string): Buffer | undefined {
  return fontFiles.includes(name) ? readFileSync(join(uiFolder, 'fonts', name)) : undefined
}

/** Choose a person, or type a number and the demo password. */
export function signInPage(
  action: string,
  people: readonly DemoPerson[],
  failed: { idNumber: string } | undefined,
): string {
  const words = m.identity.demoProvider
  const choices = people.map(
    ({ idNumber, fullName, note }) =>
      `<li><button name="nguoi" value="${escapeHtml(idNumber)}"><b>${escapeHtml(fullName)}</b><small>${escapeHtml(
        note ? `${note} · ${idNumber}` : idNumber,
      )}</small></button></li>`,
  )
  return page(
    words.title,
    `<h1>${escapeHtml(words.title)}</h1>
<div class="notice soon"><div><b>${escapeHtml(words.markTitle)}</b> ${escapeHtml(words.mark)}</div></div>
${failed ? `<div class="errors" role="alert"><h2>${escapeHtml(words.wrong)}</h2></div>` : ''}
<h2>${escapeHtml(words.choose)}</h2>
<form method="post" action="${escapeHtml(action)}"><ul class="people">${choices.join('')}</ul></form>
<h2>${escapeHtml(words.type)}</h2>
<form method="post" action="${escapeHtml(action)}" class="flow">
<div class="field"><label for="so">${escapeHtml(words.idNumber)}</label>
<input class="input num" id="so" name="so" inputmode="numeric" autocomplete="off" maxlength="20" value="${escapeHtml(failed?.idNumber ?? '')}"></div>
<div class="field"><label for="mat-khau">${escapeHtml(words.password)}</label>
<input class="input" id="mat-khau" name="mat-khau" type="password" autocomplete="current-password" maxlength="200"></div>
<p><button class="btn two">${escapeHtml(words.signIn)}</button></p></form>
<form method="post" action="${escapeHtml(action)}"><button class="btn quiet" name="thoi" value="1">${escapeHtml(words.cancel)}</button></form>`,
  )
}

export function errorPage(origin: string, refusal?: Refusal): string {
  const words = m.identity.demoProvider
  const text = refusal ? m.refusal(refusal.code, refusal.details) : words.error
  return page(
    words.errorTitle,
    `<h1>${escapeHtml(words.errorTitle)}</h1><p>${escapeHtml(text)}</p>
<p><a class="btn" href="${escapeHtml(origin)}/dang-nhap">${escapeHtml(words.again)}</a></p>`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="${sheetPath}"></head>
<body><header class="top"><div class="wrap">${escapeHtml(m.identity.demoProvider.name)}</div></header>
<main><div class="wrap page"><div class="one flow">${body}</div></div></main></body></html>`
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
