import { json } from '@sveltejs/kit'
import { describeFailure } from '#server/platform/web/failure.ts'
import { m } from '#shared/messages/index.ts'

/** The script reads `message` to the person and goes on from `offset`. */
export async function answerUpload(task: () => Promise<Response>): Promise<Response> {
  try {
    return await task()
  } catch (error) {
    const { status, code, details, reference } = describeFailure(error)
    const { offset } = details
    return json({ code, message: m.refusal(code, details), offset, reference }, { status })
  }
}
