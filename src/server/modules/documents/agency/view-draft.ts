import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { recordOpening } from '../openings.ts'
import type { Document } from '../queries.ts'
import { isAmongSigners } from '../route/may-sign.ts'
import { isOpenToChange, type Part } from '../route/model.ts'
import {
  listActionsOf,
  listReasonsToRead,
  listRelationsOf,
  listVersionsOf,
  type Route,
} from '../route/route-queries.ts'
import { partIn } from '../route/take-part.ts'
import { findSigningPower, wantedFor } from '../sign/signing-power.ts'
import { listOpinionRows, type Opinion } from './opinion-queries.ts'
import { mayAnswer } from './opinions.ts'
import { requireReadableDraft } from './own-draft.ts'

export interface DraftView {
  document: Document
  route: Route
  /** Of this officer's agency, or an inherited one. */
  isOwn: boolean
  /** What went before the issue is for its agency and those in its route; recipients read the document. */
  seesMaking: boolean
  /** Asked about it, an agency sees what it was asked and has said, and no text after its answer. */
  isAsked: boolean
  opinions: Opinion[]
  actions: Awaited<ReturnType<typeof listActionsOf>>
  versions: Awaited<ReturnType<typeof listVersionsOf>>
  relations: Awaited<ReturnType<typeof listRelationsOf>>
  may: DraftActs
}

/** What this officer may do with it now. */
export interface DraftActs {
  write: boolean
  submit: boolean
  withdraw: boolean
  ask: boolean
  /** The questions they may answer, by id. */
  answer: string[]
  /** As whom they take the step it waits for. */
  approve: Part | undefined
  returnIt: boolean
  sign: boolean
  seal: boolean
  discard: boolean
  succeed: boolean
  copy: boolean
  askRevoke: boolean
  /** Somebody else asked, and this leader may decide. */
  decideRevoke: boolean
}

/** One draft with all that is known of it, opened: that staff did is in the log. */
export async function viewDraft(work: Work, officer: Officer, id: string): Promise<DraftView> {
  const { document, route } = await requireReadableDraft(work, officer, id)
  await recordOpening(work, document)
  const isOwn = officer.agencyIds.includes(document.agencyId)
  const reasons = isOwn ? [] : await listReasonsToRead(work.tx, id, officer.agencyIds)
  const seesMaking = isOwn || reasons.includes('route')
  const isAsked = seesMaking || reasons.includes('opinion')
  // The row policies give an agency that was asked its own.
  const opinions = isAsked ? await listOpinionRows(work.tx, id) : []
  return {
    document: seesMaking ? document : { ...document, ...nothingAsked },
    route: seesMaking ? route : { ...route, why: null },
    isOwn,
    seesMaking,
    isAsked,
    opinions,
    actions: seesMaking ? await listActionsOf(work.tx, id) : [],
    versions: seesMaking ? await listVersionsOf(work.tx, id) : [],
    relations: await listRelationsOf(work.tx, id),
    may: await actsOf(work, officer, { document, route, isOwn, opinions }),
  }
}

/** That somebody asks to take it back, and why, is the agency's own until it is taken back. */
const nothingAsked = { revokeAskedAt: null, revokeAskedBy: null, revokeAskedWhy: null }

async function actsOf(
  work: Work,
  officer: Officer,
  { document, route, isOwn, opinions }: Pick<DraftView, 'document' | 'route' | 'isOwn' | 'opinions'>,
): Promise<DraftActs> {
  const isDraft = document.status === 'draft'
  const step = route.state === 'in_route' ? route.steps[route.step ?? -1] : undefined
  const part = isDraft && step ? await partIn(work, officer, step, document) : undefined
  const isSigner = isOwn && (await signs(work, officer, document, route))
  const isMine = officer.id === route.draftedBy || officer.id === route.submittedBy
  const isOpen = isOwn && isDraft && isOpenToChange(route.state)
  const isIssued = isOwn && document.status === 'issued'
  const isCopy = document.content.copyOf !== undefined
  const mayAsk = officer.roles.includes('specialist') || officer.roles.includes('leader')
  return {
    write: isOpen && !isCopy,
    submit: isOpen && route.state !== 'approved',
    withdraw: isOwn && isDraft && isMine && (route.state === 'in_route' || route.state === 'approved'),
    ask: isOwn && isDraft,
    answer: isDraft
      ? opinions.filter((one) => one.answeredAt === null && mayAnswer(officer, one)).map((one) => one.id)
      : [],
    approve: part,
    returnIt: part !== undefined || (isDraft && route.state === 'approved' && isSigner),
    sign: route.state === 'approved' && isSigner && isFree(officer, document),
    seal:
      isOwn &&
      officer.roles.includes('clerk') &&
      document.status === 'signing' &&
      route.leaderSha256 !== null,
    discard: isOpen,
    succeed: isIssued && !isCopy && !document.revokeAskedAt,
    copy: isIssued && !isCopy,
    askRevoke: isIssued && mayAsk && !document.revokeAskedAt,
    decideRevoke: isIssued && document.revokeAskedAt !== null && (await powerOf(work, officer, document)),
  }
}

async function powerOf(work: Work, officer: Officer, document: Document): Promise<boolean> {
  return (
    officer.roles.includes('leader') &&
    (await findSigningPower(work, officer.id, document.agencyId, wantedFor(document))) !== undefined
  )
}

async function signs(work: Work, officer: Officer, document: Document, { signers }: Route): Promise<boolean> {
  return (await powerOf(work, officer, document)) && (await isAmongSigners(work, officer, document, signers))
}

/** Nobody else holds its number, and this leader has something left to do. */
function isFree(officer: Officer, { signedBy, confirmedAt }: Document): boolean {
  return confirmedAt === null && (signedBy === null || signedBy === officer.id)
}

/** Whether the page that was set to be signed is of another day, and is to be set anew with it. */
export function isOfAnotherDay(
  { status, signingOn }: Pick<Document, 'status' | 'signingOn'>,
  now: Date,
): boolean {
  return status === 'signing' && signingOn !== localDay(now)
}
