/** Văn thư: who keeps the registers of an agency, receives what comes and puts the seal. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const documentRoles = {
  clerk: { handlesDocuments: true },
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    documents: keyof typeof documentRoles
  }
}
