/** The text of a draft while it is written, and when it becomes a version. */
import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { secrecyMarkIn } from '#shared/document/secrecy.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { documentDrafted } from '../events.ts'
import { addVersion, type Document, findDocument } from '../queries.ts'
import { changedMeanwhile, formUnequal, inRoute } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { listRelationsOf } from '../route/route-queries.ts'
import { takeAction } from '../take-action.ts'
import { type Lease, takeLease } from './leases.ts'
import { type DraftText, type Text, withDraftText } from './model.ts'
import { requireOwnPictures } from './pictures.ts'
import {
  findLease,
  findWorkingText,
  holdRoute,
  markKept,
  putWorkingText,
  type WorkingText,
} from './queries.ts'
import { secretText, staleText, turnLost } from './refusals.ts'
import { requireOpenDraft, requireUnsentDraft } from './require-draft.ts'

interface Saved {
  revision: number
  /** The version it has become, or began from. */
  version: number
  isKept: boolean
  until: Date
}

/**
 * Saves the text of a draft in the place of the one saved as `revision`, and goes on with the turn to write. Refuses whoever has not
 * the turn (`turn_lost`), a page that began from another text (`stale_text`), letters no paper can show, a mark of secrecy (`secret_text`), another type of what has to be of
 * the form of the document it replaces (`form_unequal`), and what does not keep within the limits of `DraftText`. What is refused changes nothing.
 */
export function saveDraft(
  work: Work,
  officer: Officer,
  id: string,
  { revision, text }: { revision: number; text: DraftText },
): Promise<Saved> {
  return saveText(work, officer, { id, revision }, async (now) => {
    requirePrintable(text)
    const mark = secrecyMarkIn(wordsByThemselves(text.body))
    if (mark) throw secretText({ mark })
    await requireOwnPictures(work, id, text.body, now.content.body)
    if (text.kind !== now.kind) await requireItsForm(work, id, text.kind)
    return withDraftText(now, text)
  })
}

/**
 * Saves what `change` makes of the text saved as `revision`, for whoever has the turn, and goes on with it. Refuses as `saveDraft` does;
 * what `change` throws changes nothing.
 */
export async function saveText(
  work: Work,
  officer: Officer,
  { id, revision }: { id: string; revision: number },
  change: (now: Text, document: Document) => Promise<Text>,
): Promise<Saved> {
  const document = await requireOpenDraft(work, officer, id)
  const lease = await requireTurn(work, officer, id)
  // From here on nobody sends or signs it without what is saved now; who did just before has made it stand still.
  if ((await holdRoute(work.tx, id)) === 'in_route') throw inRoute()
  const now = await currentText(work, document)
  if (now.revision !== revision) throw staleText()
  const changed = await change(now.text, document)
  const { before } = now
  // Made a version since the draft was looked at: written over that, the text would belong to no version and be lost.
  if (before && before.version > document.version) throw staleText()
  const next = (before?.revision ?? 0) + 1
  const row = {
    documentId: id,
    revision: next,
    version: document.version,
    isKept: false,
    ...changed,
    writtenBy: officer.id,
    writtenAt: work.now,
  }
  if (!(await putWorkingText(work.tx, row, before))) throw staleText()
  return {
    revision: next,
    version: document.version,
    isKept: false,
    until: lease.until,
  }
}

/** Lines that stand by themselves; a table may list what marks there are. */
function wordsByThemselves(body: Body): string[] {
  return blockTexts(body).flatMap(({ type, text }) => (type === 'table' ? [] : text))
}

/** What was begun to replace or amend another document is of its form, and a letter corrects (NĐ 30/2020/NĐ-CP Điều 18). */
async function requireItsForm(work: Work, id: string, kind: string): Promise<void> {
  const relation = (await listRelationsOf(work.tx, id)).find(({ documentId }) => documentId === id)
  if (!relation) return
  const target = await findDocument(work.tx, work.actor, relation.targetId)
  if (kind !== (relation.kind === 'corrects' ? 'official_letter' : target?.kind)) throw formUnequal()
}

/**
 * Makes a version of the text being written, if it says anything else than the newest one: when its writer leaves or asks for it, and
 * before a draft is sent, asked about or signed. Anyone who may write the draft may do it, unless another has the turn.
 */
export async function keepVersion(work: Work, officer: Officer, id: string): Promise<{ version: number }> {
  const document = await requireUnsentDraft(work, officer, id)
  const isToKeep = (text: WorkingText | undefined) =>
    text !== undefined && !text.isKept && text.version === document.version
  if (!isToKeep(await findWorkingText(work.tx, id))) return { version: document.version }
  // The turn first, as whoever saves does: two pages of one person then wait for each other, and not each for the other.
  await takeLease(work, officer, id)
  const working = await findWorkingText(work.tx, id)
  if (!working || !isToKeep(working)) throw changedMeanwhile()
  const { kind, title, subject, content } = working
  await requireItsForm(work, id, kind)
  const version = document.version + 1
  const row = { documentId: id, version, kind, title, subject, content }
  const isAdded = await addVersion(work.tx, { ...row, draftedBy: officer.id, draftedAt: work.now })
  if (!isAdded) throw changedMeanwhile()
  const { agencyId } = document
  await takeAction(work, document, 'draft', { version, agencyId })
  const kept = { documentId: id, revision: working.revision, version, writtenBy: officer.id }
  // Saved again since it was read: a version without that would be the end of it.
  if (!(await markKept(work.tx, kept))) throw changedMeanwhile()
  const about = await aboutOf(work, { ...document, kind, content }, { isSigned: false })
  await work.record(documentDrafted(id, about))
  return { version }
}

interface CurrentText {
  /** What the next saving names; 0 before there was one since the version. */
  revision: number
  /** The newest saving kept, whatever it says. */
  before: WorkingText | undefined
  text: Text
  isKept: boolean
  writtenBy: string | null
  writtenAt: Date
}

/** Refuses where something was saved since this text was made a version: whoever sends it would leave that behind. */
export async function requireAllKept(
  work: Work,
  { id, version }: Pick<Document, 'id' | 'version'>,
): Promise<void> {
  const working = await findWorkingText(work.tx, id)
  if (working && !working.isKept && working.version === version) throw changedMeanwhile()
}

/** The text as it stands: the one being written, else the newest version. Of what is signed, or was, it is the version that is. */
export async function currentText(work: Pick<Work, 'tx'>, document: Document): Promise<CurrentText> {
  const working = await findWorkingText(work.tx, document.id)
  const isLeft = document.status !== 'draft' && working?.isKept === false
  if (!working || working.version !== document.version || isLeft) return ofVersion(document, working)
  const { kind, title, subject, content, revision, isKept, writtenBy, writtenAt } = working
  const text = { kind, title, subject, content }
  return { revision, before: working, text, isKept, writtenBy, writtenAt }
}

function ofVersion(document: Document, working: WorkingText | undefined): CurrentText {
  const { kind, title, subject, content, draftedBy, draftedAt } = document
  const text = { kind, title, subject, content }
  return {
    revision: 0,
    before: working,
    text,
    isKept: true,
    writtenBy: draftedBy,
    writtenAt: draftedAt,
  }
}

/**
 * Goes on with the turn, also after it ended or was given up, as long as nobody else has had it since: a line that was lost for long, or
 * a page that was opened again while the old one said goodbye, loses nothing.
 */
async function requireTurn(work: Work, officer: Officer, id: string): Promise<Lease> {
  const lease = await findLease(work.tx, id)
  if (lease && lease.accountId !== officer.id) throw turnLost({ name: lease.name })
  return takeLease(work, officer, id)
}
