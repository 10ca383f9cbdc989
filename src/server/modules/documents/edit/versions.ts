/** The versions of a document, and any two beside each other. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { type BlockChange, compareBodies } from '#shared/document/compare/bodies.ts'
import { compareWords, type Stretch } from '#shared/document/compare/words.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { takeComparing } from '../limits.ts'
import { recordOpening } from '../openings.ts'
import { namesFor } from './open-draft.ts'
import { findVersion, listVersions } from './queries.ts'
import { versionNotFound } from './refusals.ts'
import { requireAgencyDocument } from './require-draft.ts'

interface ComparedVersions {
  symbol: string | null
  versions: { version: number; by: string; at: Date; subject: string }[]
  old: number
  young: number
  subject: Stretch[]
  blocks: BlockChange[]
}

/**
 * Any two versions, compared by words within blocks; without a choice the newest with the one before it. Refuses who has just had too
 * many long ones compared.
 */
export async function compareVersions(
  work: Work,
  officer: Officer,
  id: string,
  chosen: { old?: number | undefined; young?: number | undefined } = {},
): Promise<ComparedVersions> {
  const document = await requireAgencyDocument(work, officer, id)
  const young = chosen.young ?? document.version
  const old = chosen.old ?? Math.max(1, young - 1)
  const was = await findVersion(work.tx, id, old)
  const becomes = await findVersion(work.tx, id, young)
  if (!was || !becomes) throw versionNotFound()
  const texts = [was, becomes].map(({ content }) => content.body ?? emptyBody()) as [Body, Body]
  takeComparing(officer, texts[0].content.length + texts[1].content.length)
  await recordOpening(work, document)
  const versions = await listVersions(work.tx, id)
  const said = await namesFor(
    work,
    versions.map(({ draftedBy }) => draftedBy),
  )
  return {
    symbol: document.symbol,
    versions: versions.map(({ version, draftedBy, draftedAt, subject }) => ({
      version,
      by: said(draftedBy),
      at: draftedAt,
      subject,
    })),
    old,
    young,
    subject: compareWords(inline(was.subject), inline(becomes.subject)),
    blocks: compareBodies(...texts),
  }
}

const inline = (text: string) => (text ? [{ type: 'text' as const, text }] : [])
