import type { Session } from '#server/modules/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Viewer } from '#ui/layout/viewer.ts'

declare global {
  namespace App {
    interface Locals {
      actor: Actor
      /** Who sends with the same session now; for streams, which outlast a request. */
      actorNow: () => Promise<Actor>
      session: Session | undefined
      /** Seconds after which what was refused as too much, or could not be served, is worth repeating. */
      retryAfter?: number
    }
    interface PageData {
      viewer: Viewer
    }
    interface Error {
      message: string
      /** A refusal's code, when a rule said no. */
      code?: string
      /** The number to read out to whoever repairs it. */
      reference?: string
    }
  }
}
