import { z } from 'zod'
import { defineEvent } from '../../events.ts'

/** The subject of facts about the log itself. */
export const sealSubject = '00000000-0000-4000-8000-000000000013'

const by = z.string()
const reason = z.string()
const batch = z.number()

/** Nothing is signed until a person decides: the newest seal is not the one the program made last. */
export const sealingStopped = defineEvent(
  'platform.sealing_stopped',
  z.object({ found: z.array(z.string()) }),
)

/** The database was brought back to an earlier moment, and seals made since are given up. */
export const sealsGivenUp = defineEvent(
  'platform.seals_given_up',
  z.object({ kept: batch, first: batch, last: batch, reason, by }),
)

/** The anchor at hand was older than the database and was brought up to it. */
export const anchorCaughtUp = defineEvent(
  'platform.anchor_caught_up',
  z.object({ from: batch, to: batch, reason, by }),
)

/** A person decided that sealing goes on from the database as it is. */
export const sealAccepted = defineEvent(
  'platform.seal_accepted',
  z.object({ batch, found: z.array(z.string()), reason, by }),
)
