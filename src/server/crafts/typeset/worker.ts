import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { type CompileRequest, startCompiler } from './compiler.ts'

export type { CompileRequest, Picture } from './compiler.ts'

const compiler = startCompiler()

answerThread<CompileRequest, Uint8Array>((request) => new Uint8Array(compiler.print(request)))
