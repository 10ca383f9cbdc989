/** Trích sao by its words: a part of a text of the agency's own, set anew with the parts of its form (NĐ 30/2020/NĐ-CP Điều 25 khoản 3). */
import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type BlockText, blockTexts } from '#shared/document/text-of.ts'
import { hasTitle, subjectOfLetter } from '../draft/lay-out-text.ts'
import { capacityOf, organisationsOf } from '../draft/layout.ts'
import type { ExtractedText } from '../model.ts'
import type { Document } from '../queries.ts'
import { getReservation } from '../sign/reserve-number.ts'
import { pagesUnclear } from './refusals.ts'

/** Stands where something between two of them was left out. */
const leftOut = '[…]'

/** The parts of its text that are words, each as it is read there with its label; of a text that is no text of ours none. */
export function extractable({ content }: Pick<Document, 'content'>): BlockText[] {
  if (!content.body) return []
  return blockTexts(content.body).filter(
    ({ type, text }) => type !== 'table' && type !== 'image' && type !== 'page_break' && text.trim() !== '',
  )
}

/** These parts of an issued document, in its order. Refuses where there is none of them, or one that it does not have. */
export async function extractOf(
  work: Work,
  document: Document,
  blocks: readonly string[],
): Promise<ExtractedText> {
  const all = extractable(document)
  const wanted = new Set(blocks)
  const chosen = all.flatMap(({ id }, index) => (wanted.has(id) ? index : []))
  if (chosen.length === 0 || chosen.length !== wanted.size) throw pagesUnclear({ count: 0 })
  const agency = await getAgency(work, document.agencyId)
  const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
  const isTitled = hasTitle(document.kind)
  const { block, name } = await getReservation(work, document.id)
  return {
    letterhead: {
      ...organisationsOf(agency, parent),
      number: document.symbol ?? '',
      place: agency.place,
      issuedOn: localDay(document.issuedAt ?? work.now),
    },
    title: isTitled ? document.title.toLocaleUpperCase('vi') : null,
    subject: isTitled ? document.subject : subjectOfLetter(document.subject),
    paragraphs: paragraphsOf(all, chosen),
    capacity: capacityOf(document.content, block),
    name,
  }
}

function paragraphsOf(all: readonly BlockText[], chosen: readonly number[]): string[] {
  const paragraphs: string[] = []
  let next = 0
  for (const at of chosen) {
    if (at > next) paragraphs.push(leftOut)
    const { label = '', text = '' } = all[at] ?? {}
    paragraphs.push([label, text].filter(Boolean).join(' '))
    next = at + 1
  }
  if (next < all.length) paragraphs.push(leftOut)
  return paragraphs
}
