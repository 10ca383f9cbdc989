import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { startCompiler } from './compiler.ts'

export interface CompileRequest {
  template: string
  data: string
  createdAt: number
}

const compiler = startCompiler()

answerThread<CompileRequest, Uint8Array>(
  ({ template, data, createdAt }) => new Uint8Array(compiler.print(template, data, createdAt)),
)
