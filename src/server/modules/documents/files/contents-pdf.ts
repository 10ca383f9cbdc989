/** Mục lục văn bản of a work file, as PDF. */
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { countPaper } from '../limits.ts'
import { recordFiledOpening } from '../openings.ts'
import { findClass } from './retention.ts'
import { viewWorkFile } from './view-work-files.ts'

/** The list as it is now: also of one that was destroyed, of which nothing else is left. That it was taken along is in the log. */
export async function renderContents(
  officer: Officer,
  id: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const words = m.documents.workFiles.pdf
  const data = await perform(officer, async (work) => {
    const { file, filed, changes } = await viewWorkFile(work, id)
    await countPaper(work, officer)
    await recordFiledOpening(work, file, null)
    const agency = await getAgency(work, file.agencyId)
    return {
      letterhead: {
        parent: null,
        organisation: agency.name.toLocaleUpperCase('vi'),
        number: words.symbol,
        place: agency.place,
        issuedOn: localDay(work.now),
      },
      code: file.code,
      title: file.title,
      retention: findClass(file.retention)?.name ?? file.retention,
      opened: formatDate(localDay(file.openedAt)),
      closed: file.closedAt ? formatDate(localDay(file.closedAt)) : '',
      columns: [...words.columns],
      rows: filed.map(({ position, label, dated, originalName, size, sha256, documentId }) => [
        String(position),
        [label, ...(changes.get(documentId ?? '') ?? []).map(({ words: change }) => change)].join('. '),
        dated ? formatDate(dated) : '',
        originalName,
        words.bytes(Number(size)),
        sha256,
      ]),
      takenBy: officer.name,
    }
  })
  return {
    name: `muc-luc-${data.code}.pdf`,
    bytes: await typeset('work-file-contents', data, { asker: officer.id }),
  }
}
