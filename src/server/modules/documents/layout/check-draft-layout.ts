/** Thể thức of a draft: its words by their blocks, and the page as it would be signed. */
import { checkLayout, type Judgement } from '#server/crafts/layout-rules/check-layout.ts'
import type { Finding } from '#server/crafts/layout-rules/findings.ts'
import { checkFileLayout } from '#server/crafts/layout-rules/layout-rules.ts'
import { readDraftText } from '#server/crafts/layout-rules/read-draft-text.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { openDraft } from '../edit/open-draft.ts'
import { countReading } from '../limits.ts'
import { planDraft, setDraft } from '../sign/read-draft.ts'

export interface DraftJudgement extends Judgement {
  subject: string
  /** The page as it was judged. */
  pdf: Uint8Array
}

/**
 * What of a draft is laid out otherwise than NĐ 30/2020/NĐ-CP says, for whoever may open it; that it was opened is in the log.
 * What its words show comes with the block they stand in, the rest with its place on the page. Refuses what is no draft,
 * and more than a person's work needs.
 */
export async function checkDraftLayout(officer: Officer, id: string): Promise<DraftJudgement> {
  const { text, plan } = await perform(officer, async (work) => {
    const opened = await openDraft(work, officer, id)
    await countReading(work, officer)
    return { text: opened.text, plan: await planDraft(work, id) }
  })
  const { pdf } = await setDraft(plan, officer.id)
  const ofWords = checkLayout(readDraftText({ ...text, addressees: text.addressees.map(({ name }) => name) }))
  const ofPage = await checkFileLayout(Buffer.from(pdf), officer.id)
  return {
    ...ofPage,
    subject: text.subject,
    pdf,
    judged: [...new Set([...ofPage.judged, ...ofWords.judged])],
    unseen: ofPage.unseen.filter(({ id }) => !ofWords.judged.includes(id)),
    findings: joined(ofPage.findings, ofWords.findings),
  }
}

/** What both found of the same words is told once, with the block and the place on the page. */
function joined(ofPage: readonly Finding[], ofWords: readonly Finding[]): Finding[] {
  const rest = [...ofPage]
  const blocks = ofWords.map((finding) => {
    const words = finding.place.words?.slice(0, 30) ?? ''
    const at = rest.findIndex(
      ({ rule, place }) => rule.id === finding.rule.id && (place.words ?? '').startsWith(words),
    )
    const [same] = at < 0 ? [] : rest.splice(at, 1)
    return same
      ? { ...finding, place: { ...same.place, ...finding.place, page: same.place.page, box: same.place.box } }
      : finding
  })
  return [...rest, ...blocks]
}
