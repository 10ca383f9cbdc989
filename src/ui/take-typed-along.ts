/** Sends along with signing out what was typed in the other forms of this page, so that it can be kept for its writer. */
export function takeTypedAlong(event: SubmitEvent): void {
  const form = event.currentTarget as HTMLFormElement
  const fields = [
    ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'main form textarea, main form input',
    ),
  ]
    .filter((field) => field.name !== '' && isWriting(field) && field.value !== field.defaultValue)
    .map(({ name, value }) => [name, value])
  if (fields.length === 0) return
  const typed = document.createElement('input')
  typed.type = 'hidden'
  typed.name = 'typed'
  typed.value = JSON.stringify({ path: location.pathname, fields })
  form.append(typed)
}

/** Passwords are never kept; a search is nothing to keep. */
function isWriting({ type, form }: HTMLInputElement | HTMLTextAreaElement): boolean {
  return (type === 'textarea' || type === 'text') && form?.method === 'post'
}
