/** Texts to be found, for tests. */

import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { documentTypes } from '#shared/document/types.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { aDraft } from '../fixtures.ts'

export interface ALetter {
  id?: string
  subject: string
  paragraphs: readonly string[]
  kind?: (typeof documentTypes)[number]['key']
}

/** A draft of the officer's agency, written at this moment. */
export async function aLetter(
  officer: Officer,
  { id, subject, paragraphs, kind = 'official_letter' }: ALetter,
  now = new Date(),
): Promise<string> {
  const type = documentTypes.find(({ key }) => key === kind)
  const body: Body = {
    type: 'doc',
    content: paragraphs.map((text, at) => ({
      type: 'paragraph',
      attrs: { id: `p${at}`, align: 'justify' },
      content: [{ type: 'text', text }],
    })),
  } as Body
  const written = await perform(
    officer,
    (work) =>
      draftDocument(work, officer, {
        id,
        source: 'agency',
        dossierId: null,
        agencyId: officer.agencyId,
        kind,
        documentType: { abbreviation: type?.abbreviation ?? '', name: type?.name ?? '' },
        title: type?.name ?? kind,
        subject,
        blocks: [],
        body,
        ownerId: null,
        register: 'van-ban-di',
      }),
    { now },
  )
  return written.id
}

/** A result of a dossier about this person. */
export async function aDossierText(officer: Officer, ownerId: string): Promise<string> {
  const { id } = await perform(officer, (work) =>
    draftDocument(work, officer, aDraft(officer.agencyId, { ownerId })),
  )
  return id
}
