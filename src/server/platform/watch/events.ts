import { z } from 'zod'
import { defineEvent } from '../events.ts'

/** A clock jumped, or two disagree; what ends dossiers is held. The subject is the occasion. */
export const clockJumped = defineEvent('platform.clock_jumped', z.object({ ms: z.int() }))
