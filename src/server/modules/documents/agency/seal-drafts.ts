/** Đóng dấu: what a leader signed and the clerk seals afterwards, by rule of the agency (NĐ 30/2020/NĐ-CP Điều 32–33). */
import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile, storeOwn } from '#server/platform/files/index.ts'
import { requireProofToSign, requireRole } from '#server/platform/web/guards.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { requireOriginalInForce } from '../changes/changes.ts'
import { draftReturned } from '../events.ts'
import { readReason } from '../read-reason.ts'
import { changedMeanwhile, wrongStatus } from '../refusals.ts'
import { lookOverSigned } from '../sign/archival.ts'
import { lookOn } from '../sign/copy-look.ts'
import { inTime } from '../sign/in-time.ts'
import { issueDocument } from '../sign/issue-document.ts'
import { sealAsAgency } from '../sign/set-and-sign.ts'
import { requireSeal } from '../sign/signers.ts'
import { voidWhatIsOpen } from '../sign/void-number.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'
import { tellDrafter, tellSigner } from '../tell-people.ts'
import { type Draft, requireOwnDraft } from './own-draft.ts'
import { settleRelation } from './relations.ts'
import { eachOne, type OneResult, type SignDrafts } from './sign-drafts.ts'

/** A draft with the fingerprint of what its leader signed, as the clerk has it before them. */
type SeenDraft = SignDrafts[number]

/**
 * The clerk, who has lately proved who they are, seals each of these by itself and issues it: over the very bytes the leader signed, outside any
 * transaction. What is stopped in between waits for its seal as before; what is sealed twice is issued once. One that was signed anew since it was looked at is refused.
 */
export async function sealDrafts(
  clerk: Officer,
  drafts: readonly SeenDraft[],
  options: PerformOptions = {},
): Promise<OneResult[]> {
  requireRole(clerk, 'clerk')
  requireProofToSign(clerk, options.now ?? new Date())
  const seen = new Map(drafts.map((draft) => [draft.id, draft]))
  return eachOne([...seen.values()], (draft) => sealDraft(clerk, draft, options))
}

async function sealDraft(clerk: Officer, seen: SeenDraft, options: PerformOptions): Promise<void> {
  const { id } = seen
  const { leaderSha256, over, kind, agency, parent } = await perform(
    clerk,
    async (work) => {
      const { document, route } = await requireOwnDraft(work, clerk, id)
      const leaderSha256 = requireLeaderSigned({ document, route }, seen)
      await requireOriginalInForce(work, document)
      const agency = await getAgency(work, document.agencyId)
      const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
      return { leaderSha256, over: document.signingSha256 ?? '', kind: document.kind, agency, parent }
    },
    options,
  )
  const at = options.now ?? new Date()
  const seal = lookOn({ kind }, await requireSeal(agency, parent), { agency, at })
  const sealed = await inTime(sealAsAgency(await readFile(leaderSha256), { agency, at }, seal))
  const file = await storeOwn(sealed, 'application/pdf')
  await lookOverSigned(sealed, { id, agencyId: agency.id })
  await perform(
    clerk,
    async (work) => {
      await issueDocument(work, clerk, id, { ...file, over })
      await settleRelation(work, clerk, id)
    },
    options,
  )
}

/** Why a number stays empty when the clerk did not seal: what the register says, with the reason behind it. */
const notSealed = 'không đóng dấu'

/**
 * Không đóng dấu: the clerk found a fault before issuing, says which, and it goes back to
 * whoever wrote it; its number stays empty, with that reason in the register, and what the leader signed is never issued. Signer and writer are told.
 * Refuses what was signed anew since the clerk looked at it.
 */
export async function refuseSeal(
  work: Work,
  clerk: Officer,
  seen: SeenDraft,
  typedReason: string,
): Promise<void> {
  requireRole(clerk, 'clerk')
  const { id } = seen
  const draft = await requireOwnDraft(work, clerk, id)
  requireLeaderSigned(draft, seen)
  const { document } = draft
  const reason = readReason(typedReason)
  await voidWhatIsOpen(work, document, `${notSealed}: ${reason}`)
  const unsigned = await requireOwnDocument(work, clerk, id)
  await takeAction(work, unsigned, 'return', { reason, data: { name: clerk.name } })
  const { agencyId, kind, dossierId } = document
  await work.record(draftReturned(id, { agencyId, kind, dossierId }))
  await tellDrafter(work, clerk, unsigned, 'draft_returned')
  await tellSigner(work, clerk, document, 'seal_refused')
}

function requireLeaderSigned({ document, route }: Draft, seen: SeenDraft): string {
  if (document.status !== 'signing' || !route.leaderSha256) throw wrongStatus({ state: document.status })
  if (route.leaderSha256 !== seen.sha256) throw changedMeanwhile()
  return route.leaderSha256
}
