/** A port of this machine on which nobody listens. */
import { type AddressInfo, createServer } from 'node:net'

/** The wanted port of 127.0.0.1 while it is free, else any other. Nobody holds it until its caller does. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error) => (wanted === 0 ? fail(error) : freePort().then(done, fail)))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })
}
