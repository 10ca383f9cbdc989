/** Work files of the past: what came about one matter in a year, kept together. */
import type pg from 'pg'
import { documentFiled, workFileOpened } from '#server/modules/documents/events.ts'
import { localDay } from '#shared/dates.ts'
import { openCopy, text } from '../tables/copy-table.ts'
import { after, type Desk, isOver, record } from './desk.ts'
import type { Paper, Received } from './paper.ts'
import type { SampleLetter } from './sample-letters.ts'

export interface WorkFile {
  id: string
  agencyId: string
  code: string
  title: string
  openedBy: string
  openedAt: Date
  filed: { id: string; paper: Paper; at: Date }[]
}

const titles = ['Cải cách hành chính', 'Rà soát hộ nghèo, hộ cận nghèo', 'Chuyển đổi số', 'Trật tự xây dựng']
const matters = [/cải cách hành chính/i, /hộ nghèo/i, /chuyển đổi số/i, /trật tự xây dựng/i]

/** Files what came into the work file of its matter, which is opened for the first; only where people try the program out. */
export function openWorkFiles(desk: Desk) {
  const files = new Map<string, WorkFile>()
  return {
    all: () => [...files.values()],
    file({ paper, registeredAt }: Received): void {
      const { office, subject } = paper
      const { specialist, isDemo } = desk.staffOf(office)
      const matter = matters.findIndex((one) => one.test(subject))
      const at = after(desk, registeredAt, 60, 600)
      if (!isDemo || matter < 0 || isOver(desk, office, at)) return
      const year = localDay(at).slice(0, 4)
      const key = `${office.id} ${matter} ${year}`
      const by = { actorId: specialist.id, agencyId: office.id }
      let into = files.get(key)
      if (!into) {
        into = {
          id: desk.random.id(at.getTime()),
          agencyId: office.id,
          code: `${year}.${String(matter + 1).padStart(2, '0')}`,
          title: `${titles[matter]} năm ${year}`,
          openedBy: specialist.id,
          openedAt: at,
          filed: [],
        }
        files.set(key, into)
        record(desk, workFileOpened(into.id, { agencyId: office.id, retention: 'y10' }), { ...by, at })
      }
      // What was registered earlier may be planned later; it goes into what is open by then.
      if (at < into.openedAt) return
      into.filed.push({ id: desk.random.id(at.getTime()), paper, at })
      record(desk, documentFiled(into.id, { agencyId: office.id, documentId: paper.id }), { ...by, at })
    },
  }
}

export async function storeWorkFiles(
  client: pg.ClientBase,
  files: readonly WorkFile[],
  samples: ReadonlyMap<string, SampleLetter>,
): Promise<void> {
  const workFiles = openCopy(
    'documents.work_file',
    'id, agency_id, code, title, retention, opened_by, opened_at',
  )
  const filed = openCopy(
    'documents.filed',
    'id, work_file_id, position, document_id, label, dated, original_name, media_type, size, sha256, filed_by, filed_at',
  )
  const uses = openCopy('platform.file_use', 'sha256, used_by')
  for (const { id, agencyId, code, title, openedBy, openedAt, filed: contents } of files) {
    workFiles.add(id, agencyId, code, text(title), 'y10', openedBy, openedAt)
    const inOrder = contents.toSorted((one, other) => one.at.getTime() - other.at.getTime())
    for (const [index, { id: filedId, paper, at }] of inOrder.entries()) {
      const { title: type, subject, place, kind } = paper
      const sample = samples.get(kind)
      if (!sample) throw new Error(`an incoming ${kind} without its page`)
      const label = text([type, place?.symbol ? `số ${place.symbol}` : '', subject].filter(Boolean).join(' '))
      const dated = localDay(paper.texts[0]?.at ?? at)
      const { sha256, size } = sample
      filed.add(
        filedId,
        id,
        index + 1,
        paper.id,
        label,
        dated,
        'van-ban.pdf',
        'application/pdf',
        size,
        sha256,
        openedBy,
        at,
      )
      uses.add(sha256, `documents.filed:${filedId}`)
    }
  }
  for (const table of [workFiles, filed, uses]) await table.flush(client)
}
