import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { getAgency, listAgencies } from '#server/modules/agencies/index.ts'
import {
  beginWithTemplate,
  CreateDraft,
  createDraft,
  findDocumentIfVisible,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { documentTypes } from '#shared/document/types.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const answers = z.uuid().safeParse(url.searchParams.get('tra-loi')).data
  const chosen = z.uuid().safeParse(url.searchParams.get('mau')).data
  return perform(officer, async (work) => {
    const template = chosen ? await beginWithTemplate(work, officer, chosen) : undefined
    const agency = await getAgency(work, officer.agencyId)
    const answered = answers ? await findDocumentIfVisible(work, officer, answers) : undefined
    const agencies = await listAgencies(work, localDay(work.now))
    return {
      types: documentTypes.map(({ key, name }) => ({ value: key, label: name })),
      isCommittee: agency.kind === 'people_committee',
      agency: agency.name,
      agencies: agencies.map(({ name }) => name).slice(0, 1000),
      template: template && chosen ? { id: chosen, name: template.name, kind: template.kind } : null,
      answers: answered
        ? { id: answered.id, text: [answered.symbol, answered.subject].filter(Boolean).join(', ') }
        : null,
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, CreateDraft, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const { id } = await perform(officer, (work) => createDraft(work, officer, input))
      redirect(303, `/van-ban/${id}?xong=draft`)
    }),
}
