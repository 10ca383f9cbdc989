/** What must hold of a draft that several write, whoever did what before. */
import { listOpinionRows } from '#server/modules/documents/agency/opinion-queries.ts'
import { leaseMs } from '#server/modules/documents/edit/leases.ts'
import { draftTextOf } from '#server/modules/documents/edit/model.ts'
import { findLease, findWorkingText, listRemarks } from '#server/modules/documents/edit/queries.ts'
import { currentText } from '#server/modules/documents/edit/save-draft.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { findRoute } from '#server/modules/documents/route/route-queries.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Block } from '#shared/document/body.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { listProposalTexts, listVersionTexts } from './walk-queries.ts'

/** A saving that somebody was told had come through. */
export interface Saved {
  words: string
  officerId: string
}

export type Written = Awaited<ReturnType<typeof lookAtWriting>>

/** The draft with all that is written of it. */
export async function lookAtWriting(id: string) {
  return perform(system, async (work) => {
    const { tx } = work
    const [document, versions, working, lease, route, remarks, proposals, opinions] = await Promise.all([
      findDocument(tx, system, id),
      listVersionTexts(tx, id),
      findWorkingText(tx, id),
      findLease(tx, id),
      findRoute(tx, id),
      listRemarks(tx, id),
      listProposalTexts(tx, id),
      listOpinionRows(tx, id),
    ])
    if (!document) throw new Error('the draft is gone')
    const now = await currentText(work, document)
    return {
      status: document.status,
      version: document.version,
      versions: versions.map(({ version, content }) => ({
        version,
        words: bodyText(content.body ?? emptyBody()),
      })),
      text: draftTextOf(now.text, emptyBody),
      revision: now.revision,
      working,
      lease,
      route,
      remarks,
      proposals,
      opinions,
    }
  })
}

interface Step {
  before: Written
  after: Written
  /** What came through, by whom. */
  acted: { act: string; officerId: string }[]
  saved: ReadonlyMap<number, Saved>
  now: Date
}

/** What does not hold after a step, in words. */
export function writingProblems(step: Step): string[] {
  return [
    ...versionProblems(step),
    ...textProblems(step),
    ...turnProblems(step),
    ...saidProblems(step),
    ...signedProblems(step),
  ]
}

/** Versions follow each other, none is changed or lost, and each says what somebody saved, in the order it was saved. */
function versionProblems({ before, after, saved }: Step): string[] {
  const found: string[] = []
  if (after.versions.some(({ version }, at) => version !== at + 1)) found.push('a gap among the versions')
  if (after.versions.at(-1)?.version !== after.version) found.push('the newest version is not the draft')
  for (const { version, words } of before.versions)
    if (after.versions[version - 1]?.words !== words) found.push(`version ${version} became another text`)
  const savings = after.versions
    .slice(1)
    .map(({ words }) => [...saved].find(([, one]) => one.words === words)?.[0] ?? 0)
  if (savings.includes(0)) found.push('a version of what nobody saved')
  if (savings.some((saving, at) => at > 0 && saving <= (savings[at - 1] ?? 0)))
    found.push('versions out of order')
  return found
}

/** The text being written is the last one that was acknowledged, and as many were as were counted. */
function textProblems({ before, after, saved }: Step): string[] {
  const { working } = after
  if ((working?.revision ?? 0) !== saved.size)
    return [`${saved.size} savings were acknowledged, ${working?.revision ?? 0} are there`]
  if (!working) return []
  const last = saved.get(working.revision)
  const found: string[] = []
  if (bodyText(working.content.body ?? emptyBody()) !== last?.words) found.push('the last saving is lost')
  if (working.isKept && after.versions.at(-1)?.words !== last?.words) found.push('kept as another text')
  if (working.isKept !== (working.version === after.version && after.versions.at(-1)?.words === last?.words))
    found.push('what is kept is said not to be')
  const wasWaiting = before.route?.state === 'in_route' && after.route?.state === 'in_route'
  if (wasWaiting && (before.version !== after.version || before.working?.revision !== working.revision))
    found.push('written while it lay before who approves it')
  if (after.route?.state === 'in_route' && !working.isKept) found.push('sent without what was written')
  return found
}

/** One person at a time has the turn, and nothing is written by whoever has not. */
function turnProblems({ before, after, acted, saved, now }: Step): string[] {
  const found: string[] = []
  const live = before.lease && before.lease.until > now ? before.lease : undefined
  const did = (one: { officerId: string; act: string }, ...acts: string[]) => acts.includes(one.act)
  const leaves = acted.filter((one) => did(one, 'release', 'leave'))
  if (live && !leaves.some(({ officerId }) => officerId === live.accountId)) {
    const others = acted.filter(({ officerId }) => officerId !== live.accountId)
    if (after.lease?.accountId !== live.accountId) found.push('the turn was taken from who had it')
    if (others.some((one) => did(one, 'take'))) found.push('two have the turn')
    if (others.some((one) => did(one, 'save', 'decide'))) found.push('written while another has the turn')
    if (after.versions.length > before.versions.length && others.length === acted.length)
      found.push('a version was made of what another writes')
  }
  const takers = new Set(acted.flatMap((one) => (did(one, 'take') ? [one.officerId] : [])))
  if (takers.size > 1 && leaves.length === 0) found.push('two took the turn at once')
  const { working, lease } = after
  const by = saved.get(working?.revision ?? 0)?.officerId
  // Whoever saved has the turn, unless they gave it up at the same moment.
  if ((working?.revision ?? 0) > (before.working?.revision ?? 0) && leaves.length === 0)
    if (lease?.accountId !== by) found.push('saved by who has not the turn')
  if (lease && lease.until.getTime() > now.getTime() + leaseMs) found.push('a turn longer than one is')
  return found
}

/** From its number on the text stands still, and nothing that was saved before is left behind. */
function signedProblems({ before, after }: Step): string[] {
  if (after.status === 'draft') return before.status === 'issued' ? ['issued, and a draft again'] : []
  const { working } = after
  const found: string[] = []
  const isLeft = working && !working.isKept && working.version === after.version
  if (isLeft) found.push('signed without what was written')
  const isOther = before.version !== after.version || before.working?.revision !== working?.revision
  if (before.status !== 'draft' && isOther) found.push('written while it is signed')
  return found
}

/** What was said stays; it is settled or decided once, and what it was made from is kept with it. */
function saidProblems({ before, after }: Step): string[] {
  const found: string[] = []
  for (const was of before.remarks) {
    const is = after.remarks.find(({ id }) => id === was.id)
    if (!is || is.text !== was.text) found.push('a remark is lost')
    if (was.settledBy !== null && is?.settledBy !== was.settledBy) found.push('a remark settled twice')
  }
  for (const was of before.proposals) {
    const is = after.proposals.find(({ id }) => id === was.id)
    if (!is || JSON.stringify([is.was, is.becomes]) !== JSON.stringify([was.was, was.becomes]))
      found.push('a proposal is lost or became another')
    if (was.outcome !== null && (is?.outcome !== was.outcome || is.decidedBy !== was.decidedBy))
      found.push('a proposal decided twice')
  }
  const texts = [...before.versions, ...after.versions].map(({ words }) => words)
  const bases = [...texts, bodyText(before.text.body), bodyText(after.text.body)]
  const fresh = after.proposals.filter(({ id }) => !before.proposals.some((one) => one.id === id))
  for (const { was } of fresh) {
    const words = bodyText({ type: 'doc', content: [was as unknown as Block] })
    if (!bases.some((text) => text.includes(words))) found.push('a proposal made from nothing')
  }
  return found
}
