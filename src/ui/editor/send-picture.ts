/** Sends one file in pieces to `/tep`, as forms do, and returns the upload it has become. */

const piece = 1024 * 1024

export async function sendPicture(file: File): Promise<{ upload: string } | { message: string }> {
  const begun = await fetch('/tep', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: file.name.slice(0, 200), size: file.size }),
  })
  const { id, message } = await begun.json()
  if (!begun.ok) return { message }
  for (let offset = 0; offset < file.size; ) {
    const answer = await fetch(`/tep/${id}`, {
      method: 'PATCH',
      headers: { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' },
      body: file.slice(offset, offset + piece),
    })
    const told = await answer.json()
    if (!answer.ok) return { message: told.message }
    offset = Number(told.offset)
  }
  return { upload: id }
}
