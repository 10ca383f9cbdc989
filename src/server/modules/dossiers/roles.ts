/** Một cửa, thẩm định, lãnh đạo: who takes a dossier to its result. Hệ thống nộp hồ sơ: who files from elsewhere. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const dossierRoles = {
  one_stop: { handlesCases: true, filesForOthers: true },
  specialist: { handlesCases: true, handlesDocuments: true },
  leader: { handlesCases: true, handlesDocuments: true },
  submitter: { filesForOthers: true, isClientSystem: true },
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    dossiers: keyof typeof dossierRoles
  }
}
