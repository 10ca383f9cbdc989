/** Sao y, sao lục, trích sao: a copy of a document an agency issued or received, as a draft that goes the way of every other (NĐ 30/2020/NĐ-CP Điều 25–27). */
import { z } from 'zod'
import { countPages } from '#server/crafts/draw/draw-page.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { type PerformOptions, perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { BlockId } from '#shared/document/body.ts'
import {
  type CopyForm,
  copyFormKeys,
  copyRegister,
  findCopyForm,
  isSymbolOfCopy,
} from '#shared/document/copies.ts'
import { type BlockText, bodyText, citationText } from '#shared/document/text-of.ts'
import { m } from '#shared/messages/index.ts'
import { findAgencyIds, initialsOf, lines } from '../agency/create-draft.ts'
import { requireCopyable } from '../changes/changes.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { findIncoming } from '../incoming/incoming-queries.ts'
import { keepFiles } from '../keep-files.ts'
import type { PicturedFile } from '../model.ts'
import { recordOpening } from '../openings.ts'
import { type Document, holdDocuments } from '../queries.ts'
import { documentDestroyed, formUnequal } from '../refusals.ts'
import { mostPages } from '../sign/pictures-of.ts'
import { requireOwnDocument } from '../take-action.ts'
import { extractable, extractOf } from './extract-words.ts'
import { readPages } from './read-pages.ts'
import { copyTooLong, notToBeCopied, pagesUnclear } from './refusals.ts'

/** As long as a place on paper may be. */
const mostOfRecipient = 300

export const BeginCopy = z.strictObject({
  form: z.enum(copyFormKeys),
  /** Of an extract: `1, 3-5`. */
  pages: z.string().trim().max(100).default(''),
  /** Of an extract from a text of the agency's own: its parts, in the place of pages. */
  blocks: z.array(BlockId).max(300).default([]),
  /** Signed by the head or a deputy; else also by whoever signs thừa lệnh or thừa ủy quyền what that covers. */
  onlyHead: z.literal('yes').optional(),
  recipients: lines(40).refine(
    (places) => places.every(({ length }) => length <= mostOfRecipient),
    m.documents.copies.recipientTooLong,
  ),
  /** Names of agencies of this platform that receive it, one a line. */
  recipientAgencies: lines(100),
})
export type BeginCopy = z.infer<typeof BeginCopy>

/** What is to be copied: cited as it will be, with the file whose pages it has. */
export interface Original {
  document: Document
  /** Without its extract: `Công văn số 12/SNV-VP ngày 05 tháng 01 năm 2026 của Sở Nội vụ`. */
  cited: string
  file: PicturedFile
  /** The forms it may be copied in. */
  forms: CopyForm['key'][]
  /** The parts an extract may have by their words; without any it has pages. */
  parts: BlockText[]
}

/**
 * The original of a copy this officer may begin, opened: that they did is in the log. Refuses to whoever does not work on documents of the agency that issued or
 * received it, and what is not issued, is revoked, replaced or destroyed, or has no file of pages.
 */
export async function openOriginal(work: Work, officer: Officer, id: string): Promise<Original> {
  requireDocumentHandler(officer)
  const document = await requireOwnDocument(work, officer, id)
  await recordOpening(work, document)
  if (document.destroyedAt) throw documentDestroyed()
  await requireCopyable(work, id)
  return document.source === 'incoming' ? received(work, document) : issued(work, document)
}

/** A document of the agency's own: from the original, whole or in part. */
async function issued(work: Work, document: Document): Promise<Original> {
  const { source, status, kind, sha256, symbol, issuedAt, agencyId, title } = document
  if (source !== 'agency') throw notToBeCopied({ why: 'dossier' })
  if (findCopyForm(kind)) throw notToBeCopied({ why: 'own_copy' })
  if (status !== 'issued' || !sha256 || !issuedAt) throw notToBeCopied({ why: 'not_issued' })
  const { name: organ } = await getAgency(work, agencyId)
  const cited = citationText({
    type: title,
    symbol: symbol ?? '',
    date: localDay(issuedAt),
    organ,
    title: '',
  })
  return {
    document,
    cited,
    file: { sha256, mediaType: 'application/pdf' },
    forms: ['true_copy', 'extract_copy'],
    parts: extractable(document),
  }
}

const pictured = ['application/pdf', 'image/png', 'image/jpeg']

