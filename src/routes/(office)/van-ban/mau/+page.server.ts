import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  endTemplate,
  listOwnTexts,
  listTemplates,
  MakeTemplate,
  makeTemplate,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const mayMake = officer.roles.includes('clerk') || officer.roles.includes('leader')
  return perform(officer, async (work) => {
    const templates = await listTemplates(work, officer)
    const texts = mayMake ? await listOwnTexts(work, officer) : []
    return {
      mayMake,
      templates: templates.map(({ id, kind, name, validFrom, validTo }) => ({
        id,
        name,
        type: findDocumentType(kind)?.name ?? kind,
        from: formatDate(validFrom),
        to: validTo === null ? '' : formatDate(validTo),
      })),
      texts: texts.map(({ id, title, subject }) => ({ value: id, label: `${title}: ${subject}` })),
      done: url.searchParams.get('xong') ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

export const actions: Actions = {
  make: (event) =>
    handleStaffForm(event, MakeTemplate, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      await perform(officer, (work) => makeTemplate(work, officer, input))
      redirect(303, '/van-ban/mau?xong=make')
    }),
  end: (event) =>
    handleStaffForm(event, z.object({ id: z.uuid() }), async ({ id }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      await perform(officer, (work) => endTemplate(work, officer, id))
      redirect(303, '/van-ban/mau?xong=end')
    }),
}
