/** As STS takes it (STS API Reference, GetSessionToken). */
export const MFA_CODE = /^\d{6}$/

/** As apps show and copy it (`123 456`), or a keyboard of full width types it. What is too long stays so, and is told. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '')

export const MFA_CODE_WORDS = 'Six digits, as the device shows them.'
