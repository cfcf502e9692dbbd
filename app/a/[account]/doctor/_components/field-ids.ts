/** Where somebody says who was signing in. */
export const SIGNER_FIELD = 'doctor-signer'
