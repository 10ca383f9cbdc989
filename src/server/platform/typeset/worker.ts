import { parentPort } from 'node:worker_threads'
import { startCompiler } from './compiler.ts'

export interface CompileRequest {
  id: number
  template: string
  data: string
  createdAt: number
  format: 'pdf' | 'svg'
}

export type CompileReply = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; error: string }

const compiler = startCompiler()

parentPort?.on('message', ({ id, template, data, createdAt, format }: CompileRequest) => {
  let reply: CompileReply
  try {
    const bytes =
      format === 'pdf'
        ? compiler.print(template, data, createdAt)
        : Buffer.from(compiler.draw(template, data))
    reply = { id, bytes: new Uint8Array(bytes) }
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply, 'bytes' in reply ? [reply.bytes.buffer] : [])
})
