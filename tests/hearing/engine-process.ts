/** Stands in for engine and weights, in a process as theirs: hears what `spoken` says. */
import type { SpeechQuestion, SpeechReply } from '#server/crafts/speech/engine/process-messages.ts'
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import { StandIn } from '#server/modules/meetings/hearing/fixtures.ts'

const engine = new StandIn()

answerQuestions<SpeechQuestion, SpeechReply>(async (question) =>
  question.kind === 'voice'
    ? { kind: 'voice', ...(await engine.voice(question.samples)) }
    : { kind: 'hear', heard: await engine.hear(question.samples) },
)
