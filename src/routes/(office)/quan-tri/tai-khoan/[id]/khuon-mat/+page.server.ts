import { fail, redirect } from '@sveltejs/kit'
import { viewAccount } from '#server/modules/administration/index.ts'
import { accountNotFound } from '#server/modules/identity/index.ts'
import {
  consentVersion,
  EnrolOther,
  enrolOther,
  viewEngine,
  viewFaceOf,
  withdrawOther,
} from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { presentFace } from '../../../../../tai-khoan/khuon-mat/present-face.server.ts'
import { failWith, readPictures } from '../../../../../tai-khoan/khuon-mat/read-pictures.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.meetings.faces

/** An address someone has mistyped names no account. */
function accountIn({ id }: { id?: string | undefined }): string {
  if (!id || !isId(id)) throw accountNotFound()
  return id
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const id = accountIn(params)
  return perform(officer, async (work) => ({
    id,
    name: (await viewAccount(work, officer, id)).displayName,
    ...presentFace(await viewFaceOf(work, officer, id), id),
    engine: viewEngine(),
    consentVersion,
    done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
  }))
}

export const actions: Actions = {
  enrol: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const id = accountIn(params)
    let values: Record<string, string> = {}
    try {
      const { fields, pictures } = await readPictures(request)
      values = { basis: fields.basis ?? '', ground: fields.ground ?? '' }
      const parsed = EnrolOther.safeParse(values)
      if (!parsed.success) {
        const fieldsWrong = parsed.error.issues.map(({ path }) => path.join('.'))
        const issues = Object.fromEntries(
          fieldsWrong.map((field) => [
            field,
            [field === 'basis' ? m.ui.form.choice : m.ui.form.tooShort(10)],
          ]),
        )
        return fail(422, { values, issues, refusal: '' })
      }
      await enrolOther(officer, id, parsed.data, pictures)
    } catch (failure) {
      return failWith(failure, values)
    }
    redirect(303, `/quan-tri/tai-khoan/${id}/khuon-mat?xong=enrol`)
  },
  withdraw: async ({ locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const id = accountIn(params)
    try {
      await perform(officer, (work) => withdrawOther(work, officer, id))
    } catch (failure) {
      return failWith(failure, {})
    }
    redirect(303, `/quan-tri/tai-khoan/${id}/khuon-mat?xong=withdraw`)
  },
}
