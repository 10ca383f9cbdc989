/** A Node server that answers one text and does nothing else: what this machine and the one who asks allow at most. */
import { spawn } from 'node:child_process'

export interface BareServer {
  baseUrl: string
  pid: number
  stop(): void
}

const program = `
const [text, type] = process.argv.slice(1)
require('node:http')
  .createServer((_, answer) => answer.setHeader('content-type', type).end(text))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

export async function startBareServer(text: string, type: string): Promise<BareServer> {
  const server = spawn(process.execPath, ['-e', program, text, type], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => server.kill())
  const port = await new Promise<string>((done, fail) => {
    server.stdout.setEncoding('utf8').once('data', (said: string) => done(said.trim()))
    server.once('exit', (code) => fail(new Error(`The bare server ended with ${code}`)))
  })
  return { baseUrl: `http://127.0.0.1:${port}`, pid: server.pid ?? 0, stop: () => server.kill() }
}
