/** The line between callers and the program: every connection on it can be cut at once. */
import { connect, createServer, type Server, type Socket } from 'node:net'

export class Line {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      this.#sockets.add(near).add(far)
      near.pipe(far).pipe(near)
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        end.on('error', () => {})
        end.on('close', () => {
          other.destroy()
          this.#sockets.delete(end)
        })
      }
    })
  }

  /** Opens it and returns the address to call. */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  /** Ends every connection in the middle of whatever is on it; returns how many. */
  cut(): number {
    const cut = this.#sockets.size / 2
    for (const socket of this.#sockets) socket.destroy()
    return cut
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
