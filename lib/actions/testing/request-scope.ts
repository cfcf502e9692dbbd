/** The request that a test asks with, as `next/headers` tells of it; see lib/testing/unit.ts. */
export const requestScope = { headers: new Headers(), cookies: new Map<string, string>() }
