/** Signing out: sends along what was typed in the other forms of the page, so that it can be kept for its writer. */
type Field = HTMLInputElement | HTMLTextAreaElement

function isWriting(field: Field): boolean {
  const isText = field.type === 'textarea' || field.type === 'text'
  return isText && field.name !== '' && field.form?.method === 'post' && field.value !== field.defaultValue
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!/\/dang-xuat$/.test(form.getAttribute('action') ?? '')) return
  const fields = [...document.querySelectorAll<Field>('main form textarea, main form input')]
    .filter(isWriting)
    .map(({ name, value }) => [name, value])
  if (fields.length === 0) return
  const typed = document.createElement('input')
  typed.type = 'hidden'
  typed.name = 'typed'
  typed.value = JSON.stringify({ path: location.pathname, fields })
  form.append(typed)
})
