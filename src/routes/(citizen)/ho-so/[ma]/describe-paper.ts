import { getAgency } from '#server/modules/agencies/index.ts'
import { type PaperView, viewPaper } from '#server/modules/dossiers/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

/** Where the result on paper is, for who asked for it; undefined where nobody did. */
export async function paperWords(work: Work, dossierId: string) {
  const paper = await viewPaper(work, dossierId)
  if (!paper) return undefined
  const { name } = await getAgency(work, paper.agencyId)
  const words = m.dossiers.read.dossier.paper
  return {
    amount: words.amount(paper.originals, paper.copies),
    where: whereWords(paper, name),
    late: paper.isLate && !paper.endedAt ? words.late : '',
  }
}

function whereWords(paper: PaperView, agency: string): string {
  const words = m.dossiers.read.dossier.paper
  const last = paper.handovers.at(-1)
  switch (paper.state) {
    case 'to_print':
      return words.to_print(agency, formatDateTime(paper.readyBy))
    case 'printed':
      if (last?.kind === 'come_back') return words.cameBack(agency)
      return paper.way === 'post' ? words.toSend(agency) : words.printed(agency)
    case 'sent':
      return words.sent(last?.data.consignment ?? '', formatDate(last?.data.sentOn ?? ''))
    case 'handed_over':
      return words.handed_over(last?.data.takerName ?? '', formatDateTime(paper.endedAt ?? paper.readyBy))
  }
}