/** What another agency issued: a copy it sent is copied as one (Điều 25 khoản 2), everything else from what it sent. */
async function received(work: Work, document: Document): Promise<Original> {
  const incoming = await findIncoming(work.tx, document.id)
  if (!incoming || !pictured.includes(incoming.mediaType)) throw notToBeCopied({ why: 'no_pages' })
  const { sha256, mediaType, issuedOn, organ } = incoming
  const symbol = document.symbol ?? ''
  const cited = citationText({ type: document.title, symbol, date: String(issuedOn ?? ''), organ, title: '' })
  const forms: CopyForm['key'][] = isSymbolOfCopy(symbol)
    ? ['copy_of_copy']
    : ['true_copy', 'copy_of_copy', 'extract_copy']
  return { document, cited, file: { sha256, mediaType }, forms, parts: [] }
}

/**
 * Begins the draft of a copy: its pages are those of the file, and below them stands what makes them a copy. It is approved, numbered, signed, sealed and sent as every
 * document of the agency. Refuses as `openOriginal`, a form the original has no copy in, pages it does not have, and more pages than a
 * copy holds.
 */
export async function beginCopy(
  officer: Officer,
  id: string,
  input: BeginCopy,
  options: PerformOptions = {},
): Promise<{ id: string }> {
  const form = findCopyForm(input.form)
  if (!form) throw formUnequal()
  const { file } = await perform(officer, (work) => openOriginal(work, officer, id), options)
  // Counted outside any transaction: a file from elsewhere may take long.
  const pages = await chosenPages(file, input, officer)
  return perform(
    officer,
    async (work) => {
      // Nobody revokes it while its copy is begun.
      await holdDocuments(work.tx, [id])
      const original = await openOriginal(work, officer, id)
      return draftCopy(work, officer, { original, form, pages, input })
    },
    options,
  )
}

/** Of an extract the pages it has, none where it has parts of the text; undefined where all of them are copied. */
async function chosenPages(
  { sha256, mediaType }: PicturedFile,
  { form, pages: typed, blocks }: BeginCopy,
  officer: Officer,
): Promise<number[] | undefined> {
  if (form === 'extract_copy' && blocks.length > 0) {
    if (typed !== '') throw notToBeCopied({ why: 'both' })
    return []
  }
  const count =
    mediaType === 'application/pdf' ? await countPages(await readFile(sha256), { asker: officer.id }) : 1
  const pages = form === 'extract_copy' ? readPages(typed, count) : undefined
  if (form === 'extract_copy' && !pages) throw pagesUnclear({ count })
  if ((pages?.length ?? count) > mostPages) throw copyTooLong({ most: mostPages })
  return pages
}

interface Begun {
  original: Original
  form: CopyForm
  pages: number[] | undefined
  input: BeginCopy
}

async function draftCopy(
  work: Work,
  officer: Officer,
  { original, form, pages, input }: Begun,
): Promise<{ id: string }> {
  const { document, cited, file, forms } = original
  if (!forms.includes(form.key)) throw notToBeCopied({ why: unfit(form.key, document) })
  const agency = await getAgency(work, officer.agencyId)
  const extract = pages?.length === 0 ? await extractOf(work, document, input.blocks) : undefined
  const { id } = await draftDocument(work, officer, {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId: agency.id,
    kind: form.key,
    documentType: { abbreviation: form.abbreviation, name: form.name },
    title: form.name,
    subject: [cited, document.subject].filter(Boolean).join(': ').slice(0, 500),
    register: copyRegister,
    blocks: [],
    recipients: input.recipients,
    recipientAgencies: await findAgencyIds(work, input.recipientAgencies),
    // Whoever heads the agency decides on copies, and who signs them (Điều 27 khoản 1).
    power: agency.kind === 'people_committee' ? 'chair' : undefined,
    authorised: input.onlyHead !== 'yes',
    drafter: initialsOf(officer.name),
    copyOf: { documentId: document.id, cited: cited.slice(0, 600), extract },
    pagesOf: { ...file, pages },
    // An extract is found by no more than it says.
    text: pages ? extract?.paragraphs.join('\n') : wordsOf(document),
  })
  await keepFiles(work, [file.sha256], 'document', id)
  return { id }
}

function unfit(form: CopyForm['key'], { source }: Document): string {
  if (form === 'copy_of_copy') return source === 'incoming' ? 'no_copy' : 'own'
  return 'copy'
}

/** What the pages say, so that the copy is found by it. */
function wordsOf({ content }: Document): string {
  return content.text ?? (content.body ? bodyText(content.body) : '')
}
