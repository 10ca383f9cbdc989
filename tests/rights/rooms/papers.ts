import type { RoomRights } from '../rooms.ts'

export const room: RoomRights = {
  rights: {},
  requests: {},
  pages: {},
  addresses: {},
  looks: [],
  rows: {
    'documents.sealed_paper': { of: `agency_id = '{agency}'`, sees: 'system', adds: 'system' },
    'dossiers.slip_series': {
      of: `agency_id = '{agency}' and series = 'PBS'`,
      sees: 'system',
      adds: 'system',
      columns: 'last',
    },
    // Those not sealed yet, which the program names the file of.
    'dossiers.slip': {
      of: `dossier_id = '{dossier}' and form = '01'`,
      sees: 'citizen clerk chairman system',
      adds: 'system',
      columns: 'sha256 sealed_at',
    },
  },
  async fill(add, { agency }) {
    await add(`insert into dossiers.slip_series values ($1, 'PBS', 2026, 1) on conflict do nothing`, agency)
    await add(
      `insert into platform.file (sha256, size, media_type) values (repeat('b', 64), 1, 'application/pdf') on conflict do nothing`,
    )
    await add(
      `insert into documents.sealed_paper (id, agency_id, title, symbol, check_code, issued_at, sha256, sealed_at)
       values (gen_random_uuid(), $1, 'Phiếu', '01/PBS', 'AAAA-AAAA-AAAA', now(), repeat('b', 64), now())`,
      agency,
    )
  },
}
