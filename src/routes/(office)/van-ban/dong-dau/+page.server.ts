import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  listOutOfOrder,
  listWaitingWork,
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
    const { seals } = await listWaitingWork(work, clerk)
    const words = m.documents.route.clerk
    return {
      isClerk: clerk.roles.includes('clerk'),
      isFresh: hasFreshFactor(clerk),
      most: mostAtOnce,
      isReturned: url.searchParams.get('xong') === 'tra-lai',
      seals: seals.map(({ id, subject, title, symbol, signerName, since }) => ({
        id,
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
        reason: one.reason ?? '',
        on: formatDateTime(one.on),
      })),
    }
  })
}

const Refused = z.object({ id: z.uuid(), reason: z.string().default('') })

export const actions: Actions = {
  refuse: (event) =>
    handleStaffForm(event, Refused, async ({ id, reason }) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => refuseSeal(work, clerk, id, reason))
      redirect(303, '/van-ban/dong-dau?xong=tra-lai')
    }),
  seal: async (event) => {
    let results: Awaited<ReturnType<typeof sealDrafts>> = []
    const failed = await handleStaffForm(
      event,
      z.object({ ids: z.array(z.uuid()).default([]) }),
      async ({ ids }) => {
        results = await sealDrafts(requireRole(event.locals.actor, 'clerk'), ids)
      },
    )
    if (failed) return failed
    const clerk = requireRole(event.locals.actor, 'clerk')
    const words = m.documents.route.sign
    return { results: await presentResults(clerk, results, words.done) }
  },
}
