/** What is done beside and after the route in a walk: opinions, taking back, replacing, correcting. */
import { delegate } from '#server/modules/agencies/index.ts'
import { beginSuccessor } from '#server/modules/documents/agency/begin-successor.ts'
import { listOpinionRows } from '#server/modules/documents/agency/opinion-queries.ts'
import { askOpinions, giveOpinion } from '#server/modules/documents/agency/opinions.ts'
import { signDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { askToRevoke } from '#server/modules/documents/revoke/ask-to-revoke.ts'
import { keepDocument } from '#server/modules/documents/revoke/keep-document.ts'
import { revokeDocument } from '#server/modules/documents/revoke/revoke-document.ts'
import { endAbsence, listAbsences } from '#server/modules/documents/route/absences.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { documentTypes } from '#shared/document/types.ts'
import { requireTold } from './told.ts'
import type { Act, State } from './walk-steps.ts'

/** Drafts of a walk, those that follow others among them. */
const mostDrafts = 4

const successors = { replace: 'replaces', amend: 'amends', correct: 'corrects' } as const

export async function takeFurther(state: State, officer: Officer, id: string, act: Act): Promise<void> {
  const { now, world, ids } = state
  const options = { now }
  switch (act) {
    case 'ask opinion': {
      const asked = { agencyIds: [world.heir.agency.id], people: [], question: 'Có đồng ý không?', days: 2 }
      return perform(officer, (work) => askOpinions(work, officer, id, asked), options)
    }
    case 'give opinion': {
      const rows = await perform(system, ({ tx }) => listOpinionRows(tx, id))
      const opinion = rows.find(({ answeredAt }) => answeredAt === null)?.id
      if (!opinion) return
      const given = { opinion, answer: 'agree' as const, wording: '' }
      return perform(officer, (work) => giveOpinion(work, officer, given), options)
    }
    case 'delegate': {
      const day = localDay(now)
      const given = {
        fromPosition: `${world.old.agency.id}/chu-tich`,
        toAccount: world.delegate.id,
        authority: 'TUQ.',
        scope: 'Ký công văn',
        types: documentTypes.map(({ key }) => key),
        decision: 'QĐ thử',
        validFrom: day,
        validTo: day,
      } as const
      await perform(system, (work) => delegate(work, given), options)
      world.delegatedOn.add(day)
      return
    }
    case 'ask to revoke':
      return perform(officer, (work) => askToRevoke(work, officer, id, 'Nội dung không đúng'), options)
    case 'keep':
      return perform(officer, (work) => keepDocument(work, officer, id, 'Văn bản đúng'), options)
    case 'revoke':
      return perform(officer, (work) => revokeDocument(work, officer, id), options)
    case 'present': {
      const away = await perform(officer, (work) => listAbsences(work, officer), options)
      const own = away.find(({ accountId }) => accountId === officer.id)
      if (own) await perform(officer, (work) => endAbsence(work, officer, own.id), options)
      return
    }
    case 'sign all': {
      // One confirmation for all this leader has seen; one that is refused stops no other.
      const drafts = ids.flatMap((one) => {
        const sha256 = state.seen.get(one)
        return sha256 ? [{ id: one, sha256 }] : []
      })
      if (drafts.length > 0) requireTold(await signDrafts(officer, drafts, options))
      return
    }
    case 'replace':
    case 'amend':
    case 'correct': {
      if (ids.length >= mostDrafts) return
      const kind = successors[act]
      // The letter that corrects says why; what it corrects it names by its number alone.
      const reason = `Viết sai ngày ${state.word}`
      const begun = await perform(
        officer,
        (work) => beginSuccessor(work, officer, id, { kind, reason }),
        options,
      )
      ids.push(begun.id)
      if (act === 'amend') state.amending.add(begun.id)
    }
  }
}
