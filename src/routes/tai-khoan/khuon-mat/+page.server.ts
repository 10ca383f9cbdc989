import { fail, redirect } from '@sveltejs/kit'
import {
  consentVersion,
  EnrolSelf,
  enrolSelf,
  mostViews,
  viewEngine,
  viewOwnFace,
  withdrawOwn,
} from '#server/modules/meetings/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentFace } from './present-face.server.ts'
import { failWith, readPictures } from './read-pictures.server.ts'

const words = m.meetings.faces

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireOfficer(locals.actor)
  const view = await perform(officer, (work) => viewOwnFace(work, officer))
  return {
    ...presentFace(view, officer.id),
    engine: viewEngine(),
    consentVersion,
    mostViews,
    done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
  }
}

export const actions: Actions = {
  enrol: async ({ request, locals }) => {
    const officer = requireOfficer(locals.actor)
    try {
      const { fields, pictures } = await readPictures(request)
      if (!EnrolSelf.safeParse(fields).success)
        return fail(422, { values: {}, issues: { consent: [words.consent.missing] }, refusal: '' })
      await enrolSelf(officer, pictures)
    } catch (failure) {
      return failWith(failure, {})
    }
    redirect(303, '/tai-khoan/khuon-mat?xong=enrol')
  },
  withdraw: async ({ locals }) => {
    const officer = requireOfficer(locals.actor)
    try {
      await perform(officer, (work) => withdrawOwn(work, officer))
    } catch (failure) {
      return failWith(failure, {})
    }
    redirect(303, '/tai-khoan/khuon-mat?xong=withdraw')
  },
}
