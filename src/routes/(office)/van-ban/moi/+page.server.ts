import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { getAgency, listAgencies } from '#server/modules/agencies/index.ts'
import {
  beginWithTemplate,
  CreateDraft,
  createDraft,
  type Document,
  findDocumentIfVisible,
  listTemplates,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { documentTypes, findDocumentType } from '#shared/document/types.ts'
import { searchKey } from '#shared/text/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Begins the value that means a template in the list of types. */
const ofTemplate = 'mau:'

const NewDraft = CreateDraft.omit({ template: true }).extend({
  kind: z.union([
    CreateDraft.shape.kind,
    z
      .templateLiteral([ofTemplate, z.uuid()])
      .transform((value) => ({ template: value.slice(ofTemplate.length) })),
  ]),
})

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const answers = z.uuid().safeParse(url.searchParams.get('tra-loi')).data
  const chosen = z.uuid().safeParse(url.searchParams.get('mau')).data
  return perform(officer, async (work) => {
    const templates = (await listTemplates(work, officer)).filter(({ validTo }) => validTo === null)
    const agency = await getAgency(work, officer.agencyId)
    const answered = answers ? await findDocumentIfVisible(work, officer, answers) : undefined
    const agencies = await listAgencies(work, localDay(work.now))
    return {
      types: documentTypes.map(({ key, name }) => ({ value: key, label: name })),
      isCommittee: agency.kind === 'people_committee',
      agency: agency.name,
      agencies: agencies.map(({ name }) => name).slice(0, 1000),
      templates: templates.map(({ id, kind, name }) => ({
        value: `${ofTemplate}${id}`,
        label: `${findDocumentType(kind)?.name ?? kind}: ${name}`,
      })),
      chosen: templates.some(({ id }) => id === chosen) ? `${ofTemplate}${chosen}` : '',
      answers: answered ? answerOf(answered, agencies) : null,
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** What is answered, and whom the answer goes to: whoever sent it, through the system where they are in it. */
function answerOf(
  { id, symbol, subject, content }: Document,
  agencies: readonly { id: string; name: string }[],
) {
  const from = content.from
  const called = searchKey(from?.name ?? '')
  const agency = agencies.find((one) =>
    from?.agencyId ? one.id === from.agencyId : searchKey(one.name) === called,
  )
  return {
    id,
    text: [symbol, subject].filter(Boolean).join(', '),
    to: agency?.name ?? from?.name ?? '',
    recipientAgency: agency?.name ?? '',
  }
}

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, NewDraft, async ({ kind, ...input }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const { id } = await perform(officer, async (work) => {
        if (typeof kind === 'string') return createDraft(work, officer, { ...input, kind })
        const { template } = kind
        const begun = await beginWithTemplate(work, officer, template)
        return createDraft(work, officer, { ...input, kind: begun.kind, template })
      })
      redirect(303, `/van-ban/${id}?xong=draft`)
    }),
}
