/** The made-up people of the demo, as `province/…/demo-people.json` describes them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from 'otpauth'
import { z } from 'zod'
import { provinceFolder } from '#server/platform/province.ts'
import { isRole, type Role } from '#server/platform/roles.ts'

const RoleAt = z.strictObject({ role: z.custom<Role>(isRole), agencyId: z.string() })

const DemoCitizen = z.strictObject({
  idNumber: z.string().regex(/^\d{12}$/),
  fullName: z.string(),
  bornOn: z.iso.date(),
  gender: z.enum(['male', 'female']),
  ethnicity: z.string().optional(),
  phone: z.string().optional(),
  address: z.string(),
  unitCode: z.string(),
  /** People of one household share a key; the first gives the address. */
  household: z.string(),
  /** Identity number of another citizen here. */
  spouse: z.string().optional(),
  note: z.string(),
})

const DemoOrganisation = z.strictObject({
  taxCode: z.string(),
  name: z.string(),
  kind: z.enum(['company', 'household_business', 'cooperative', 'other']),
  address: z.string(),
  unitCode: z.string(),
  /** Identity number of a citizen above. */
  representative: z.string(),
  foundedOn: z.iso.date(),
})

const DemoStaff = z.strictObject({
  login: z.string(),
  displayName: z.string(),
  position: z.string(),
  roles: z.array(RoleAt).min(1),
  note: z.string(),
})

const DemoClient = z.strictObject({ clientId: z.string(), name: z.string(), roles: z.array(RoleAt) })

const DemoPeople = z.strictObject({
  note: z.string(),
  password: z.string().min(12),
  /** Base32, shared by all demo staff, so that the sign-in page can show the code. */
  totpSecret: z.string(),
  citizens: z.array(DemoCitizen),
  organisations: z.array(DemoOrganisation),
  staff: z.array(DemoStaff),
  clients: z.array(DemoClient),
})
export type DemoPeople = z.infer<typeof DemoPeople>

const known = new Map<string, DemoPeople>()

/** Read once. A mistake in the file ends the start with its place in the file. */
export function readDemoPeople(folder: string = provinceFolder): DemoPeople {
  let people = known.get(folder)
  if (!people) {
    people = DemoPeople.parse(JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')))
    known.set(folder, people)
  }
  return people
}

export function demoTotpSecret(people: DemoPeople): Buffer {
  return Buffer.from(Secret.fromBase32(people.totpSecret).bytes)
}
