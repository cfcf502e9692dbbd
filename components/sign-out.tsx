import type { ComponentProps } from 'react'
import { routes } from '@/lib/routes'
import { Button } from './ui/button'
import { Form } from './ui/form'

/** Ends the session of this browser. Works without script. */
export function SignOut(look: ComponentProps<typeof Button>) {
  return (
    <Form method="post" action={routes.signOut()}>
      <Button type="submit" variant="ghost" {...look} />
    </Form>
  )
}
