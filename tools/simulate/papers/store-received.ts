/** The rows of what came to agencies of the past, and of who has it. */
import type pg from 'pg'
import { plainKey } from '#server/modules/documents/incoming/model.ts'
import { localDay } from '#shared/dates.ts'
import { json, openCopy, text } from '../tables/copy-table.ts'
import type { Paper, Received } from './paper.ts'
import type { PaperStaff } from './paper-staff.ts'
import type { SampleLetter } from './sample-letters.ts'

export async function storeReceived(
  client: pg.ClientBase,
  received: readonly Received[],
  samples: ReadonlyMap<string, SampleLetter>,
  staffOf: (paper: Paper) => PaperStaff,
): Promise<void> {
  const arrivals = openCopy(
    'documents.arrival',
    `id, agency_id, source, key, arrived_at, sender, sender_agency_id, said, findings, brought_by, state, reading_state, document_id, settled_by,
     settled_at`,
  )
  const files = openCopy('documents.arrival_file', 'arrival_id, position, name, media_type, size, sha256')
  const uses = openCopy('platform.file_use', 'sha256, used_by')
  const incoming = openCopy(
    'documents.incoming',
    `document_id, agency_id, year, number, arrived_on, source, arrival_id, organ, organ_key, sent_number, symbol, symbol_key, issued_on,
     type, pages, urgency, sha256, media_type, sent_document, signed, mark, mark_reason, registered_by, registered_at`,
  )
  const assignments = openCopy(
    'documents.assignment',
    `document_id, agency_id, state, since, lead_agency_id, lead_account_id, instruction, assigned_by, assigned_at, due_at, progress,
     progress_at, answered_by, answer_symbol, closed_why`,
  )
  for (const one of received) {
    const { paper, arrivalId, way, mailFrom, arrivedAt, registeredAt, organ, copyOf, issuedOn } = one
    const { id, office, kind, place, subject } = paper
    const sample = samples.get(kind)
    if (!sample || !place) throw new Error(`an incoming ${kind} without its page or number`)
    const { clerk, leader, specialist } = staffOf(paper)
    const [number = '', ...rest] = place.symbol.split('/')
    const symbol = rest.join('/')
    const said =
      way === 'scan'
        ? {}
        : way === 'mail'
          ? { mailSubject: subject }
          : { documentId: copyOf?.id, number, symbol, issuedOn, organ, type: kind, subject }
    arrivals.add(
      arrivalId,
      office.id,
      way,
      copyOf?.id ?? arrivalId,
      arrivedAt,
      way === 'scan' ? '' : text(mailFrom ?? organ),
      copyOf?.office.id,
      json(said),
      // Nobody judged who sent it.
      json(mailFrom ? { mail: { from: mailFrom, sender: 'unknown', dkim: '', spf: '', dmarc: '' } } : {}),
      way === 'scan' ? clerk.id : null,
      'registered',
      'none',
      id,
      clerk.id,
      registeredAt,
    )
    files.add(arrivalId, 1, 'van-ban.pdf', 'application/pdf', sample.size, sample.sha256)
    uses.add(sample.sha256, `documents.document:${id}`)
    incoming.add(
      id,
      office.id,
      place.year,
      place.number,
      localDay(arrivedAt),
      way,
      arrivalId,
      text(organ),
      text(plainKey(organ)),
      number.replace(/^0+(?=\d)/, ''),
      text(symbol),
      text(plainKey(symbol)),
      issuedOn,
      kind,
      1,
      paper.content.urgency,
      sample.sha256,
      'application/pdf',
      copyOf?.id,
      'unsigned',
      'register_only',
      'simulated',
      clerk.id,
      registeredAt,
    )
    const { assignedAt, dueAt, progress, answeredBy, closedWhy } = one
    assignments.add(
      id,
      office.id,
      one.state,
      one.since,
      assignedAt ? office.id : null,
      assignedAt ? specialist.id : null,
      text(one.instruction),
      assignedAt ? leader.id : null,
      assignedAt,
      dueAt,
      text(progress?.text ?? ''),
      progress?.at,
      answeredBy?.id,
      answeredBy?.place ? text(answeredBy.place.symbol) : null,
      closedWhy ? text(closedWhy) : null,
    )
  }
  for (const table of [arrivals, files, uses, incoming, assignments]) await table.flush(client)
  // As the trigger of an assignment does: what somebody has stands in the register of what is followed.
  await client.query(
    `update documents.register_line l set followed = true from documents.assignment a
      where a.document_id = l.document_id and a.assigned_at is not null and l.book = 'in' and not l.followed`,
  )
}
