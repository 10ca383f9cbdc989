/** Keeps the wall's figures and clock in step with the server, and says honestly when they are not. */
import type { WallMessage } from '#server/modules/wall/index.ts'

type State = 'connecting' | 'live' | 'lost'

const eventName = 'wall'
const tickMs = 250
/** The server speaks every two seconds even without news. */
const lostAfterMs = 6_000
const reopenAfterMs = 3_000
/** The best of so many messages tells the difference between the two clocks. */
const mostOffsets = 30

export class LiveWall {
  message: WallMessage = $state.raw() as WallMessage
  state: State = $state('connecting')
  /** From the newest change to this screen, in seconds; null while there is no change to tell it by. */
  delay: number | null = $state(null)
  /** The server's time. */
  now = $state(0)
  /** The server refuses: signed out, or no longer entitled. */
  isRefused = $state(false)

  private address: string
  private source: EventSource | undefined
  private offsets: number[] = []
  private heardAt = 0
  private openedAt = 0

  constructor(address: string, first: WallMessage) {
    this.address = address
    this.message = first
    this.now = Date.parse(first.snapshot.at)
  }

  /** Follows the stream until the returned function is called. */
  start(): () => void {
    this.open()
    const timer = setInterval(() => this.tick(), tickMs)
    return () => {
      clearInterval(timer)
      this.source?.close()
    }
  }

  private open(): void {
    this.source?.close()
    this.openedAt = Date.now()
    this.source = new EventSource(this.address)
    this.source.addEventListener(eventName, ({ data }) => this.take(JSON.parse(data)))
  }

  private take(message: WallMessage): void {
    const received = Date.now()
    const offset = Date.parse(message.snapshot.at) - received
    this.offsets = [...this.offsets, offset].slice(-mostOffsets)
    this.heardAt = received
    // What this message took longer than the fastest, and what the news in it took before it was sent.
    this.delay = message.lagMs === null ? null : (this.offset - offset + message.lagMs) / 1000
    this.message = message
    this.state = 'live'
    this.isRefused = false
    this.now = received + this.offset
  }

  private tick(): void {
    const quiet = Date.now() - (this.heardAt || this.openedAt)
    if (quiet > lostAfterMs) {
      this.state = 'lost'
      // A stream the server ended for good stays closed; one that hangs looks open. Both are opened anew.
      if (Date.now() - this.openedAt > reopenAfterMs) void this.reopen()
    }
    if (this.heardAt > 0) this.now = Date.now() + this.offset
  }

  private async reopen(): Promise<void> {
    this.openedAt = Date.now()
    try {
      const { status } = await fetch(this.address, { method: 'HEAD', redirect: 'manual' })
      this.isRefused = status === 401 || status === 403
    } catch {
      // No network yet: the next attempt tells.
    }
    if (!this.isRefused) this.open()
  }

  /** Server time minus this machine's time. Transit only ever makes it smaller, so the largest is the truest. */
  private get offset(): number {
    return Math.max(...this.offsets)
  }
}
