/** Passkeys: asks the device for a key or a signature, then sends the form as any other. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  const problem = form.querySelector<HTMLElement>('[role=alert]')
  const response = form.querySelector<HTMLInputElement>('input[name=response]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!problem || !response) return
    problem.hidden = true
    try {
      const optionsJSON = JSON.parse(form.dataset.options ?? '')
      const credential = await (form.dataset.passkey === 'create'
        ? startRegistration({ optionsJSON })
        : startAuthentication({ optionsJSON }))
      response.value = JSON.stringify(credential)
      form.submit()
    } catch {
      problem.hidden = false
    }
  })
}
