/**
 * A process that does nothing but hear: Silero and Whisper in onnxruntime, one question at a time. It holds no secret, no connection and no
 * recording beyond the window it was given, and may write nowhere; whoever started it ends it when a window takes too long or too much.
 */
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import type { EngineSetting, SpeechQuestion, SpeechReply } from './process-messages.ts'
import { loadRuntime, type Runtime, type Session, type SessionOptions } from './runtime.ts'
import { hearVoice } from './silero.ts'
import { Whisper } from './whisper.ts'

const { files, threads } = JSON.parse(process.argv[2] ?? '') as EngineSetting
const options: SessionOptions = {
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  // An arena keeps three gigabytes where one does.
  enableCpuMemArena: false,
  logSeverityLevel: 3,
}

let runtime: Promise<Runtime> | undefined
let voice: Promise<Session> | undefined
let whisper: Promise<Whisper> | undefined

answerQuestions<SpeechQuestion, SpeechReply>(answer)

async function answer(question: SpeechQuestion): Promise<SpeechReply> {
  try {
    return await hear(question)
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

async function hear(question: SpeechQuestion): Promise<SpeechReply> {
  runtime ??= loadRuntime(files.runtime)
  const loaded = await runtime
  if (question.kind === 'voice') {
    voice ??= loaded.InferenceSession.create(files.voice, { ...options, intraOpNumThreads: 1 })
    return { kind: 'voice', ...(await hearVoice(loaded, await voice, question.samples, question.state)) }
  }
  whisper ??= Promise.resolve(new Whisper(loaded, files, options))
  return { kind: 'hear', heard: await (await whisper).hear(question.samples, question.options) }
}
