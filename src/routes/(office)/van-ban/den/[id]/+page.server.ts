import { error } from '@sveltejs/kit'
import {
  correctionsOf,
  countFilePages,
  type EntryFact,
  openIncoming,
  viewNotes,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { normalise } from '#shared/text/index.ts'
import { assignedOf } from '../../assigned.server.ts'
import { filingOf } from '../../filing.server.ts'
import type { PageServerLoad } from './$types'

/** Pages shown at once; the rest is in the file. */
const shownPages = 10

interface Signature {
  signer: string
  organisation: string | null
  at: string | null
  intact: boolean
  trusted: boolean
}

const doneWords: Record<string, (number: string) => string> = {
  'vao-so': m.documents.incoming.arrival.registered,
  sua: () => m.documents.incoming.correction.done,
  'noi-gui': () => m.documents.senderNotes.noted,
  'bo-noi-gui': () => m.documents.senderNotes.undone,
}

/** What stood in a field of the register, in words. */
function factWords(fact: EntryFact, value: string | number | null): string {
  const text = String(value ?? '')
  if (fact === 'issuedOn' || fact === 'dueOn') return text && formatDate(text)
  if (fact === 'type') return findDocumentType(text)?.name ?? text
  if (fact === 'urgency') return m.documents.incoming.urgencyOf(text || null)
  return normalise(text)
}

/** One incoming document: what it is, whose signatures it bears, its pages. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const words = m.documents.incoming.document
  const { document, incoming, others, by, corrections, assigned, filing, canCorrect, canNote } =
    await perform(officer, async (work) => {
      const view = await openIncoming(work, officer, params.id)
      const canCorrect = officer.roles.includes('clerk') && officer.agencyIds.includes(view.incoming.agencyId)
      const mayNote = canCorrect && !view.document.destroyedAt
      const corrected = await correctionsOf(work, params.id)
      const people = [view.incoming.registeredBy, ...corrected.map((one) => one.by)]
      const names = await namesOfStaff(work, [...new Set(people)])
      return {
        ...view,
        canCorrect,
        canNote: mayNote && !(await viewNotes(work, officer, params.id)).isFollowed,
        by: names.get(view.incoming.registeredBy) ?? '',
        corrections: corrected.map((one) => ({ ...one, by: names.get(one.by) ?? '' })),
        assigned: await assignedOf(work, officer, params.id),
        filing: await filingOf(work, officer, view.document),
      }
    })
  const { sha256, markedSha256, mediaType } = incoming
  const shown = { sha256: markedSha256 ?? sha256, mediaType }
  const counted = document.destroyedAt ? 0 : await countFilePages(shown, officer.id)
  const count = counted ?? 0
  const number = String(incoming.number).padStart(2, '0')
  const facts = words.facts
  return {
    id: document.id,
    assigned,
    title: words.title(number, incoming.year),
    done: doneWords[url.searchParams.get('xong') ?? '']?.(number) ?? '',
    canCorrect,
    canCopy:
      officer.agencyIds.includes(incoming.agencyId) &&
      !document.destroyedAt &&
      assigned.changes.every(({ isFrozen }) => !isFrozen),
    canNote,
    corrections: corrections.map(({ at, by, reason, changes }) => ({
      at: formatDateTime(at),
      by,
      reason: normalise(reason),
      changes: changes.map(({ fact, was, is }) =>
        m.documents.incoming.correction.change(
          m.documents.incoming.arrival.fields[fact],
          factWords(fact, was),
          factWords(fact, is),
        ),
      ),
    })),
    facts: [
      { label: facts.arrival, value: `${number}, ${formatDate(incoming.arrivedOn)}`, isStrong: true },
      { label: facts.organ, value: incoming.organ },
      {
        label: facts.symbol,
        value: [document.symbol, incoming.issuedOn && formatDate(incoming.issuedOn)]
          .filter(Boolean)
          .join(', '),
      },
      { label: facts.type, value: document.title },
      { label: facts.subject, value: document.subject },
      ...(incoming.pages ? [{ label: facts.pages, value: String(incoming.pages) }] : []),
      { label: facts.urgency, value: m.documents.incoming.urgencyOf(incoming.urgency) },
      ...(incoming.dueOn ? [{ label: facts.due, value: formatDate(incoming.dueOn) }] : []),
      { label: facts.source, value: m.documents.incoming.sourceOf(incoming.source) },
      { label: facts.by, value: by, note: formatDateTime(incoming.registeredAt) },
    ],
    signed: { state: incoming.signed, words: words.signed[incoming.signed] ?? '' },
    signatures: (incoming.signatures as unknown as Signature[]).map((one) => ({
      signer: normalise(one.signer),
      organisation: normalise(one.organisation ?? ''),
      at: one.at ? formatDateTime(new Date(one.at)) : '',
      state: `${one.intact ? words.signatureIntact : words.signatureBroken}; ${one.trusted ? words.trusted : words.untrusted}`,
    })),
    destroyed: document.destroyedAt ? m.refusal('documents.destroyed') : '',
    mark:
      incoming.mark === 'register_only'
        ? (words.markReasons[incoming.markReason ?? ''] ?? '')
        : words.mark[incoming.mark as 'waiting' | 'marked'],
    isMarked: incoming.mark === 'marked',
    /** Its signatures are judged and the mark stands: nothing more happens to it by itself. */
    isSettled: incoming.mark !== 'waiting' && incoming.signed !== 'unread',
    filing,
    others: others.map(({ position, name, refused }) => ({
      position,
      name: normalise(name),
      why: refused ? m.refusal(refused) : '',
    })),
    count,
    notShown: counted === undefined ? m.refusal('platform.busy') : count === 0 ? words.notDrawn : '',
    shown: Math.min(count, shownPages),
  }
}
