import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  listOutOfOrder,
  listSealsWaiting,
  mostAtOnce,
  refuseSeal,
  sealDrafts,
} from '#server/modules/documents/index.ts'
import { hasFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'
import { presentResults } from '../present-results.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const clerk = requireRole(locals.actor, 'clerk', 'leader')
  return perform(clerk, async (work) => {
    const seals = await listSealsWaiting(work, clerk)
    const words = m.documents.route.clerk
    return {
      isClerk: clerk.roles.includes('clerk'),
      isFresh: hasFreshFactor(clerk),
      most: mostAtOnce,
      isReturned: url.searchParams.get('xong') === 'tra-lai',
      seals: seals.map(({ id, subject, title, symbol, signerName, since, leaderSha256 }) => ({
        id,
        sha256: leaderSha256 ?? '',
        subject,
        title,
        symbol: symbol ?? '',
        signed: words.signedBy(signerName ?? '', formatDateTime(since)),
        pdf: `/van-ban/${id}/du-thao`,
      })),
      order: (await listOutOfOrder(work, clerk)).map((one) => ({
        key: `${one.documentId}-${one.year}-${one.number}`,
        href: one.isOfAgency ? `/van-ban/${one.documentId}` : undefined,
        number: `${one.number}/${one.year}`,
        register: findDocumentType(one.register)?.name ?? m.documents.registers.nameOf(one.register),
        what: words.what[one.what] ?? '',
        open:
          one.what === 'open'
            ? `/van-ban/so?so=di${one.isOfAgency ? `&bo-so=${one.documentId}` : ''}#so-dang-giu`
            : undefined,
        reason: one.reason ?? '',
        on: formatDateTime(one.on),
      })),
    }
  })
}

/** Of what was signed as it was on the page. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Refused = z.object({ id: z.uuid(), sha256: Sha256, reason: z.string().default('') })
const Sealed = z.object({
  ids: z.array(z.uuid()).default([]),
  sha256: z.record(z.uuid(), Sha256).default({}),
})

export const actions: Actions = {
  refuse: (event) =>
    handleStaffForm(event, Refused, async ({ reason, ...seen }) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => refuseSeal(work, clerk, seen, reason))
      redirect(303, '/van-ban/dong-dau?xong=tra-lai')
    }),
  seal: async (event) => {
    let results: Awaited<ReturnType<typeof sealDrafts>> = []
    const failed = await handleStaffForm(event, Sealed, async ({ ids, sha256 }) => {
      const drafts = ids.map((id) => ({ id, sha256: sha256[id] ?? '' }))
      results = await sealDrafts(requireRole(event.locals.actor, 'clerk'), drafts)
    })
    if (failed) return failed
    const clerk = requireRole(event.locals.actor, 'clerk')
    const words = m.documents.route.sign
    return { results: await presentResults(clerk, results, words.done) }
  },
}
