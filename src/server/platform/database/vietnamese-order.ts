import { sql } from 'kysely'

/** After a text in SQL: ordered as a Vietnamese reader looks it up, Đ after D and Ê after E, whatever the database's own order is. */
export const inVietnameseOrder = sql.raw('collate "vi-x-icu"')
