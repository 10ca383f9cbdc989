/** What the HTTP API says of dossiers. */

import { z } from '@hono/zod-openapi'
import { Instant } from '#server/platform/web/http.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { sampleDossierCode } from '#shared/province-words.ts'
import { FileForApplicant } from './apply/file-for-applicant.ts'
import type { HeldPaper } from './apply/held-papers.ts'
import { actionKinds, SubmitDossier, steps } from './model.ts'
import { DossierPrerequisite, showPrerequisites } from './prerequisites/api-shapes.ts'
import type { Dossier } from './read/dossier-queries.ts'
import type { DossierView } from './read/view-dossier.ts'
import { type WorkListRow, workTabs } from './read/work-list-query.ts'
import { nationalStatus, statuses } from './states.ts'

const code = z.string().meta({ example: sampleDossierCode })
const instant = Instant.nullable()

export const DossierCode = z.object({
  code: z.string().min(10).max(60).meta({ example: sampleDossierCode }),
})

export const NewDossier = SubmitDossier.partial({ requestKey: true })
  .extend({
    applicant: FileForApplicant.optional().meta({
      description: 'For whom: only for the roles submitter and one_stop; a person files for themself.',
    }),
    byPost: z.boolean().optional().meta({
      description:
        'The papers came by public post: only for the role one_stop. Fees and limits may depend on it; without it an officer files what was brought to the counter.',
    }),
    outage: printedText({ min: 10, max: 500 }).optional().meta({
      description:
        'What keeps the usual ways of filing shut and since when: only for the role one_stop, where the service opens the counter or the post in an outage (outageChannels).',
    }),
  })
  .meta({
    id: 'NewDossier',
    example: {
      serviceCode: '1.000894',
      answers: { '…': 'as GET /services/{code}/answers-schema says' },
      papers: [{ key: 'to-khai', upload: '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b' }],
    },
  })

export const HeldAnswers = z
  .object({
    answers: z.record(z.string(), z.unknown()),
    sources: z.record(z.string(), z.string()).meta({ description: 'By field, as in issues; in Vietnamese' }),
    papers: z
      .array(
        z.object({
          key: z.string().meta({ description: 'The paper of the service it answers: papers[].key' }),
          vaultPaper: z.uuid().meta({ description: 'papers[].vaultPaper' }),
          title: z.string(),
          issuer: z.string().nullable().meta({ description: 'Null for what the person handed in' }),
          issuedOn: z.iso.date().nullable(),
          handedInOn: z.iso.date().nullable(),
          acceptedBy: z.string().nullable(),
          dossierCode: code.nullable(),
        }),
      )
      .meta({ description: 'Held already, the newest first: name them instead of uploading again' }),
  })
  .meta({ id: 'HeldAnswers' })

export const Receipt = z
  .object({
    id: z.uuid(),
    code,
    agencyId: z.string(),
    submittedAt: Instant,
    dueAt: instant.meta({ description: 'When the result is due if the agency accepts at once' }),
    repeated: z.boolean().meta({ description: 'True when this key had been submitted before' }),
  })
  .meta({ id: 'DossierReceipt' })

const standing = {
  status: z.enum(statuses),
  nationalStatus: z.int().meta({ description: 'TrangThaiHoSo of the national portal, 1 to 10', example: 2 }),
}

export const PublicStatus = z
  .object({
    code,
    ...standing,
    dueOn: z.iso.date().nullable().meta({ description: 'The day the result is due' }),
    serviceCode: z.string().optional(),
    agencyId: z.string().optional(),
    handlingAgencyId: z.string().optional(),
    submittedAt: instant.optional(),
    acceptedAt: instant.optional(),
    dueAt: instant.optional(),
    finishedAt: instant.optional(),
  })
  .meta({
    id: 'PublicStatus',
    description:
      'By the code alone the state and the day. The rest comes with the check code, or for the applicant.',
  })

export const CheckCode = z.object({
  checkCode: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Printed beside the code on the receipt, and in its QR', example: 'K7MQ-2RXD' }),
})

export const DossierState = z
  .object({ code, ...standing, step: z.enum(steps), dueAt: instant, lastSeq: z.int() })
  .meta({ id: 'DossierState' })

export const DossierRow = z
  .object({
    id: z.uuid(),
    code,
    serviceCode: z.string(),
    applicantName: z.string(),
    ...standing,
    step: z.enum(steps),
    assigneeId: z.uuid().nullable(),
    channel: z.string(),
    submittedAt: Instant,
    acceptBy: Instant,
    acceptedAt: instant,
    dueAt: instant,
    pausedSince: instant,
    finishedAt: instant,
    onTime: z.boolean().nullable(),
  })
  .meta({ id: 'DossierRow' })

export const DossierPage = z
  .object({
    rows: z.array(DossierRow),
    total: z.int(),
    page: z.int(),
    counts: z
      .partialRecord(z.enum(workTabs), z.int())
      .optional()
      .meta({ description: 'How many each tab holds; only for officers' }),
  })
  .meta({ id: 'DossierPage' })

