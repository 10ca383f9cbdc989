import { parentPort } from 'node:worker_threads'
import { startCompiler } from './compiler.ts'

export interface CompileRequest {
  id: number
  template: string
  data: string
  createdAt: number
}

export type CompileReply = { id: number; pdf: Uint8Array<ArrayBuffer> } | { id: number; error: string }

const compile = startCompiler()

parentPort?.on('message', ({ id, template, data, createdAt }: CompileRequest) => {
  let reply: CompileReply
  try {
    reply = { id, pdf: new Uint8Array(compile(template, data, createdAt)) }
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer] : [])
})
