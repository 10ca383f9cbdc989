/** What the HTTP API says of what is awaited, and of who is asked. */
import { z } from '@hono/zod-openapi'
import { prerequisiteKinds } from '#server/modules/catalogue/index.ts'
import { Instant } from '#server/platform/web/http.ts'
import type { Asked as AskedRow } from '../read/asked-queries.ts'
import type { DossierView } from '../read/view-dossier.ts'

const instant = Instant.nullable()
const at = (moment: Date | null): string | null => (moment ? moment.toISOString() : null)

export const DossierPrerequisite = z
  .object({
    key: z.string(),
    kind: z.enum(prerequisiteKinds),
    name: z.string(),
    before: z.enum(['accept', 'propose', 'sign', 'deliver']).meta({ description: 'What waits for it' }),
    state: z.enum(['notAsked', 'open', 'settled', 'refused', 'lapsed']),
    who: z.array(z.string()),
    outstanding: z.array(z.string()).meta({ description: 'Of `who`, those still awaited' }),
    of: z.string().nullable().meta({ description: 'The agency asked' }),
    openedAt: instant,
    dueAt: instant,
    settledAt: instant,
  })
  .meta({ id: 'DossierPrerequisite' })

export function showPrerequisites({
  prerequisites,
  state,
}: Pick<DossierView, 'prerequisites' | 'state'>): z.infer<typeof DossierPrerequisite>[] {
  return prerequisites.map(({ key, kind, name, before, who = [], of }) => {
    const standing = state.prerequisites[key]
    return {
      key,
      kind,
      name,
      before,
      state: standing?.state ?? 'notAsked',
      who: [...who],
      outstanding: standing?.outstanding ?? [...who],
      of: of === undefined ? null : 'agency' in of ? of.agency : of.outside,
      openedAt: at(standing?.openedAt ?? null),
      dueAt: at(standing?.dueAt ?? null),
      settledAt: at(standing?.settledAt ?? null),
    }
  })
}

export const Asked = z
  .object({
    id: z.uuid(),
    prerequisite: z.string().meta({ description: 'What it is for, in Vietnamese' }),
    serviceName: z.string(),
    applicantName: z.string(),
    agencyName: z.string(),
    question: z.string(),
    answers: z
      .array(z.object({ label: z.string(), text: z.string() }))
      .meta({ description: 'What the application says of those concerned' }),
    dossierCode: z.string().nullable().meta({ description: 'For an agency, which may open it' }),
    askedAt: Instant,
    dueAt: instant,
    answer: z.enum(['agreed', 'refused']).nullable(),
    awaited: z.boolean(),
  })
  .meta({ id: 'Asked' })

export function askedOf(asked: AskedRow): z.infer<typeof Asked> {
  const { id, shown, agencyId, askedAt, dueAt, answer, closedAt } = asked
  const { prerequisite, serviceName, applicantName, agencyName, question, sections } = shown
  return {
    id,
    prerequisite,
    serviceName,
    applicantName,
    agencyName,
    question,
    answers: sections.flatMap(({ rows }) => rows.map(({ label, text }) => ({ label, text }))),
    dossierCode: agencyId ? shown.code : null,
    askedAt: askedAt.toISOString(),
    dueAt: at(dueAt),
    answer,
    awaited: answer === null && closedAt === null,
  }
}
