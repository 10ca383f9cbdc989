import { z } from 'zod'
import {
  beginDrafts,
  type DraftPlan,
  declineDrafts,
  describeDraft,
  isOfAnotherDay,
  listDraftsToSign,
  mostAtOnce,
  type OneResult,
  planDraft,
  signDrafts,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { hasFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { draftAddresses } from '#ui/draft-address.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'
import { presentResults } from '../../van-ban/present-results.server.ts'
import { presentRow } from '../../van-ban/present-row.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const leader = requireRole(locals.actor, 'leader')
  const wanted = new Set(url.searchParams.getAll('chon').slice(0, mostAtOnce))
  const { rows, chosen, now } = await perform(leader, async (work) => {
    const rows = await listDraftsToSign(work, leader)
    const chosen = []
    for (const row of rows.filter(({ id }) => wanted.has(id)))
      chosen.push({ row, plan: await planDraft(work, row.id).catch(asProblem) })
    return { rows, chosen, now: work.now }
  })
  const shown = []
  for (const { row, plan } of chosen) shown.push(await presentChosen(leader, row, plan, now))
  return {
    rows: rows.map((row) => ({ ...presentRow(row, now), isChosen: wanted.has(row.id) })),
    chosen: shown,
    most: mostAtOnce,
    isFresh: hasFreshFactor(leader),
    path: `${url.pathname}${url.search}`,
  }
}

/** What stops one of them is said beside it. */
function asProblem(error: unknown): { problem: string } {
  if (!(error instanceof Refusal)) throw error
  return { problem: m.refusal(error.code, error.details) }
}

type Row = Awaited<ReturnType<typeof listDraftsToSign>>[number]

/** A chosen document with its pages: the draft, or once its number is reserved the very file that will be signed. */
async function presentChosen(leader: Officer, row: Row, plan: DraftPlan | { problem: string }, now: Date) {
  const { id, subject, title, status, symbol } = row
  const isReserved = status === 'signing'
  const isStale = isReserved && isOfAnotherDay(row, now)
  const shown = { id, subject, title, symbol: symbol ?? '', isReserved, isStale, href: `/van-ban/${id}` }
  const draft = 'problem' in plan ? plan : await describeDraft(plan, leader.id).catch(asProblem)
  if ('problem' in draft) return { ...shown, pages: [], pdf: '', sha256: '', isReady: false, ...draft }
  const isReady = isReserved && !isStale && draft.number !== undefined
  return { ...shown, ...draftAddresses(draft), sha256: draft.sha256, isReady, problem: '' }
}

const Ids = z.object({ ids: z.array(z.uuid()).default([]) })
const Shown = z.object({ sha256: z.record(z.uuid(), z.string().regex(/^[0-9a-f]{64}$/)).default({}) })
const Declined = Shown.extend({ reason: z.string().default('') })

/** Each document with the file of it that was on the page. */
function draftsOf({ sha256 }: z.infer<typeof Shown>) {
  return Object.entries(sha256).map(([id, file]) => ({ id, sha256: file }))
}

const words = m.documents.route.sign

async function told(
  leader: Officer,
  results: readonly OneResult[],
  done: (symbol: string, isIssued: boolean) => string,
) {
  return { results: await presentResults(leader, results, done) }
}

export const actions: Actions = {
  begin: async (event) => {
    let results: OneResult[] = []
    const failed = await handleStaffForm(event, Ids, async ({ ids }) => {
      results = await beginDrafts(requireRole(event.locals.actor, 'leader'), ids)
    })
    return failed ?? told(requireRole(event.locals.actor, 'leader'), results, words.begun)
  },
  sign: async (event) => {
    let results: OneResult[] = []
    const failed = await handleStaffForm(event, Shown, async (shown) => {
      results = await signDrafts(requireRole(event.locals.actor, 'leader'), draftsOf(shown))
    })
    const done = (symbol: string, isIssued: boolean) =>
      isIssued ? words.done(symbol) : words.doneSeal(symbol)
    return failed ?? told(requireRole(event.locals.actor, 'leader'), results, done)
  },
  decline: async (event) => {
    let results: OneResult[] = []
    const failed = await handleStaffForm(event, Declined, async ({ reason, ...shown }) => {
      results = await declineDrafts(requireRole(event.locals.actor, 'leader'), draftsOf(shown), reason)
    })
    return failed ?? told(requireRole(event.locals.actor, 'leader'), results, () => words.declined)
  },
}
