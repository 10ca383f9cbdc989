import { redirect } from '@sveltejs/kit'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { BeginCopy, beginCopy, openOriginal } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { normalise } from '#shared/text/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { idOf } from '../act-on-document.server.ts'
import { pathOf } from '../copied.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Sao văn bản: of a document the agency issued or received, by whoever works on documents there. */
export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const { document, cited, forms, parts } = await openOriginal(work, officer, id)
    return {
      cited: normalise(cited),
      subject: document.subject,
      href: pathOf(document),
      forms: forms.map((value) => ({ value, label: m.documents.copies.forms[value] })),
      parts: parts
        .slice(0, 300)
        .map(({ id: value, label, text }) => ({ value, label: shortened(label, text) })),
      agencies: (await listAgencies(work, localDay(work.now))).map(({ name }) => name).slice(0, 1000),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const mostShown = 160

/** As it is known again in a list. */
function shortened(label: string, text: string): string {
  const line = normalise([label, text].filter(Boolean).join(' ').replace(/\s+/g, ' '))
  return line.length > mostShown ? `${line.slice(0, mostShown - 1)}…` : line
}

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, BeginCopy, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const { id } = await beginCopy(officer, idOf(event.params), input)
      redirect(303, `/van-ban/${id}?xong=draft`)
    }),
}
