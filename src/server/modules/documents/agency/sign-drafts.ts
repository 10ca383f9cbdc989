/** Ký: drafts of an agency at `/ky-so`, one or many by one confirmation; what was confirmed is finished whatever stops in between. */
import { z } from 'zod'
import { type Officer, system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { requireProofToSign, requireRole } from '#server/platform/web/guards.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { leaderSigned } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import type { ConfirmedPlace, Document } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { beingSigned, changedMeanwhile, keyBusy, signingGoesOn, tooManyAtOnce } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { listConfirmedDrafts } from '../route/route-queries.ts'
import { type Confirmation, confirmSigning } from '../sign/confirm-signing.ts'
import { issueDocument } from '../sign/issue-document.ts'
import { inNumberTurn } from '../sign/number-turns.ts'
import { prepareDocument } from '../sign/prepare-document.ts'
import { reserveFor } from '../sign/reserve-number.ts'
import { forgetShown } from '../sign/shown-pages.ts'
import { type SignedFile, signConfirmed } from '../sign/sign-confirmed.ts'
import { declineSigning } from '../sign/void-number.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'
import { requireOfAgency, requireOwnDraft } from './own-draft.ts'
import { settleRelation } from './relations.ts'

export const mostAtOnce = 20

/** What became of one of several: nothing stopped it, or this did. */
export interface OneResult {
  id: string
  /** The code of a refusal; of a failure of ours what the outside may know of it. */
  refusal: string | null
  details: Record<string, unknown>
}

/** Each by itself: one that is refused, or meets a database that went away, stops no other, and what became of each is told. */
export async function eachOne<Item extends { id: string }>(
  items: readonly Item[],
  task: (item: Item) => Promise<unknown>,
): Promise<OneResult[]> {
  if (items.length === 0 || items.length > mostAtOnce) throw tooManyAtOnce({ most: mostAtOnce })
  const results: OneResult[] = []
  for (const item of items) {
    try {
      await task(item)
      results.push({ id: item.id, refusal: null, details: {} })
    } catch (error) {
      const { code, details } = describeFailure(error)
      results.push({ id: item.id, refusal: code, details })
    }
  }
  return results
}

/** Each takes its number and is set with it, to be looked at; as `reserveNumber` and `prepareDocument`, for each by itself. */
export async function beginDrafts(
  leader: Officer,
  ids: readonly string[],
  options: PerformOptions = {},
): Promise<OneResult[]> {
  requireRole(leader, 'leader')
  return eachOne(
    [...new Set(ids)].map((id) => ({ id })),
    async ({ id }) => {
      // Number and page are of one moment: midnight may pass between them.
      const moment = { now: options.now ?? new Date() }
      await reserveForDraft(leader, id, moment)
      await prepareDocument(leader, id, moment)
    },
  )
}

/** The number of one draft, as `reserveNumber`, in its turn at the agency. */
export function reserveForDraft(leader: Officer, id: string, options: PerformOptions = {}): Promise<void> {
  const reserve = async (work: Work) => {
    requireDocumentHandler(leader)
    await reserveFor(work, leader, requireOfAgency(await requireOwnDocument(work, leader, id)))
  }
  return inNumberTurn(leader.agencyId, leader.id, () => perform(leader, reserve, options))
}

/**
 * Không ký: each number stays empty, with this reason in the register, and the draft waits for a signature as before. Refuses one that holds another
 * file by now than the leader has before them (`documents.changed_meanwhile`); one whose number has ended meanwhile stays as it is.
 */
export async function declineDrafts(
  leader: Officer,
  drafts: SignDrafts,
  reason: string,
  options: PerformOptions = {},
): Promise<OneResult[]> {
  requireRole(leader, 'leader')
  readReason(reason)
  return eachOne(drafts, ({ id, sha256 }) =>
    perform(
      leader,
      async (work) => {
        const { document } = await requireOwnDraft(work, leader, id)
        if (document.status === 'signing' && (document.signingSha256 ?? '') !== sha256)
          throw changedMeanwhile()
        await declineSigning(work, leader, id, reason)
      },
      options,
    ),
  )
}

export const SignDrafts = z.array(
  z.strictObject({
    id: z.uuid(),
    /** Fingerprint of the stored file the leader has seen, every page of it. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
)
export type SignDrafts = z.infer<typeof SignDrafts>

/**
 * One confirmation for all of these: refuses as a whole whoever has not lately proved who they are. Then each by itself: confirmed
 * where every page of it was shown and nothing has changed since, signed outside any transaction, and issued; or left to the clerk for
 * its seal. A stale one is refused and stays as it was; a repeated one is issued already and says so.
 */
export async function signDrafts(
  leader: Officer,
  drafts: SignDrafts,
  options: PerformOptions = {},
): Promise<OneResult[]> {
  requireRole(leader, 'leader')
  requireProofToSign(leader, options.now ?? new Date())
  const keys = askedOnce()
  return eachOne(drafts, async ({ id, sha256 }) => {
    await perform(
      leader,
      async (work) => {
        await requireOwnDraft(work, leader, id)
        await confirmSigning(work, leader, id, sha256)
      },
      options,
    )
    await keys(leader.id, () => finishDraft(leader, id, options)).catch(goesOn)
  })
}

/** What is confirmed goes on by itself, whatever stops it now: that is said, not that nothing happened. */
function goesOn(error: unknown): never {
  if (error instanceof Refusal) throw error
  describeFailure(error)
  throw signingGoesOn()
}

/** Has tasks done with somebody's keys; once those did not answer nobody waits for them again, and what is left goes on by itself later. */
function askedOnce() {
  const silent = new Set<string>()
  return async (accountId: string, task: () => Promise<void>): Promise<void> => {
    if (silent.has(accountId)) throw keyBusy()
    try {
      await task()
    } catch (error) {
      if (error instanceof Refusal && error.code === keyBusy().code) silent.add(accountId)
      throw error
    }
  }
}

/** Signs what this leader confirmed, and issues it or leaves it to the clerk; does nothing where that has happened. Refuses anybody else. */
export async function finishDraft(leader: Officer, id: string, options: PerformOptions = {}): Promise<void> {
  const { signedBy, signerName, status } = await perform(leader, (work) =>
    requireOwnDocument(work, leader, id),
  )
  if (status === 'signing' && signedBy !== leader.id) throw beingSigned({ by: signerName ?? '' })
  const signed = await signConfirmed(leader, id)
  if (!signed) return
  await perform(
    leader,
    async (work) => {
      const { document, route } = await requireOwnDraft(work, leader, id)
      if (document.status !== 'signing' || route.leaderSha256) return
      if (route.seal === 'by_clerk') return keepLeaderSigned(work, document, signed)
      await issueDocument(work, leader, id, signed)
      await settleRelation(work, leader, id)
    },
    options,
  )
}

/** Added to the document as it was looked at: one that somebody else finished since is left as they left it. */
async function keepLeaderSigned(work: Work, document: Document, { sha256, over }: SignedFile): Promise<void> {
  const { id } = document
  if (document.signingSha256 !== over) throw changedMeanwhile()
  await keepFiles(work, [sha256], 'route', id)
  await takeAction(work, document, 'sign', { sha256 })
  await forgetShown(work, id)
  const { number, symbol } = document
  const about = await aboutOf(work, document, { isSigned: true })
  await work.record(leaderSigned(id, { ...about, number: number ?? 0, symbol: symbol ?? '', sha256 }))
}

/** How long after a confirmation nobody else finishes the work of whoever confirmed. */
const patienceMs = 60_000
const atOnce = 500

/**
 * Goes on with what a leader confirmed and this program, stopped or refused by a key in between, did not bring to its end: on behalf of
 * who confirmed it, with the same number and the same bytes. One that fails stops no other.
 */
export async function finishDrafts(options: PerformOptions = {}): Promise<number> {
  const since = new Date((options.now ?? new Date()).getTime() - patienceMs)
  const keys = askedOnce()
  let count = 0
  const page = (after: ConfirmedPlace | undefined) =>
    perform(system, (work) => listConfirmedDrafts(work.tx, since, { after, limit: atOnce }), options)
  await eachApart(allPages(page, atOnce), ({ id, data }) => {
    count++
    const { officer } = data as Confirmation
    return keys(officer.id, () => finishDraft({ kind: 'officer', ...officer }, id, options))
  })
  return count
}
