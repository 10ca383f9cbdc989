/* Passkeys: asks the device for a key or a signature, then sends the form as any other. */
;(() => {
  function bytesOf(text) {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    const bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
    return bytes
  }

  function textOf(buffer) {
    let binary = ''
    new Uint8Array(buffer).forEach((byte) => {
      binary += String.fromCharCode(byte)
    })
    return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }

  function withBytes(list) {
    return (list || []).map((item) => Object.assign({}, item, { id: bytesOf(item.id) }))
  }

  function create(options) {
    return navigator.credentials.create({
      publicKey: Object.assign({}, options, {
        challenge: bytesOf(options.challenge),
        user: Object.assign({}, options.user, { id: bytesOf(options.user.id) }),
        excludeCredentials: withBytes(options.excludeCredentials),
      }),
    })
  }

  function get(options) {
    return navigator.credentials.get({
      publicKey: Object.assign({}, options, {
        challenge: bytesOf(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      }),
    })
  }

  function describe(credential) {
    const answer = credential.response
    const response = { clientDataJSON: textOf(answer.clientDataJSON) }
    if (answer.attestationObject) {
      response.attestationObject = textOf(answer.attestationObject)
      response.transports = answer.getTransports ? answer.getTransports() : []
    } else {
      response.authenticatorData = textOf(answer.authenticatorData)
      response.signature = textOf(answer.signature)
      if (answer.userHandle) response.userHandle = textOf(answer.userHandle)
    }
    return {
      id: credential.id,
      rawId: textOf(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults(),
    }
  }

  document.querySelectorAll('form[data-passkey]').forEach((form) => {
    const problem = form.querySelector('[role=alert]')
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      problem.hidden = true
      const options = JSON.parse(form.dataset.options)
      const isPossible = window.PublicKeyCredential && navigator.credentials
      const asked = isPossible
        ? form.dataset.passkey === 'create'
          ? create(options)
          : get(options)
        : Promise.reject()
      asked
        .then((credential) => {
          form.elements.response.value = JSON.stringify(describe(credential))
          form.submit()
        })
        .catch(() => {
          problem.hidden = false
        })
    })
  })
})()
