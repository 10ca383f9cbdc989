import { z } from 'zod'
import { m } from './messages/index.ts'

/** A day somebody typed, or an address names: one that can be reckoned with and that the database knows, to which there is no year 0. */
export const Day = z.iso.date({ abort: true }).regex(/^(?:1[89]|2[01])/, { error: () => m.ui.form.date })
