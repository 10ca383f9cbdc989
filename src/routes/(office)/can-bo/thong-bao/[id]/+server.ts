import { error, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { openStaffNotice } from '#server/modules/notifications/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { RequestHandler } from './$types'

/** Opens a notice: it is read, and leads to its page. Of another's, or of an agency not acted for, nothing is said. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const officer = requireOfficer(locals.actor)
  const id = z.uuid().safeParse(params.id)
  const opened = id.success
    ? await perform(officer, (work) => openStaffNotice(work, officer, id.data))
    : undefined
  if (!opened) error(404)
  redirect(303, officer.agencyIds.includes(opened.agencyId) ? opened.path : '/tai-khoan/co-quan')
}