const DossierAction = z
  .object({
    seq: z.int(),
    kind: z.enum(actionKinds),
    actorKind: z.string(),
    actorName: z.string(),
    agencyId: z.string().nullable(),
    at: Instant,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'DossierAction' })

const DossierPaper = z
  .object({
    seq: z.int(),
    key: z.string(),
    name: z.string(),
    sha256: z.string(),
    mediaType: z.string(),
    size: z.int(),
    source: z.enum(['upload', 'vault', 'registry']),
    givenAt: Instant,
  })
  .meta({ id: 'DossierPaper' })

export const PaperShape = z
  .object({
    way: z.enum(['counter', 'post']),
    originals: z.int(),
    copies: z.int(),
    state: z.enum(['to_print', 'printed', 'sent', 'handed_over']),
    readyBy: Instant,
    isLate: z.boolean().meta({ description: 'The counter has let the promised moment pass' }),
    printedAt: instant,
    endedAt: instant.meta({ description: 'When it left the counter' }),
    lastSeq: z.int(),
  })
  .meta({ id: 'PaperResult', description: 'A result asked for on paper, and how far it is' })

const DueLine = z
  .object({
    date: z.iso.date(),
    counted: z.boolean(),
    consumedAfter: z.number(),
    due: z.boolean(),
    reason: z.object({ code: z.string(), text: z.string(), source: z.string(), unverified: z.boolean() }),
    events: z.array(z.string()),
  })
  .meta({ id: 'DueLine', description: 'One day of the time limit: whether it counted, and why' })

export const DossierDetail = DossierRow.extend({
  serviceVersion: z.int(),
  agencyId: z.string(),
  handlingAgencyId: z.string(),
  unitCode: z.string().nullable(),
  fee: z
    .int()
    .nullable()
    .meta({ description: 'Đồng; null where it is not established what the service costs' }),
  answers: z.record(z.string(), z.unknown()),
  supplements: z.int(),
  extended: z.boolean(),
  rating: z.int().nullable(),
  resultId: z.uuid().nullable().meta({ description: 'The document: GET /documents/{id}/file' }),
  lastSeq: z.int(),
  actions: z.array(DossierAction),
  papers: z.array(DossierPaper),
  due: z.array(DueLine),
  prerequisites: z.array(DossierPrerequisite).meta({ description: 'What has to happen beside the desk' }),
  permitted: z.array(z.enum(actionKinds)).meta({ description: 'What you may do now' }),
}).meta({ id: 'DossierDetail' })

export function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null
}

export function heldPaperOf(paper: HeldPaper): z.infer<typeof HeldAnswers>['papers'][number] {
  const { key, id, title, issuer, issuedOn, handedInOn, acceptedBy, dossierCode = null } = paper
  return { key, vaultPaper: id, title, issuer, issuedOn, handedInOn, acceptedBy, dossierCode }
}

export function stateOf({ code, status, step, dueAt, lastSeq }: Dossier): z.infer<typeof DossierState> {
  return { code, status, nationalStatus: nationalStatus(status), step, dueAt: iso(dueAt), lastSeq }
}

type Row = Omit<WorkListRow, 'budget' | 'budgetUnit' | 'consumed' | 'runningSince'>

export function rowOf(row: Row): z.infer<typeof DossierRow> {
  const { id, code, serviceCode, applicantName, status, step, assigneeId, channel, onTime } = row
  return {
    id,
    code,
    serviceCode,
    applicantName,
    status,
    nationalStatus: nationalStatus(status),
    step,
    assigneeId,
    channel,
    submittedAt: row.submittedAt.toISOString(),
    acceptBy: row.acceptBy.toISOString(),
    acceptedAt: iso(row.acceptedAt),
    dueAt: iso(row.dueAt),
    pausedSince: iso(row.pausedSince),
    finishedAt: iso(row.finishedAt),
    onTime,
  }
}

/** Who acted is named, not identified: an account's key is nobody else's business. */
export function detailOf({
  dossier,
  actions,
  papers,
  fee,
  due,
  permitted,
  ...view
}: DossierView): z.infer<typeof DossierDetail> {
  const { serviceVersion, agencyId, handlingAgencyId, unitCode, supplements, extended, rating } = dossier
  return {
    ...rowOf(dossier),
    serviceVersion,
    agencyId,
    handlingAgencyId,
    unitCode,
    fee,
    answers: dossier.answers as Record<string, unknown>,
    supplements,
    extended,
    rating,
    resultId: dossier.resultId,
    lastSeq: dossier.lastSeq,
    actions: actions.map(({ actorId: _, at, ...action }) => ({ ...action, at: at.toISOString() })),
    papers: papers.map(({ seq, key, name, sha256, mediaType, size, source, givenAt }) => ({
      seq,
      key,
      name,
      sha256,
      mediaType,
      size,
      source: source as 'upload',
      givenAt: givenAt.toISOString(),
    })),
    due: due.map((line) => ({ ...line })),
    prerequisites: showPrerequisites(view),
    permitted,
  }
}
