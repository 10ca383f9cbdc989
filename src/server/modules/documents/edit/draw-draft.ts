/** The pages of a draft beside its text: set as the head of the agency would sign it, as it stands on the writer's screen. */
import { checkLayout } from '#server/crafts/layout-rules/check-layout.ts'
import type { Finding } from '#server/crafts/layout-rules/findings.ts'
import { readDraftText } from '#server/crafts/layout-rules/read-draft-text.ts'
import { type DrawnPages, setPages } from '#server/crafts/typeset/pages.ts'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { layOut } from '../draft/layout.ts'
import { spendDrawing, takeDrawing } from '../limits.ts'
import { recordOpening } from '../openings.ts'
import { powerOfHead } from '../sign/signing-power.ts'
import { type DraftText, withDraftText } from './model.ts'
import { picturesOf, requireOwnPictures } from './pictures.ts'
import { requireAgencyDocument } from './require-draft.ts'
import { currentText } from './save-draft.ts'

/** The pages, and what of the words is otherwise than NĐ 30/2020/NĐ-CP has them, in the order of the rules. */
export interface DrawnDraft extends DrawnPages {
  findings: Finding[]
}

/**
 * Sets this text, saved or not, for whoever may read the draft; pages whose hashes are `known` are named and not sent again. Nothing is kept.
 * Its words are judged beside it; what only the page shows is judged by `checkDraftLayout`.
 * Refuses letters without a picture, more pages than are drawn beside a text, and whoever asks more often than anyone writes.
 */
export async function drawDraft(
  officer: Officer,
  id: string,
  { text, known }: { text: DraftText; known: readonly string[] },
): Promise<DrawnDraft> {
  takeDrawing(officer)
  const { data, pictures } = await perform(officer, async (work) => {
    const document = await requireAgencyDocument(work, officer, id)
    await recordOpening(work, document)
    const now = await currentText(work, document)
    const written = withDraftText(now.text, text)
    const { agency, parent, block } = await powerOfHead(work, document.agencyId, written.content)
    const laidOut = layOut({
      ...document,
      ...written,
      agency,
      parent,
      signer: { name: '…………', block },
      number: undefined,
      issuedOn: localDay(work.now),
      origin: config.ORIGIN,
    })
    if (laidOut.template !== 'nd30') throw new Error('a draft of an agency in a form')
    await requireOwnPictures(work, id, text.body, now.text.content.body)
    return { data: laidOut.data, pictures: picturesOf(text.body) }
  })
  const images = new Map<string, Uint8Array>()
  for (const sha256 of new Set(pictures)) images.set(sha256, await readFile(sha256))
  const [drawn, findings] = await Promise.all([
    setPages(data, { images, known, asker: officer.id }),
    judgeWords(text),
  ])
  spendDrawing(officer, drawn.pages.length)
  return { ...drawn, findings }
}

/** Some milliseconds, while a thread sets the pages. */
async function judgeWords(text: DraftText): Promise<Finding[]> {
  const addressees = text.addressees.map(({ name }) => name)
  return checkLayout(readDraftText({ ...text, addressees })).findings
}
