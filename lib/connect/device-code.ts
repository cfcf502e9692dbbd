/** As STS takes it (STS API Reference, GetSessionToken). */
export const MFA_CODE = /^\d{6}$/

export const MFA_CODE_WORDS = 'Six digits, as the device shows them.'
