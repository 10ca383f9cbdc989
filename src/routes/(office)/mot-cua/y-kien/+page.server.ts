import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { AnswerAsked, answerAsked, listAsked } from '#server/modules/dossiers/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const words = m.dossiers.prerequisites
  return perform(officer, async (work) => {
    const asked = await listAsked(work, officer)
    return {
      isSent: url.searchParams.has('xong'),
      asked: asked.map(({ id, shown, dueAt }) => ({
        id,
        name: shown.prerequisite,
        code: shown.code,
        applicant: shown.applicantName,
        service: shown.serviceName,
        agency: shown.agencyName,
        question: shown.question,
        until: dueAt ? (dueAt < work.now ? words.lateSince : words.until)(formatDateTime(dueAt)) : '',
        isLate: dueAt !== null && dueAt < work.now,
      })),
    }
  })
}

export const actions: Actions = {
  default: async (event) =>
    handleStaffForm(event, z.object({ id: z.uuid(), ...AnswerAsked.shape }), async ({ id, ...said }) => {
      const officer = requireCaseHandler(event.locals.actor)
      await perform(officer, (work) => answerAsked(work, officer, id, said))
      redirect(303, '/mot-cua/y-kien?xong')
    }),
}
