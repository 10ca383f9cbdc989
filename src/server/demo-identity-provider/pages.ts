/** The demo provider's own pages: plain HTML in our look, without script, and marked as what they are. */

import { demoIssuerPath } from '#server/modules/identity/index.ts'
import { m } from '#shared/messages/index.ts'
import type { Refusal } from '#shared/refusal.ts'
import { escapeHtml, frame, stylesheet as sheetWith } from '../demo-page.ts'
import type { DemoPerson } from './demo-person.ts'

export const sheetPath = `${demoIssuerPath}/giao-dien.css`

const ownStyles = `
.people{list-style:none;padding:0;margin:0;border-top:1px solid var(--line)}
.people li{border-bottom:1px solid var(--line)}
.people button{display:block;width:100%;min-height:var(--touch);padding:var(--s3) 0;border:0;background:none;color:var(--brand);font:inherit;text-align:left;cursor:pointer}
.people button:hover b{text-decoration:underline}
.people small{display:block;color:var(--ink-2);font-size:var(--t-1)}`

let sheet: string | undefined

/** So that the page looks like the rest of the demo. */
export function stylesheet(): string {
  sheet ??= sheetWith(demoIssuerPath, ownStyles)
  return sheet
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
  return frame({ title, top: m.identity.demoProvider.name, sheet: sheetPath, body })
}
