/** The cast of every test: fresh identities, so tests share one database and never meet. */
import { randomUUID } from 'node:crypto'
import '#server/roles.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'

export function aCitizen(overrides: Partial<Citizen> = {}): Citizen {
  return { kind: 'citizen', id: randomUUID(), accountId: randomUUID(), name: 'Nguyễn Thị Thử', ...overrides }
}

export function anOfficer({
  agencyId = `test-${randomUUID()}`,
  roles = ['one_stop', 'specialist', 'leader'] as Role[],
  ...rest
}: Partial<Officer> = {}): Officer {
  return {
    kind: 'officer',
    id: randomUUID(),
    name: 'Trần Văn Thử',
    agencyId,
    agencyIds: [agencyId],
    scope: 'agency',
    roles,
    ...rest,
  }
}
